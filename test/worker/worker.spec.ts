import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Jobs } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { killAllWorkers, startWorkerProcess } from './support/workers.ts';

jest.setTimeout(200_000); // a worker starts in a second, but not on a machine that many share

let house: TestDatabase;
let jobs: Jobs;
beforeAll(async () => {
  house = await testDatabase();
  jobs = new Jobs(house.database);
  await house.asOwner(`create table told (n int generated always as identity, what text, by int); grant all on told to peerway_app`);
});
beforeEach(() => house.asOwner('truncate told; delete from graphile_worker._private_jobs; delete from mailbox_letters'));
afterEach(killAllWorkers);
afterAll(() => house.drop());

const told = () => house.database.read<{ what: string; by: number }>(`select what, by from told order by n`);
const queue = () => house.database.read<{ task: string }>(`select task_identifier as task from graphile_worker.jobs order by id`);

async function until(holds: () => Promise<boolean>, ms = 90_000): Promise<void> {
  for (const deadline = Date.now() + ms; !(await holds()); await sleep(50)) if (Date.now() > deadline) throw new Error('It did not happen in time');
}
const quiet = () => until(async () => (await queue()).length === 0);

describe('a job', () => {
  it('· is taken over by another worker when its own is killed, while a live one keeps its own', async () => {
    const first = await startWorkerProcess(house.url);
    await jobs.add('slow', { ms: [60_000, 0] });
    await until(async () => (await told()).length === 1);
    const second = await startWorkerProcess(house.url);
    await sleep(2_500); // longer than a sweep: the second worker must leave the job alone while the first lives
    expect(await told()).toEqual([{ what: 'begins', by: first.child.pid }]);
    await first.kill('SIGKILL');
    await until(async () => (await told()).length === 3);
    expect((await told())[1]).toEqual({ what: 'begins', by: second.child.pid });
    expect(second.lines).toContainEqual(expect.objectContaining({ event: 'job of a dead worker begins again', task: 'slow' }));
    await quiet();
    expect((await told()).map(({ what }) => what)).toEqual(['begins', 'begins', 'ends']);
  });

  it('· of an act that was rolled back never runs', async () => {
    await startWorkerProcess(house.url);
    const act = house.database.transaction(async () => {
      await jobs.add('slow', { ms: [0] });
      await sleep(500);
      throw new Error('refused');
    });
    await expect(act).rejects.toThrow('refused');
    await jobs.add('slow', { ms: [1] });
    await quiet();
    expect((await told()).map(({ what }) => what)).toEqual(['begins', 'ends']);
  });

  it('· finishes before its worker stops', async () => {
    const worker = await startWorkerProcess(house.url);
    await jobs.add('slow', { ms: [1_000] });
    await until(async () => (await told()).length === 1);
    expect(await worker.kill('SIGTERM')).toBe(0);
    expect((await told()).map(({ what }) => what)).toEqual(['begins', 'ends']);
    expect(await queue()).toEqual([]);
  });

  it('· that nobody knows waits', async () => {
    const worker = await startWorkerProcess(house.url);
    await jobs.add('of-tomorrow', {});
    await jobs.add('slow', { ms: [0] });
    await worker.said('job done');
    await until(async () => (await queue()).length === 1);
    expect(await queue()).toEqual([{ task: 'of-tomorrow' }]);
  });

  it('· that kills each worker is given up and said at error level', async () => {
    await jobs.add('deadly', {}, { maxAttempts: 1 });
    const first = await startWorkerProcess(house.url);
    if (first.child.signalCode === null) await once(first.child, 'exit');
    const second = await startWorkerProcess(house.url);
    expect(await second.said('job given up: it ended its worker each time')).toMatchObject({ level: 'error', task: 'deadly' });
    expect(second.child.exitCode).toBeNull();
  });

  it('· that kills its workers does not take with it those that were fetched along with it', async () => {
    for (let n = 0; n < 10; n++) await jobs.add('slow', { ms: [0] }, { maxAttempts: 8 });
    await jobs.add('deadly', {}, { maxAttempts: 2 });
    for (let n = 0; n < 10; n++) await jobs.add('slow', { ms: [0] }, { maxAttempts: 8 });
    await house.asOwner(`update graphile_worker._private_jobs set priority = -1 where max_attempts = 2`); // it is begun before any other
    for (let died = 0; died < 2; died++) {
      const dying = await startWorkerProcess(house.url);
      await until(async () => {
        await house.asOwner(`update graphile_worker._private_jobs set run_at = now() where max_attempts = 2 and run_at > now() and locked_at is null`);
        return dying.child.signalCode === 'SIGKILL';
      });
    }
    const last = await startWorkerProcess(house.url);
    expect(await last.said('job given up: it ended its worker each time')).toMatchObject({ task: 'deadly' });
    await until(async () => {
      await house.asOwner(`update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null`);
      return (await queue()).length === 1;
    });
    expect(await queue()).toEqual([{ task: 'deadly' }]);
  });

  it('· that fails is logged by name and attempt, tried later, and given up at error level, without the words of its error', async () => {
    const worker = await startWorkerProcess(house.url);
    await jobs.letter('no-such-letter', 'zoe', {}, 'letter-of-zoe@example.org');
    expect(await worker.said('job failed')).toMatchObject({ level: 'warn', task: 'send-letter', attempt: 1, of: 25, error: 'Error' });
    const waiting = () => house.database.read(`select 1 from graphile_worker.jobs where run_at > now() and locked_at is null and last_error is not null`);
    await until(async () => (await waiting()).length === 1);
    await jobs.add('send-letter', { letter: 'no-such-letter', personId: 'zoe', facts: {}, letterId: 'x' }, { maxAttempts: 1 });
    expect(await worker.said('job given up')).toMatchObject({ level: 'error', task: 'send-letter', attempt: 1, of: 1 });
    expect(JSON.stringify(worker.lines)).not.toMatch(/no-such-letter|zoe/);
  });
});

describe('a worker', () => {
  it('· ends itself when the connection that it lives by is cut, because the others take it for dead', async () => {
    const worker = await startWorkerProcess(house.url);
    const ended = once(worker.child, 'exit');
    await house.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'peerway-worker-lifeline' and datname = '${house.name}'`);
    expect(await ended).toEqual([1, null]);
  });

  it('· forgets keys of forms after 30 days', async () => {
    await house.database.read(`insert into idempotency_keys (owner, key, made_at) values ('rosa', 'old', now() - interval '31 days'), ('rosa', 'new', now() - interval '29 days')`);
    await startWorkerProcess(house.url);
    await jobs.add('forget-old-keys', {});
    await quiet();
    expect(await house.database.read(`select key from idempotency_keys`)).toEqual([{ key: 'new' }]);
  });
});

describe('a letter', () => {
  const letters = () => house.database.read(`select to_address, subject, message_id from mailbox_letters`);
  const zoes = [{ to_address: 'zoe@example.org', subject: 'Your role play has been reviewed', message_id: '<r1@localhost>' }];
  const ask = () => jobs.letter('role-play-result', 'zoe', { scenario: 'A hard morning' }, 'r1');

  it.each(['before-sending', 'after-sending'])('· is in the mailbox exactly once when the worker is killed %s', async (point) => {
    const dying = await startWorkerProcess(house.url, { FAIL_AT: point });
    await ask();
    if (dying.child.signalCode === null) await once(dying.child, 'exit');
    expect(dying.child.signalCode).toBe('SIGKILL');
    await startWorkerProcess(house.url);
    await quiet();
    expect(await letters()).toEqual(zoes);
  });

  it('· asked for twice is one', async () => {
    await startWorkerProcess(house.url);
    await ask();
    await quiet();
    await ask();
    await quiet();
    expect(await letters()).toEqual(zoes);
  });

  it('· to somebody who is gone is dropped, and said', async () => {
    const worker = await startWorkerProcess(house.url);
    await jobs.letter('role-play-result', 'nobody', { scenario: 'x' }, 'r2');
    expect(await worker.said('letter to nobody')).toMatchObject({ level: 'warn', letter: 'role-play-result' });
    await quiet();
    expect(await letters()).toEqual([]);
  });
});
