import { migrate, startEmbeddedPostgres } from '#libs/persistence';
import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './ports.ts';

/** One throw-away PostgreSQL for the whole run, with a migrated template that every test file clones. */
export default async function setUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peerway-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), port: await freePort(), throwAway: true });
  process.env['PEERWAY_TEST_POSTGRES_PORT'] = String(server.port);
  process.env['PEERWAY_TEST_FOLDER'] = folder;
  (globalThis as { stopPostgres?: () => Promise<void> }).stopPostgres = () => server.stop();
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query('create role peerway_app login');
  await client.query('create role peerway_registry login');
  await client.query('create database peerway_template');
  await client.end();
  await migrate(server.url('peerway_template'), new URL('../../migrations', import.meta.url).pathname, { app: 'peerway_app', registry: 'peerway_registry' });
}
