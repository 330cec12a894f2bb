import { DataSource, type DataSourceOptions } from 'typeorm';
import { SnakeNaming } from './naming.ts';

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
    extra: { statement_timeout: 30_000, keepAlive: true },
  };
}

export function makeDataSource(url: string, name: string): DataSource {
  return new DataSource(connectionOptions(url, name));
}
