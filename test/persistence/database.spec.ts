import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Person } from '#libs/identity';
import { Jobs } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house.drop());

const keys = () => house.database.read<{ key: string }>(`select key from idempotency_keys order by key`);

describe('a transaction', () => {
  it('· joins the open one, and rolls back as a whole', async () => {
    const { database } = house;
    const both = database.transaction(async () => {
      await database.transaction(() => database.read(`insert into idempotency_keys (owner, key) values ('t', 'inner')`));
      throw new Error('outer fails');
    });
    await expect(both).rejects.toThrow('outer fails');
    expect(await keys()).toEqual([]);
  });

  it('· is tried again after a deadlock', async () => {
    const { database } = house;
    await database.read(`insert into web.rate_limits (key) values ('a'), ('b')`);
    const touch = (key: string) => database.read(`update web.rate_limits set points = points + 1 where key = $1`, [key]);
    const cross = (first: string, second: string) =>
      database.transaction(async () => {
        await touch(first);
        await new Promise((done) => setTimeout(done, 100));
        await touch(second);
      });
    await Promise.all([cross('a', 'b'), cross('b', 'a')]);
    expect(await database.read(`select points from web.rate_limits order by key`)).toEqual([{ points: 2 }, { points: 2 }]);
  });
});

describe('statements sent together', () => {
  const limit = (key: string, points: unknown) => ({ text: `insert into web.rate_limits (key, points) values ($1, $2) returning key, points`, values: [key, points] });

  it('· are one, each with its own values, and answer under their names', async () => {
    const answer = await house.database.together({ one: limit('one', 1), none: { text: `select key from web.rate_limits where key = $1`, values: ['no such'] }, two: limit("two; it's $1", 2) });
    expect(answer).toEqual({ one: [{ key: 'one', points: 1 }], none: [], two: [{ key: "two; it's $1", points: 2 }] });
  });

  it('· number their places over ten', async () => {
    const twelve = { text: `select ${Array.from({ length: 12 }, (_, at) => `$${at + 1}::int as n${at + 1}`).join(', ')}`, values: Array.from({ length: 12 }, (_, at) => at + 1) };
    const { second } = await house.database.together<{ second: Record<string, number>[] }>({ first: twelve, second: twelve });
    expect(second[0]).toMatchObject({ n1: 1, n9: 9, n10: 10, n12: 12 });
  });

  it('· stand or fall as one', async () => {
    await expect(house.database.together({ good: limit('good', 3), bad: limit('one', 4) })).rejects.toMatchObject({ code: '23505' });
    expect(await house.database.read(`select 1 from web.rate_limits where key = 'good'`)).toEqual([]);
  });

  it('· do not see each other, but for what an earlier one returned', async () => {
    const counted = { text: `select count(*)::int as n from web.rate_limits where key = 'seen'`, values: [] };
    const returned = { text: `select points * 2 as n from added`, values: [] };
    expect(await house.database.together({ added: limit('seen', 21), counted, returned })).toEqual({ added: [{ key: 'seen', points: 21 }], counted: [{ n: 0 }], returned: [{ n: 42 }] });
  });

  it('· add jobs that exist exactly when their act does', async () => {
    const jobs = new Jobs(house.database);
    const refused = house.database.transaction(async () => {
      await house.database.together({ job: jobs.adding('of-nobody', {}), letter: jobs.writing('of-nobody', 'rosa', {}, 'l1') });
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await house.database.read(`select 1 from graphile_worker.jobs`)).toEqual([]);
    await house.database.together({ job: jobs.adding('of-nobody', { a: 1 }, { key: 'k', maxAttempts: 3 }), letter: jobs.writing('of-nobody', 'rosa', { fact: "Zoë's" }, 'l1') });
    expect(await house.database.read(`select task_identifier as task, key, max_attempts as most from graphile_worker.jobs order by id`)).toEqual([
      { task: 'of-nobody', key: 'k', most: 3 },
      { task: 'send-letter', key: 'letter:l1', most: 25 },
    ]);
    await house.asOwner('delete from graphile_worker._private_jobs');
  });
});

describe('an act done once', () => {
  it('· runs a single time, and a second call at the same moment gets the first answer', async () => {
    let runs = 0;
    const act = () => house.database.once('rosa', 'k1', () => Promise.resolve({ run: ++runs }));
    expect(await Promise.all([act(), act(), act()])).toEqual([{ run: 1 }, { run: 1 }, { run: 1 }]);
  });

  it('· leaves the key free when it refuses', async () => {
    await expect(house.database.once('rosa', 'k2', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await house.database.once('rosa', 'k2', () => Promise.resolve('yes'))).toBe('yes');
  });

  it('· can go on after an act inside was refused by a key', async () => {
    const { database } = house;
    const insert = () => database.transaction(() => database.read(`insert into web.rate_limits (key) values ('twice')`));
    await insert();
    const answer = await database.once('rosa', 'k3', async () => {
      await insert().catch(() => undefined);
      return (await database.read<{ n: number }>(`select count(*)::int as n from web.rate_limits where key = 'twice'`))[0]!.n;
    });
    expect(answer).toBe(1);
  });

  it('· is told apart by its owner', async () => {
    expect(await house.database.once('amir', 'k1', () => Promise.resolve('his'))).toBe('his');
  });
});

describe('a job', () => {
  it('· exists exactly when its act was committed', async () => {
    const jobs = new Jobs(house.database);
    await house.database.transaction(() => jobs.add('count', { n: 1 }, { key: 'kept' }));
    await house.database
      .transaction(async () => {
        await jobs.add('count', { n: 2 }, { key: 'gone' });
        throw new Error('refused');
      })
      .catch(() => undefined);
    expect(await house.database.read(`select key from graphile_worker.jobs`)).toEqual([{ key: 'kept' }]);
  });
});

describe('a question', () => {
  const prepared = () => house.database.read<{ statement: string }>(`select statement from pg_prepared_statements where statement like 'select 7 +%'`);

  it('· is planned once on a connection, in a transaction and for other values too', async () => {
    const plus = async (n: number) => (await house.database.read<{ sum: number }>(`select 7 + $1::int as sum`, [n]))[0]!.sum;
    const answers = await house.database.transaction(async () => [await plus(1), await plus(2), (await prepared()).length]);
    expect(answers).toEqual([8, 9, 1]);
  });

  it('· answers the rows of what it changed', async () => {
    await house.database.read(`insert into web.rate_limits (key) values ($1)`, ['changed']);
    expect(await house.database.read(`update web.rate_limits set points = 5 where key = $1 returning points`, ['changed'])).toEqual([{ points: 5 }]);
    expect(await house.database.read(`delete from web.rate_limits where key = $1 returning key`, ['changed'])).toEqual([{ key: 'changed' }]);
  });

  it('· that is put together anew each time does not fill the server', async () => {
    await house.database.transaction(async () => {
      for (let n = 0; n < 600; n++) await house.database.read(`select $1::int as n${n}`, [n]);
      const [row] = await house.database.read<{ count: number }>(`select count(*)::int as count from pg_prepared_statements`);
      expect(row!.count).toBeLessThanOrEqual(500);
    });
  });
});

describe('several questions at once in one transaction', () => {
  /** The most questions that any one connection was handed before it had answered the ones before. */
  async function mostAtOnce(act: () => Promise<unknown>): Promise<number> {
    const ask = pg.Client.prototype.query as unknown as (...given: unknown[]) => unknown;
    const under = new Map<unknown, number>();
    let most = 0;
    const counted = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: unknown, ...given: unknown[]): never {
      const answer = ask.apply(this, given);
      if (!(answer instanceof Promise)) return answer as never;
      under.set(this, (under.get(this) ?? 0) + 1);
      most = Math.max(most, under.get(this)!);
      const done = () => void under.set(this, under.get(this)! - 1);
      return answer.finally(done) as never;
    });
    await act().finally(() => counted.mockRestore());
    return most;
  }

  it('· are asked one after another, so that pages may ask in any way they like', async () => {
    const { database } = house;
    const numbers: unknown[] = [];
    const most = await mostAtOnce(() =>
      database.transaction(async () => {
        const asked = [1, 2, 3, 4].map((n) => database.read<{ n: number }>('select $1::int as n', [n]));
        numbers.push(...(await Promise.all([...asked, database.rows(Person).count(), database.manager.query('select 5 as n')])).flat());
      }),
    );
    expect(numbers).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }, 0, { n: 5 }]);
    expect(most).toBe(1);
  });

  it('· fail together when one fails, and the connection is clean for the next', async () => {
    const { database } = house;
    const most = await mostAtOnce(async () => {
      const both = database.transaction(() => Promise.all([database.read('select 1 / 0'), database.read(`insert into idempotency_keys (owner, key) values ('t', 'lost')`), database.read('select 1')]));
      await expect(both).rejects.toThrow('division by zero');
    });
    expect(most).toBe(1);
    expect(await database.transaction(() => database.read(`select key from idempotency_keys where key = 'lost'`))).toEqual([]);
  });
});
