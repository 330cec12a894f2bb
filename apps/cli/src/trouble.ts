import type { Settings } from '#libs/kernel';

/** Something that an operator can mend, said in one sentence. Shown without a trace. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN'];

/** The setting that chose a port. */
function settingOf(port: number, settings: Settings): string {
  if (port === settings.port) return 'PEERWAY_PORT';
  return port === settings.registryPort ? 'PEERWAY_REGISTRY_PORT' : 'PEERWAY_EMBEDDED_DATABASE_PORT';
}

export function portTrouble(port: number, code: string, settings: Settings): Trouble {
  const what = code === 'EACCES' ? 'may not be used by this account' : 'is already in use by another program';
  return new Trouble(`Port ${port} ${what}. Set ${settingOf(port, settings)} to another port, or stop that program.`);
}

/** The same failure in words about databases; the address is named without its password. */
export function databaseTrouble(error: unknown, address: URL): Trouble | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const where = `${address.hostname}${address.port ? `:${address.port}` : ''}`;
  const database = decodeURIComponent(address.pathname.slice(1));
  if (UNREACHABLE.includes(code) || /timeout|terminated unexpectedly/i.test(message)) return new Trouble(`No database answers at ${where}. Is PostgreSQL running there, and is DATABASE_URL right?`);
  if (code === '28P01' || code === '28000' || /password|SASL/.test(message)) return new Trouble(`The database at ${where} does not let "${decodeURIComponent(address.username)}" in. Is the password in DATABASE_URL right?`);
  if (code === '3D000') return new Trouble(`There is no database "${database}" at ${where}. Make it first: createdb ${database}`);
  return undefined;
}

/** One sentence for an operator, or undefined for a fault of ours, which deserves its trace. */
export function explain(error: unknown, settings?: Settings): string | undefined {
  if (error instanceof Trouble) return error.message;
  const { code, port, syscall } = error as { code?: string; port?: number; syscall?: string };
  if (settings && syscall === 'listen' && port !== undefined && (code === 'EADDRINUSE' || code === 'EACCES')) return portTrouble(port, code, settings).message;
  return undefined;
}
