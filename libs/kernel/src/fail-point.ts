/**
 * A place where tests may kill the process, to see that nothing acknowledged is lost and nothing is made twice. Does nothing unless the process was started
 * with its name in PEERWAY_FAIL_AT, and nothing at all in production.
 */
const failAt = process.env['NODE_ENV'] === 'production' ? undefined : process.env['PEERWAY_FAIL_AT'];

export function failPoint(name: string): void {
  if (failAt === name) process.kill(process.pid, 'SIGKILL');
}
