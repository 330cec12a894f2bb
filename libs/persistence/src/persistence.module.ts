import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { Clock, Settings } from '#libs/kernel';
import { connectionOptions } from './data-source.ts';
import { Database } from './database.ts';
import { Jobs } from './jobs.ts';

export interface Installation {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Where this process connects, and as what it shows there. */
  readonly databaseUrl: string;
  readonly name: string;
  readonly poolSize?: number;
}

/** Entities are those that this process has loaded. Made here and not by TypeOrmModule.forRoot, which knows one connection a process by its name, and we run three apps in one. */
function connect(databaseUrl: string, name: string, poolSize?: number): Promise<DataSource> {
  const entities = getMetadataArgsStorage().tables.map(({ target }) => target);
  return new DataSource({ ...connectionOptions(databaseUrl, name, poolSize), entities: entities as never }).initialize();
}

/** What every process shares: the database, the queue, the clock and the settings. Libraries add their entities by `TypeOrmModule.forFeature`. */
@Module({})
export class PersistenceModule {
  static forRoot({ settings, clock, databaseUrl, name, poolSize }: Installation): DynamicModule {
    const shared = [
      { provide: Settings, useValue: settings },
      { provide: Clock, useValue: clock },
    ];
    return {
      module: PersistenceModule,
      global: true,
      providers: [{ provide: DataSource, useFactory: () => connect(databaseUrl, name, poolSize) }, Database, Jobs, ...shared],
      exports: [DataSource, Database, Jobs, ...shared],
    };
  }
}
