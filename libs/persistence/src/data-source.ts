import { DataSource, type DataSourceOptions } from 'typeorm';
import { OneByOne } from './connection.ts';
import { SnakeNaming } from './naming.ts';

/** A connection that is closed takes with it what the server had prepared and read of the schema: the first page after a quiet moment would pay for both again. */
const KEPT_IDLE_MS = 30 * 60_000;

/** How every process of ours connects. `name` shows in pg_stat_activity. */
export function connectionOptions(url: string, name: string, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: name,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    poolSize,
    extra: { Client: OneByOne, statement_timeout: 30_000, keepAlive: true, idleTimeoutMillis: KEPT_IDLE_MS },
  };
}

export function makeDataSource(url: string, name: string): DataSource {
  return new DataSource(connectionOptions(url, name));
}
