import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { RecordQueries, StatementRow, TrainingRecord, type NewStatement } from '#libs/record';
import { addPerson, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

let house: TestDatabase;
let record: TrainingRecord;
let queries: RecordQueries;
let rosa: string;

beforeAll(async () => {
  house = await testDatabase([StatementRow]);
  record = new TrainingRecord(house.database, new StillClock(), testSettings());
  queries = new RecordQueries(house.database);
});
afterAll(() => house.drop());

const lesson = (lineage: string, changes: Partial<NewStatement> = {}): NewStatement => ({
  source: `lesson:${rosa}:${lineage}`,
  personId: rosa,
  verb: 'completed',
  kind: 'lesson',
  objectId: 'v1',
  lineage,
  title: 'First contact',
  day: day('2026-11-22'),
  minutes: 45,
  minutesObserved: 30,
  domain: 'mentoring',
  competencies: ['I.1'],
  voucherKind: 'server',
  ...changes,
});

describe('a statement', () => {
  it('· is credited once for its source, also at the same moment', async () => {
    rosa = await addPerson(house.database);
    const twice = await Promise.all([record.append(lesson('a')), record.append(lesson('a', { objectId: 'v2' }))]);
    expect(twice.sort()).toEqual([false, true]);
    expect(await queries.history(rosa)).toHaveLength(1);
  });

  it('· can neither be changed nor deleted by the app', async () => {
    await expect(house.database.read(`update statements set minutes = 90`)).rejects.toThrow('permission denied');
    await expect(house.database.read(`delete from statements`)).rejects.toThrow('permission denied');
  });

  it('· is voided once, with a reason, and stays in the history', async () => {
    await record.append(lesson('b', { minutes: 30 }));
    const mistaken = (await queries.standing(rosa)).find(({ lineage }) => lineage === 'b')!;
    await record.void(mistaken.id, rosa, 'registrar', 'Recorded for the wrong person');
    await expect(record.void(mistaken.id, rosa, 'registrar', 'Again')).rejects.toThrow('StatementAlreadyVoided');
    expect((await queries.standing(rosa)).map(({ lineage }) => lineage)).toEqual(['a']);
    expect((await queries.history(rosa)).at(-1)).toMatchObject({ verb: 'voided', voids: mistaken.id, reason: 'Recorded for the wrong person', day: '2026-11-22' });
  });

  it('· of a person needs a voucher', async () => {
    await expect(record.append(lesson('c', { voucherKind: 'supervisor' }))).rejects.toThrow('check constraint');
  });
});

describe('sums', () => {
  it('· count what stands, training only', async () => {
    await record.append(lesson('d', { domain: 'ethics', minutes: 60 }));
    await record.append(lesson('e', { kind: 'supervised-hours', verb: 'served', domain: 'ethics', minutes: 500 }));
    expect([...(await queries.trainingMinutes(rosa))].sort()).toEqual([
      ['ethics', 60],
      ['mentoring', 45],
    ]);
    expect(await queries.lineages(rosa, 'lesson')).toEqual(new Set(['a', 'd']));
  });
});
