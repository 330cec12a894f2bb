import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Logger, parseCronItems, run, type Job, type Runner, type Task, type WorkerEvents } from 'graphile-worker';
import { EventEmitter } from 'node:events';
import type pg from 'pg';
import { Database } from '#libs/persistence';
import { CRON } from './cron.ts';
import type { Handler, HandlerTable } from './handler.ts';
import { Lifeline } from './lifeline.ts';
import { describeError, WorkerLog, type LogFacts } from './log.ts';

export const HANDLER_TABLE = Symbol('handlers');
export const CONCURRENCY = 4;

/**
 * Jobs are fetched and finished many at a time, because for most of them the fetching costs more than the work. What was fetched and not begun within `ttl` is given back,
 * so that a letter never waits behind long work while another worker is idle. A worker that is killed before it wrote "done" leaves up to `completeJobBatchDelay` of
 * work to be done again, which changes nothing: handlers are made for that. The delays also make a worker that stops wait until all is written.
 */
const PRESET = {
  worker: {
    localQueue: { size: 10 * CONCURRENCY, ttl: 5_000, refetchDelay: { durationMs: 100, threshold: CONCURRENCY, maxAbortThreshold: 10 * CONCURRENCY } },
    completeJobBatchDelay: 250,
    failJobBatchDelay: 0,
  },
};

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
    const options = { taskList, parsedCronItems, preset: PRESET, events: this.events(), logger: this.quietLogger(), concurrency: CONCURRENCY, noHandleSignals: true };
    this.runner = await run({ ...options, pgPool: this.afterTheLock(pgPool) });
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

  /** The queue fetches jobs as soon as it has a name; fetched before the lock in that name is held, they would be taken for a dead worker's. */
  private afterTheLock(pool: pg.Pool): pg.Pool {
    const connect = (heard?: Parameters<pg.Pool['connect']>[0]): unknown => (heard ? pool.connect(heard) : this.lifeline.isHeld().then(() => pool.connect()));
    return Object.assign(Object.create(pool) as pg.Pool, { connect });
  }

  /** The queue's own lines repeat messages of errors, which may hold personal data; ours above say the same without. */
  private quietLogger(): Logger {
    return new Logger(() => (level: string, _message, meta) => {
      if (level !== 'error' || meta?.['failure']) return;
      this.log.write('error', 'queue', describeError(meta?.['error']));
    });
  }
}
