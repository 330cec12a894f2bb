import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { fileURLToPath } from 'node:url';
import type { Clock, Settings } from '#libs/kernel';
import { AssessmentModule } from '#libs/assessment';
import { CertificationModule } from '#libs/certification';
import { FilesModule } from '#libs/files';
import { IdentityModule } from '#libs/identity';
import { MailModule } from '#libs/mail';
import { PersistenceModule } from '#libs/persistence';
import type { HandlerTable } from './handler.ts';
import { HANDLERS } from './handlers.ts';
import { CONCURRENCY, HANDLER_TABLE, JobRunner } from './job-runner.ts';
import { LetterBook } from './letters/letter-book.ts';
import { PeopleLetterBook } from './letters/people-letter-book.ts';
import { Lifeline } from './lifeline.ts';
import { WorkerLog } from './log.ts';

const LETTERS = fileURLToPath(new URL('../../../../templates/letters', import.meta.url));

/** One connection a job, one to hear of new jobs, one to live by, and some for what the queue itself writes. */
const POOL_SIZE = 2 * CONCURRENCY + 4;

/** What handlers need from libraries, and the handlers. */
export interface WorkerParts {
  readonly imports: readonly (Type | DynamicModule)[];
  readonly providers: readonly Provider[];
  readonly handlers: HandlerTable;
}

export const PARTS: WorkerParts = {
  imports: [IdentityModule, AssessmentModule, CertificationModule, FilesModule],
  providers: [{ provide: LetterBook, useClass: PeopleLetterBook }],
  handlers: HANDLERS,
};

export interface WorkerInstallation {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly databaseUrl: string;
}

@Module({})
export class WorkerModule {
  static forRoot(installation: WorkerInstallation, { imports, providers, handlers }: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PersistenceModule.forRoot({ ...installation, name: 'peerway-worker', poolSize: POOL_SIZE }), MailModule.forRoot(LETTERS), ...imports],
      providers: [
        Lifeline,
        JobRunner,
        { provide: WorkerLog, useValue: new WorkerLog(installation.settings.logLevel) },
        { provide: HANDLER_TABLE, useValue: handlers },
        ...Object.values(handlers),
        ...providers,
      ],
    };
  }
}
