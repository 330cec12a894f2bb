import { Injectable } from '@nestjs/common';
import { Database, sqlState } from '#libs/persistence';
import type pg from 'pg';
import { describeError, WorkerLog } from './log.ts';

const SWEEP_MS = 2_000;
const ANSWER_MS = 20_000;

/** A host that vanishes without a word is noticed by the server within a minute, and its lock becomes free. */
const NAME_AND_WATCH = `set application_name = 'peerway-worker-lifeline'; set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3`;

/**
 * Jobs that a worker holds, though nobody holds its lock: that worker is dead. Our own lock ($1) never stands in
 * our own way, so our jobs are left out by name. Each row says whether its job has a try left.
 */
const HELD_BY_THE_DEAD = `
  with dead as materialized (
    select locked_by from (select distinct locked_by from graphile_worker.jobs where locked_by <> $1) held
    where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0)))
  select id::text, task_identifier as task, locked_by as worker, attempts, attempts < max_attempts as again from graphile_worker.jobs join dead using (locked_by)`;

/** Each job at a moment of its own. */
const AGAIN_LATER = `select graphile_worker.reschedule_jobs(array[late.id], run_at => now() + late.seconds * interval '1 second') from unnest($1::bigint[], $2::float8[]) late (id, seconds)`;

/**
 * How long, at most, a job waits that a worker died with: not at all the first time. One that ends its workers is given up in the end, and those that were only fetched along
 * with it must not be: so they begin again at different moments, further and further apart, as jobs that fail do.
 */
export const longestWaitSeconds = (attempts: number): number => (attempts < 2 ? 0 : Math.exp(Math.min(attempts, 10)));

interface OrphanedJob {
  readonly id: string;
  readonly task: string;
  readonly worker: string;
  readonly attempts: number;
  readonly again: boolean;
}

/**
 * One connection that lives as long as this process and holds a lock in the process's name. PostgreSQL lets go of the lock when the process dies,
 * however it dies: that is how the others know, without a clock, whose jobs they may take over.
 */
@Injectable()
export class Lifeline {
  private client: pg.PoolClient | undefined;
  private sweep: NodeJS.Timeout | undefined;
  private held: Promise<unknown> | undefined;
  private own = '';

  constructor(
    private readonly database: Database,
    private readonly log: WorkerLog,
  ) {}

  /** When the connection is cut, the others take this process for dead, and it has to be: `onCut` must end it at once. */
  async open(onCut: () => void): Promise<void> {
    const client = await this.database.pool.connect();
    this.client = client;
    const cut = (): void => {
      if (this.client) onCut();
      this.close();
    };
    client.once('error', cut).once('end', cut);
    await client.query(NAME_AND_WATCH);
    await this.takeOver();
    this.sweep = setInterval(() => void this.takeOver().catch((error: unknown) => this.doubt(error, cut)), SWEEP_MS);
  }

  hold(worker: string): void {
    this.own = worker;
    this.held = this.client!.query('select pg_advisory_lock(hashtextextended($1, 0))', [worker]);
  }

  /** Resolves when the lock is ours: no job may begin before. */
  async isHeld(): Promise<void> {
    await this.held;
  }

  close(): void {
    clearInterval(this.sweep);
    const client = this.client;
    this.client = undefined;
    client?.release(true);
  }

  private async takeOver(): Promise<void> {
    const ask = { text: HELD_BY_THE_DEAD, values: [this.own], query_timeout: ANSWER_MS };
    const { rows } = await this.client!.query<OrphanedJob>(ask);
    if (rows.length === 0) return;
    await this.client!.query('select graphile_worker.force_unlock_workers($1)', [[...new Set(rows.map((row) => row.worker))]]);
    const late = rows.filter(({ attempts }) => longestWaitSeconds(attempts) > 0);
    if (late.length > 0) await this.client!.query(AGAIN_LATER, [late.map(({ id }) => id), late.map(({ attempts }) => longestWaitSeconds(attempts) * Math.random())]);
    for (const { id, task, worker, again } of rows) this.log.write(again ? 'warn' : 'error', again ? 'job of a dead worker begins again' : 'job given up: it ended its worker each time', { task, job: id, worker });
  }

  /** The server's own complaint is no cut; silence, or a broken connection, is. */
  private doubt(error: unknown, cut: () => void): void {
    if (!this.client) return;
    this.log.write('error', 'dead workers cannot be looked for', describeError(error));
    if (sqlState(error) === undefined) cut();
  }
}
