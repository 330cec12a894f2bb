// Runs all migrations up, down and up again on the oldest PostgreSQL that we promise (Debian's 15) and on the embedded one, and ends with a line that counts.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../dist/libs/persistence/src/index.js';
import { freePort } from '../dist/test/support/ports.js';
import { goRounds } from '../dist/test/support/rounds.js';

const DEBIAN = '/usr/lib/postgresql/15/bin';

/** PostgreSQL refuses root: then its own account, which its package makes, runs it. */
function accountForRoot() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function onDebian(act) {
  if (!existsSync(DEBIAN)) throw new Error('PostgreSQL 15 is not there: apt-get install postgresql-15');
  const folder = mkdtempSync(join(tmpdir(), 'peerway-postgres-15-'));
  const account = accountForRoot();
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  const run = (program, ...args) => execFileSync(join(DEBIAN, program), ['-D', join(folder, 'data'), ...args], { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  try {
    run('initdb', '-U', 'peerway', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync');
    run('pg_ctl', 'start', '-w', '-s', '-l', join(folder, 'log'), '-o', `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`);
    return await act(`postgres://peerway@127.0.0.1:${port}/postgres`);
  } finally {
    if (existsSync(join(folder, 'data', 'postmaster.pid'))) run('pg_ctl', 'stop', '-s', '-m', 'immediate');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onEmbedded(act) {
  const folder = mkdtempSync(join(tmpdir(), 'peerway-postgres-18-'));
  const { uid, gid } = accountForRoot();
  if (uid !== undefined) chownSync(folder, uid, gid);
  const server = await startEmbeddedPostgres({ dataFolder: join(folder, 'data'), port: await freePort(), throwAway: true });
  try {
    return await act(server.url('postgres'));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

let [passed, failed] = [0, 0];
function verdict(sentence, fault) {
  console.log(`  ${fault ? 'NO' : 'ok'}   ${sentence}${fault ? `: ${fault}` : ''}`);
  if (fault) failed++;
  else passed++;
}
const without = (lines, others) => lines.filter((line) => !others.includes(line)).join('\n       ');

for (const [name, on] of [["Debian's PostgreSQL 15", onDebian], ['the embedded PostgreSQL', onEmbedded]]) {
  try {
    const { migrations, up, down, upAgain } = await on(goRounds);
    verdict(`${migrations} migrations run on ${name}`, migrations === 0 && 'there is none');
    verdict(`they take back all that they made on ${name}`, down.join('\n       '));
    verdict(`they make the same again on ${name}`, without(up, upAgain) + without(upAgain, up));
  } catch (error) {
    verdict(`migrations run on ${name}`, error.stack);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
