import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
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
      imports: [TypeOrmModule.forRoot({ ...connectionOptions(databaseUrl, name, poolSize), autoLoadEntities: true, retryAttempts: 1 })],
      providers: [Database, Jobs, ...shared],
      exports: [Database, Jobs, ...shared],
    };
  }
}
