import { makeWorkerUtils } from 'graphile-worker';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource, type MigrationInterface } from 'typeorm';
import { connectionOptions } from './data-source.ts';
import { grantRoles, type DatabaseRoles } from './grants.ts';

type MigrationClass = new () => MigrationInterface;
const LOCK = 7_337_001;

/** The migration classes of a folder of built files, one a file. */
export async function loadMigrations(folder: string): Promise<MigrationClass[]> {
  const files = readdirSync(folder).filter((name) => /^\d+-\w+\.js$/.test(name));
  const modules = await Promise.all(files.sort().map((name) => import(pathToFileURL(join(folder, name)).href) as Promise<Record<string, MigrationClass>>));
  return modules.flatMap((module) => Object.values(module));
}

/** A data source that can run our migrations up and down; the caller destroys it. */
export async function migrationSource(url: string, folder: string): Promise<DataSource> {
  const migrations = await loadMigrations(folder);
  return new DataSource({ ...connectionOptions(url, 'peerway-migrate', 2), migrations, migrationsTableName: 'migrations', migrationsTransactionMode: 'each' }).initialize();
}

/**
 * Brings the schema up to date: the job queue's own tables, ours, then what each role may do. Two processes that start at once do not race: the second
 * waits for the first. Answers the names of the migrations that were run.
 */
export async function migrate(ownerUrl: string, folder: string, roles: DatabaseRoles = {}): Promise<string[]> {
  const source = await migrationSource(ownerUrl, folder);
  const lock = source.createQueryRunner();
  try {
    await lock.query(`select pg_advisory_lock(${LOCK})`);
    const utils = await makeWorkerUtils({ connectionString: ownerUrl, logger: undefined });
    await utils.migrate().finally(() => utils.release());
    const ran = await source.runMigrations();
    await grantRoles(lock, roles);
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query(`select pg_advisory_unlock(${LOCK})`).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
