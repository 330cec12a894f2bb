import type { QueryRunner } from 'typeorm';

/** Roles that work on the database after the owner migrated it. Undefined: that part works as the owner. */
export interface DatabaseRoles {
  readonly app?: string | undefined;
  readonly registry?: string | undefined;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The role in a connection address, or undefined when it is the owner's own. */
export function roleIn(url: string | undefined, ownerUrl: string): string | undefined {
  const role = url && decodeURIComponent(new URL(url).username);
  return role && role !== decodeURIComponent(new URL(ownerUrl).username) ? role : undefined;
}

/** Tables that say "append-only" in their comment are never changed or emptied, not even by our own app; "by function": nor added to but by the table's own function. */
async function appendOnlyTables(runner: QueryRunner): Promise<{ name: string; byFunction: boolean }[]> {
  return (await runner.query(`
    select format('%I.%I', n.nspname, c.relname) as name, obj_description(c.oid, 'pg_class') like 'append-only by function%' as "byFunction" from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') like 'append-only%'`)) as { name: string; byFunction: boolean }[];
}

/** The job queue has row security for everyone but its owner; our app is let in by one policy a table. */
async function grantJobQueue(runner: QueryRunner, role: string): Promise<void> {
  await runner.query(`grant usage on schema graphile_worker to ${role}; grant all on all tables in schema graphile_worker to ${role};
    grant usage on all sequences in schema graphile_worker to ${role}; grant execute on all functions in schema graphile_worker to ${role}`);
  const tables = (await runner.query(`select relname as name from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity`)) as { name: string }[];
  for (const { name } of tables) {
    await runner.query(`drop policy if exists peerway_app on graphile_worker.${quoted(name)}; create policy peerway_app on graphile_worker.${quoted(name)} to ${role} using (true) with check (true)`);
  }
}

/** Gives each role exactly what it needs; repeated at every migration, so a new table is covered at once. */
export async function grantRoles(runner: QueryRunner, roles: DatabaseRoles): Promise<void> {
  if (roles.app) {
    const app = quoted(roles.app);
    await runner.query(`grant usage on schema public, registry, web to ${app};
      grant select, insert, update, delete on all tables in schema public, registry, web to ${app}; grant usage on all sequences in schema public to ${app};
      grant execute on all functions in schema public to ${app}`);
    for (const { name, byFunction } of await appendOnlyTables(runner)) await runner.query(`revoke ${byFunction ? 'insert, ' : ''}update, delete, truncate on ${name} from ${app}`);
    await runner.query(`revoke insert, update, delete on migrations from ${app}`);
    await grantJobQueue(runner, app);
  }
  if (roles.registry) {
    const registry = quoted(roles.registry);
    await runner.query(`revoke all on all tables in schema public, web from ${registry}; grant usage on schema registry, web to ${registry};
      grant select on all tables in schema registry to ${registry}; grant select, insert, update, delete on web.rate_limits to ${registry}`);
  }
}
