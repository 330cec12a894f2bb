import pg from 'pg';
import type { Settings } from '#libs/kernel';
import { clusterFolder, roleIn, startEmbeddedPostgres, type DatabaseRoles, type EmbeddedPostgres } from '#libs/persistence';
import { databaseTrouble, portTrouble, Trouble } from './trouble.ts';

export interface Addresses {
  /** Owns the schema: migrates. */
  readonly owner: string;
  readonly app: string;
  /** Reads what employers may see, and nothing else. */
  readonly registry: string;
}

export interface OpenDatabase {
  readonly addresses: Addresses;
  readonly roles: DatabaseRoles;
  readonly version: string;
  /** Leaves a database alone that is not ours to stop. */
  stop(): Promise<void>;
}

const DATABASE = 'peerway';
const ROLES = { app: 'peerway_app', registry: 'peerway_registry' } as const;
const OLDEST = 15;

export async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // the query that is under way tells
  try {
    await client.connect();
    return await act(client);
  } catch (error) {
    throw databaseTrouble(error, new URL(url)) ?? error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @throws Trouble when nobody answers, or it is too old. */
async function versionOf(url: string): Promise<string> {
  const version = await withClient(url, async (client) => (await client.query<{ server_version: string }>('show server_version')).rows[0]!.server_version);
  if (Number.parseInt(version, 10) < OLDEST) throw new Trouble(`Peerway needs PostgreSQL ${OLDEST} or newer; the one in DATABASE_URL is ${version}.`);
  return version;
}

function checkAddress(name: string, url: string): string {
  if (!URL.canParse(url) || !/^postgres(ql)?:\/\/[^/]*\/./.test(url)) throw new Trouble(`${name} must be an address such as postgres://name:password@localhost:5432/peerway.`);
  return url;
}

async function openNamed(owner: string, { appDatabaseUrl = owner, registryDatabaseUrl = owner }: Settings): Promise<OpenDatabase> {
  const addresses = {
    owner: checkAddress('DATABASE_URL', owner),
    app: checkAddress('PEERWAY_APP_DATABASE_URL', appDatabaseUrl),
    registry: checkAddress('PEERWAY_REGISTRY_DATABASE_URL', registryDatabaseUrl),
  };
  const version = await versionOf(owner);
  return { addresses, version, roles: { app: roleIn(addresses.app, owner), registry: roleIn(addresses.registry, owner) }, stop: () => Promise.resolve() };
}

/** The cluster is new, or somebody else was killed here in the middle: each part is made if it is not there. */
async function furnish(server: EmbeddedPostgres): Promise<void> {
  await withClient(server.url('postgres'), async (client) => {
    const { rows } = await client.query<{ name: string }>(`select rolname as name from pg_roles union all select datname from pg_database`);
    const there = new Set(rows.map((row) => row.name));
    for (const role of Object.values(ROLES)) if (!there.has(role)) await client.query(`create role ${role} login`);
    const databases = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (databases.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
}

async function openEmbedded(settings: Settings, adopt: boolean): Promise<OpenDatabase> {
  const port = settings.embeddedDatabasePort;
  const server = await startEmbeddedPostgres({ dataFolder: clusterFolder(settings.dataFolder), port, adopt }).catch((error: unknown) => {
    throw /could not bind|Address already in use/.test(String(error)) ? portTrouble(port, 'EADDRINUSE', settings) : error;
  });
  try {
    await furnish(server);
    const addresses = { owner: server.url(DATABASE), app: server.url(DATABASE, ROLES.app), registry: server.url(DATABASE, ROLES.registry) };
    return { addresses, roles: ROLES, version: await versionOf(addresses.owner), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * The database of DATABASE_URL, or else the embedded one, started if it does not run. `adopt`: stop it at the end also when a killed predecessor
 * had left it running; a command beside a running Peerway must not.
 */
export function openDatabase(settings: Settings, { adopt }: { adopt: boolean }): Promise<OpenDatabase> {
  return settings.ownerDatabaseUrl === undefined ? openEmbedded(settings, adopt) : openNamed(settings.ownerDatabaseUrl, settings);
}

/** Calls `onLost` when the server goes away. Answers how to look no longer. */
export async function watchDatabase(url: string, onLost: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, application_name: 'peerway-serve' });
  let watching = true;
  const lost = (): void => {
    if (watching) onLost();
    watching = false;
  };
  client.on('error', lost).on('end', lost);
  await client.connect();
  return async () => {
    watching = false;
    await client.end().catch(() => undefined);
  };
}
