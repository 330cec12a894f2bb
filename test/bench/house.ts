import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '#libs/persistence';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../support/ports.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const CLI = fileURLToPath(new URL('../../apps/cli/src/main.js', import.meta.url));
const DATABASE = 'peerway';
const START_MS = 30_000;

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** PostgreSQL as in earnest (it waits for the disk at each commit), counting statements; and Peerway's programs, each in a process of its own. */
export class House {
  private readonly programs: ChildProcess[] = [];

  private constructor(
    private readonly folder: string,
    private readonly server: EmbeddedPostgres,
    private readonly client: pg.Client,
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async build(): Promise<House> {
    const folder = mkdtempSync(join(tmpdir(), 'peerway-bench-'));
    chmodSync(folder, 0o755);
    const options = { dataFolder: join(folder, 'postgres'), port: await freePort() };
    const first = await startEmbeddedPostgres(options);
    const client = await connected(first.url('postgres'));
    for (const sql of [`alter system set shared_preload_libraries = 'pg_stat_statements'`, 'create role peerway_app login', 'create role peerway_registry login', `create database ${DATABASE}`]) await client.query(sql);
    await client.end();
    await first.stop();
    const server = await startEmbeddedPostgres(options);
    await migrate(server.url(DATABASE), MIGRATIONS, { app: 'peerway_app', registry: 'peerway_registry' }).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    const owner = await connected(server.url(DATABASE));
    await owner.query(`select append_audit(null, 'demonstration', 'bench', '{}', now())`); // so that the demonstration's cast stays away: the bench brings its own people
    const [port, registryPort] = [await freePort(), await freePort()];
    return new House(folder, server, owner, {
      DATABASE_URL: server.url(DATABASE),
      PEERWAY_APP_DATABASE_URL: server.url(DATABASE, 'peerway_app'),
      PEERWAY_REGISTRY_DATABASE_URL: server.url(DATABASE, 'peerway_registry'),
      PEERWAY_DATA: join(folder, 'data'),
      PEERWAY_PORT: String(port),
      PEERWAY_REGISTRY_PORT: String(registryPort),
      PEERWAY_LOG_LEVEL: 'info',
    });
  }

  /** Asks as the owner of the database, whose statements are not counted. */
  async read<R extends pg.QueryResultRow>(sql: string): Promise<R[]> {
    return (await this.client.query<R>(sql)).rows;
  }

  /** Address of another database of the same server. */
  get besideUrl(): string {
    return this.server.url('postgres');
  }

  get postmaster(): number {
    return Number(readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  origin(app: 'lms' | 'registry'): string {
    return `http://127.0.0.1:${this.environment[app === 'lms' ? 'PEERWAY_PORT' : 'PEERWAY_REGISTRY_PORT']}`;
  }

  /** Starts one app as `peerway serve` does; answers its process id. Its log is written, to where nothing is kept. */
  async serve(app: 'lms' | 'registry' | 'worker'): Promise<number> {
    const child = spawn(process.execPath, [CLI, 'serve', app], { env: { ...process.env, ...this.environment }, stdio: ['ignore', 'pipe', 'inherit'] });
    this.programs.push(child);
    await new Promise<void>((ready, fail) => {
      child.once('exit', (code) => fail(new Error(`${app} ended (${String(code)}) before it was ready`)));
      child.stdout.on('data', (text: Buffer) => /Peerway is ready|Running: /.test(String(text)) && ready());
      setTimeout(() => fail(new Error(`${app} did not start in ${START_MS} ms`)), START_MS).unref();
    });
    return child.pid!;
  }

  /** A helper of the bench itself that works on the database by Peerway's own services. */
  keep(child: ChildProcess): void {
    this.programs.push(child);
  }

  /** What was seeded is counted and written out, so that the server does not do it while something is measured. */
  async settle(): Promise<void> {
    await this.client.query('vacuum analyze');
    await this.client.query('checkpoint');
  }

  async stop(): Promise<void> {
    for (const child of this.programs) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await Promise.race([once(child, 'exit'), sleep(5_000).then(() => child.kill('SIGKILL'))]);
    }
    await this.client.end().catch(() => undefined);
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
