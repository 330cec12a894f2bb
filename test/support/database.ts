import { connectionOptions, Database } from '#libs/persistence';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { allEntities } from './entities.ts';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** Address of the throw-away server of this test run, for a database and a role. */
export function testUrl(database: string, role = 'peerway'): string {
  const port = process.env['PEERWAY_TEST_POSTGRES_PORT'];
  if (!port) throw new Error('The test server is not up: run the tests by `npm test`');
  return `postgres://${role}@127.0.0.1:${port}/${database}`;
}

/** What the app's own role may not do. */
export async function asOwner(sql: string, database = 'postgres'): Promise<void> {
  const client = new pg.Client({ connectionString: testUrl(database) });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

export interface TestDatabase {
  readonly name: string;
  readonly database: Database;
  /** Connects as the role that the app uses, which may not change what is append-only. */
  readonly url: string;
  /** What somebody with the keys to the server could do. */
  asOwner(sql: string): Promise<void>;
  drop(): Promise<void>;
}

/** A migrated database of its own, cloned from the template in 0.3 s. Entities are those that the test touches; all when none are named. */
export async function testDatabase(entities?: readonly EntityTarget<ObjectLiteral>[], role = 'peerway_app'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(`create database ${name} template peerway_template`);
  const url = testUrl(name, role);
  const source = await new DataSource({ ...connectionOptions(url, name), entities: [...(entities ?? (await allEntities()))] as never }).initialize();
  const database = new Database(source);
  return {
    name,
    database,
    url,
    asOwner: (sql) => asOwner(sql, name),
    async drop() {
      await database.onApplicationShutdown();
      await asOwner(`drop database ${name} with (force)`);
    },
  };
}

