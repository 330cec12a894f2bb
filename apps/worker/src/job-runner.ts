import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Logger, parseCronItems, run, type Job, type Runner, type Task, type WorkerEvents } from 'graphile-worker';
import { EventEmitter } from 'node:events';
import { Database } from '#libs/persistence';
import { CRON } from './cron.ts';
import type { Handler, HandlerTable } from './handler.ts';
import { Lifeline } from './lifeline.ts';
import { describeError, WorkerLog, type LogFacts } from './log.ts';

export const HANDLER_TABLE = Symbol('handlers');
export const CONCURRENCY = 4;

const factsOf = (job: Job): LogFacts => ({ task: job.task_identifier, job: job.id, attempt: job.attempts, of: job.max_attempts });

/** Takes jobs from the queue and hands each to the class that does it. */
@Injectable()
export class JobRunner {
  private runner: Runner | undefined;

  constructor(
    private readonly database: Database,
    private readonly lifeline: Lifeline,
    private readonly log: WorkerLog,
    private readonly modules: ModuleRef,
    @Inject(HANDLER_TABLE) private readonly handlers: HandlerTable,
  ) {}

  /** `onLost`: this process may work no longer and has to end at once. */
  async start(onLost: (why: string) => void): Promise<void> {
    const pgPool = this.database.pool;
    pgPool.on('error', (error) => this.log.write('warn', 'connection lost', describeError(error)));
    pgPool.on('connect', (client) => void client.on('error', () => undefined)); // the pool, or the query under way, tells
    await this.lifeline.open(() => onLost('the worker lost its connection to the database'));
    const taskList = Object.fromEntries(Object.entries(this.handlers).map(([name, type]) => [name, this.task(this.modules.get<Handler<unknown>>(type, { strict: false }))]));
    const parsedCronItems = parseCronItems(CRON.filter((item) => item.task in taskList));
    // A delay of 0 instead of none: else nobody waits for "this job is done" to be written, and a worker that stops at that moment leaves the job to be done again.
    const preset = { plugins: [this.waitForTheLock()], worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
    this.runner = await run({ pgPool, taskList, parsedCronItems, preset, events: this.events(), logger: this.quietLogger(), concurrency: CONCURRENCY, noHandleSignals: true });
    this.runner.promise.catch((error: unknown) => {
      this.log.write('error', 'queue broken', describeError(error));
      onLost('the job queue broke');
    });
  }

  /** Lets running jobs finish. */
  async stop(): Promise<void> {
    await this.runner?.stop().catch((error: unknown) => this.log.write('warn', 'worker had stopped before', describeError(error)));
    this.lifeline.close();
  }

  private task(handler: Handler<unknown>): Task {
    return (payload, { job, abortSignal }) => handler.handle(payload, { id: job.id, attempt: job.attempts, signal: abortSignal });
  }

  private events(): WorkerEvents {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => this.lifeline.hold(workerPool.id));
    events.on('job:success', ({ job }) => this.log.write('info', 'job done', factsOf(job)));
    events.on('job:error', ({ job, error }) => this.log.write('warn', 'job failed', { ...factsOf(job), ...describeError(error) }));
    events.on('job:failed', ({ job, error }) => this.log.write('error', 'job given up', { ...factsOf(job), ...describeError(error) }));
    return events;
  }

  private waitForTheLock() {
    return { name: 'peerway-lifeline', version: '1.0.0', worker: { hooks: { startWorker: () => this.lifeline.isHeld() } } };
  }

  /** The queue's own lines repeat messages of errors, which may hold personal data; ours above say the same without. */
  private quietLogger(): Logger {
    return new Logger(() => (level: string, _message, meta) => {
      if (level !== 'error' || meta?.['failure']) return;
      this.log.write('error', 'queue', describeError(meta?.['error']));
    });
  }
}
