import { makeWorkerUtils } from 'graphile-worker';
import type { DataSource } from 'typeorm';
import { fileURLToPath } from 'node:url';
import { migrationSource } from '#libs/persistence';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** All that a migration can leave behind, one line each. The job queue's schema is its own; the list of migrations is TypeORM's. */
const SCHEMA = `
  select format('%s %s.%s.%s %s %s %s', 'column', table_schema, table_name, column_name, udt_name, is_nullable, column_default) as line
    from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker') and table_name <> 'migrations'
  union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)) from pg_constraint c join pg_namespace n on n.oid = connamespace
    where nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') and conrelid::regclass::text <> 'migrations'
  union all select format('index %s', indexdef) from pg_indexes where schemaname not in ('pg_catalog', 'graphile_worker') and tablename <> 'migrations'
  union all select format('function %s.%s %s', nspname, proname, md5(prosrc)) from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
  union all select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t join pg_class c on c.oid = tgrelid join pg_namespace n on n.oid = relnamespace where not tgisinternal and nspname <> 'graphile_worker'
  union all select format('type %s.%s', nspname, typname) from pg_type t join pg_namespace n on n.oid = typnamespace
    where typtype in ('e', 'd') and nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
  union all select format('sequence %s.%s', schemaname, sequencename) from pg_sequences where schemaname <> 'graphile_worker' and sequencename not like 'migrations%'
  union all select format('schema %s', nspname) from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'graphile_worker', 'public')
  union all select format('extension %s', extname) from pg_extension where extname <> 'plpgsql'
  order by 1`;

async function schemaOf(source: DataSource): Promise<string[]> {
  return ((await source.query(SCHEMA)) as { line: string }[]).map(({ line }) => line);
}

export interface Rounds {
  readonly migrations: number;
  readonly up: readonly string[];
  /** What the downs left behind: nothing, when they are true. */
  readonly down: readonly string[];
  readonly upAgain: readonly string[];
}

/** All up, all down, all up, on an empty database. */
export async function goRounds(url: string): Promise<Rounds> {
  const utils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate().finally(() => utils.release());
  const source = await migrationSource(url, MIGRATIONS);
  try {
    const ran = await source.runMigrations();
    const up = await schemaOf(source);
    for (let left = ran.length; left > 0; left--) await source.undoLastMigration();
    const down = await schemaOf(source);
    await source.runMigrations();
    return { migrations: ran.length, up, down, upAgain: await schemaOf(source) };
  } finally {
    await source.destroy();
  }
}
