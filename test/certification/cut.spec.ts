import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Awards } from '#libs/certification';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/persistence';
import { Body } from './support/body.ts';
import { CuttingProxy } from './support/cutting-proxy.ts';
import { CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

// The connection to the database is cut while an award commits. Nobody can tell then whether it was done; the form that is sent again finds out.

const GATE = 4_242;
let house: TestDatabase;
let proxy: CuttingProxy;
let body: Body;
let odette: Actor;
let application: string;

beforeAll(async () => {
  house = await testDatabase();
  proxy = await CuttingProxy.before(house.url);
  body = await Body.around({ house: { ...house, url: proxy.url }, clock: new StillClock(), settings: testSettings() });
  odette = await body.registrar();
});
beforeEach(async () => {
  application = await body.applied(await body.trainee(CAST.wei));
  await body.reviewed(odette, application);
});
afterAll(async () => {
  await body.leave();
  await proxy.close();
  await house.drop();
});

/** As a form with a key does it. */
const award = (key: string): Promise<string> => body.get(Database).once('odette', `${key}:${application}`, () => body.get(Awards).award(odette, application, ''));
const numbers = async (): Promise<string[]> => (await body.read<{ number: string }>(`select number from certifications order by number`)).map(({ number }) => number);

async function checkWhole(): Promise<void> {
  const [told] = await body.read(`
    select (select count(*) from certifications) = (select count(*) from registry.listings) and (select count(*) from certifications) = (select coalesce(sum(last), 0) from certification_counters)
      and (select count(*) from certifications) = (select count(*) from decisions) and (select count(*) from certifications) = (select count(*) from audit_entries where act = 'application-awarded')
      and (select count(*) from certifications) = (select count(*) from graphile_worker._private_jobs where payload ->> 'letter' = 'application-awarded') as whole`);
  expect(told).toEqual({ whole: true });
}

describe('a commit that the server had not done', () => {
  beforeAll(() =>
    house.asOwner(`
      create function wait_at_the_gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(${GATE}); return null; end $$;
      create constraint trigger at_commit after insert on certifications deferrable initially deferred for each row execute function wait_at_the_gate()`));
  afterAll(() => house.asOwner(`drop trigger at_commit on certifications; drop function wait_at_the_gate`));
  afterEach(checkWhole);

  it('· leaves nothing behind, and the same form again awards with the same number', async () => {
    const before = [await body.written(), await numbers()];
    await house.database.transaction(async () => {
      await house.database.read(`select pg_advisory_xact_lock(${GATE})`);
      const awarding = expect(award('k')).rejects.toThrow();
      await body.waitsForLock();
      await house.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike 'commit%'`);
      await awarding;
    });
    expect([await body.written(), await numbers()]).toEqual(before);
    const number = await award('k');
    expect(await numbers()).toEqual([...(before[1] as string[]), number]);
    expect(Number(number.slice(-6))).toBe((before[1] as string[]).length + 1);
    expect(await award('k')).toBe(number);
  });
});

describe('a commit that the server had done and nobody was told', () => {
  afterEach(checkWhole);

  it('· is found by the same form again, and not done a second time', async () => {
    const before = await numbers();
    proxy.cutAtTheNextCommit();
    await expect(award('k')).rejects.toThrow();
    const after = await numbers();
    expect(after).toHaveLength(before.length + 1);
    expect(await award('k')).toBe(after.at(-1));
    expect(await numbers()).toEqual(after);
  });

  it('· is refused under another key, as any second decision', async () => {
    proxy.cutAtTheNextCommit();
    await expect(award('k')).rejects.toThrow();
    const after = await numbers();
    await expect(award('other')).rejects.toThrow('ApplicationIsNotThere');
    expect(await numbers()).toEqual(after);
  });
});
