/**
 * worker: does what acts leave to be done after they are committed: letters, and what other rooms add. Owns no table; the queue's are
 * graphile-worker's. Knows libraries and no pages. Any number of workers share one database: each job is done by one of them, and taken over
 * by another when that one dies.
 */
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import { JobRunner } from './job-runner.ts';
import { WorkerLog } from './log.ts';
import { PARTS, WorkerModule, type WorkerInstallation, type WorkerParts } from './worker.module.ts';

export { type Handler, type HandlerTable, type RunningJob } from './handler.ts';
export { HANDLERS } from './handlers.ts';
export { LetterBook } from './letters/letter-book.ts';
export { SendLetter, type LetterJob } from './letters/send-letter.handler.ts';
export { PARTS, type WorkerParts } from './worker.module.ts';

export interface WorkerOptions extends WorkerInstallation {
  /** Called when this process may work no longer because others take it for dead; it must end the process at once, and does so if not given. */
  readonly onLost?: (why: string) => void;
}

const endProcess = (): never => process.exit(1);

/** Resolves when jobs are being taken. `stop` lets running jobs finish. */
export async function startWorker({ onLost = endProcess, ...installation }: WorkerOptions, parts: WorkerParts = PARTS): Promise<{ stop(): Promise<void> }> {
  const log = new WorkerLog(installation.settings.logLevel);
  const context = await NestFactory.createApplicationContext(WorkerModule.forRoot(installation, parts), { logger: log, abortOnError: false });
  const runner = context.get(JobRunner);
  const stop = async (): Promise<void> => {
    await runner.stop();
    await context.close();
  };
  await runner
    .start((why) => {
      log.write('error', 'worker ends', { why });
      onLost(why);
    })
    .catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  log.write('info', 'worker started', { jobs: Object.keys(parts.handlers) });
  return { stop };
}
