import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { failPoint } from '#libs/kernel';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const TRIES = 5;

/** PostgreSQL's SQLSTATE of a driver error, or undefined. `23505` is a broken unique key. */
export function sqlState(error: unknown): string | undefined {
  const wrapped = error as { code?: unknown; driverError?: { code?: unknown } } | undefined;
  const code = wrapped?.driverError?.code ?? wrapped?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The name of the constraint that a driver error broke, or undefined. */
export function brokenConstraint(error: unknown): string | undefined {
  const wrapped = error as { constraint?: string; driverError?: { constraint?: string } } | undefined;
  return wrapped?.driverError?.constraint ?? wrapped?.constraint;
}

/** A statement that a library hands to another, to be sent in company. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface OpenTransaction {
  readonly manager: EntityManager;
  /** Whoever opened it goes on after an act inside was refused (a form is shown again), so that act gets a savepoint to go back to. */
  readonly mayGoOn: boolean;
}

const MOST_PREPARED = 500;
const names = new Map<string, string>();

/** A name for a text, the same each time. Texts without values may be several statements, which cannot be prepared; and a text that is put together anew each time must not fill the server. */
function preparedAs(sql: string, values: readonly unknown[]): { name?: string } {
  const name = names.get(sql) ?? `read-${names.size}`;
  if (values.length === 0 || (!names.has(sql) && names.size >= MOST_PREPARED)) return {};
  names.set(sql, name);
  return { name };
}

/** One database, one open transaction at a time per chain of calls. Services open transactions here; nothing else does. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly open = new AsyncLocalStorage<OpenTransaction>();

  constructor(@Inject(DataSource) readonly dataSource: DataSource) {}

  /** The manager of the open transaction, or the pool's when none is open. */
  get manager(): EntityManager {
    return this.open.getStore()?.manager ?? this.dataSource.manager;
  }

  rows<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /**
   * Runs `act` in a transaction (READ COMMITTED), joining an open one. Only the outermost commits, rolls back, and retries deadlocks and
   * serialization failures, so `act` may run more than once: inside, rows only; mail, drawing, signing and web calls are jobs.
   */
  async transaction<T>(act: () => Promise<T>): Promise<T> {
    const open = this.open.getStore();
    if (open?.mayGoOn) return open.manager.transaction((manager) => this.open.run({ manager, mayGoOn: false }, act));
    if (open) return act();
    for (let tried = 1; ; tried++) {
      try {
        return await this.commit(act);
      } catch (error) {
        const state = sqlState(error);
        if ((state !== SERIALIZATION_FAILURE && state !== DEADLOCK) || tried === TRIES) throw error;
        await sleep(10 * tried * (1 + Math.random()));
      }
    }
  }

  private async commit<T>(act: () => Promise<T>): Promise<T> {
    const answer = await this.dataSource.transaction(async (manager) => {
      const done = await this.open.run({ manager, mayGoOn: false }, act);
      failPoint('act-before-commit');
      return done;
    });
    failPoint('act-after-commit');
    return answer;
  }

  /**
   * Runs `act` at most once for a key of an owner (a person's id, or what else the caller is known by). A second call, also one at the same moment,
   * waits and gets the first one's answer. The answer must be plain JSON. When `act` refuses, nothing is kept and the key is free again.
   */
  once<T>(owner: string, key: string, act: () => Promise<T>): Promise<T> {
    return this.transaction(async () => {
      const added = await this.read(`insert into idempotency_keys (owner, key) values ($1, $2) on conflict do nothing returning key`, [owner, key]);
      if (added.length === 0) {
        const [kept] = await this.read<{ answer: T }>(`select answer from idempotency_keys where owner = $1 and key = $2`, [owner, key]);
        return kept!.answer;
      }
      const answer = await this.open.run({ manager: this.manager, mayGoOn: true }, act);
      await this.read(`update idempotency_keys set answer = $3 where owner = $1 and key = $2`, [owner, key, JSON.stringify(answer ?? null)]);
      return answer;
    });
  }

  /** Waits for the lock of a name and holds it until the open transaction ends: for "only one of these at a time" over append-only rows, which cannot be locked. */
  async lock(name: string): Promise<void> {
    await this.read(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [name]);
  }

  /**
   * Plain SQL, in the open transaction if there is one. For look-ups that entities would make slower or harder to read. Prepared by its text: the server parses and
   * plans it once per connection, which for most of our questions costs it more than the answer. So values belong into `values`, never into the text.
   */
  async read<R>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    const runner = this.open.getStore()?.manager.queryRunner;
    const connection = runner ? ((await runner.connect()) as pg.PoolClient) : this.pool;
    const { rows } = await connection.query<R & pg.QueryResultRow>({ ...preparedAs(sql, values), text: sql, values: [...values] });
    return rows;
  }

  /**
   * Sends the statements of several libraries as one: each round trip that an act makes while it holds locks keeps others waiting. Answers what each returned, under its
   * name, as JSON. All of them look at the database as it was before; only by `from <name>` can one read what an earlier one returned. Foreign keys are checked at the end.
   */
  async together<R extends Readonly<Record<string, unknown[]>>>(statements: Readonly<Record<string, Sql>>): Promise<R> {
    const values: unknown[] = [];
    const parts = Object.entries(statements).map(([name, { text, values: own }]) => {
      const before = values.length;
      values.push(...own);
      return `${name} as (${text.replace(/\$(\d+)/g, (_, n: string) => `$${before + Number(n)}`)})`;
    });
    const answers = Object.keys(statements).map((name) => `(select coalesce(json_agg(${name}), '[]') from ${name}) as ${name}`);
    const [answer] = await this.read<R>(`with ${parts.join(', ')} select ${answers.join(', ')}`, values);
    return answer!;
  }

  /** A prepared statement outside any transaction, for the few hottest pages: parsed and planned once per connection. */
  async prepared<R>(name: string, text: string, values: readonly unknown[]): Promise<R[]> {
    const { rows } = await this.pool.query({ name, text, values: [...values] });
    return rows as R[];
  }

  get pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
