import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { minutesByDomain, RecordQueries, standingStatements, StatementRow, TRAINING_KINDS, TrainingRecord, type Earned, type NewStatement } from '#libs/record';
import { addPerson, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

let house: TestDatabase;
let record: TrainingRecord;
let queries: RecordQueries;
let rosa: string;

beforeAll(async () => {
  house = await testDatabase([StatementRow]);
  record = new TrainingRecord(house.database, new StillClock(), testSettings(), new Jobs(house.database));
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

  it('· tells that it was voided, by one job', async () => {
    const [voiding] = (await queries.history(rosa)).filter(({ verb }) => verb === 'voided');
    expect(await house.database.read(`select payload from graphile_worker._private_jobs where key = $1`, [`statement-voided:${voiding!.voids}`])).toEqual([{ payload: { voidingId: voiding!.id } }]);
  });

  it('· that voids, or is not there, cannot be voided', async () => {
    const [voiding] = (await queries.history(rosa)).filter(({ verb }) => verb === 'voided');
    for (const id of [voiding!.id, rosa]) await expect(record.void(id, rosa, 'registrar', 'No')).rejects.toThrow('NotFound');
  });

  it('· is voided once also by two at the same moment', async () => {
    await record.append(lesson('both', { minutes: 5 }));
    const [found] = (await queries.standing(rosa)).filter(({ lineage }) => lineage === 'both');
    const both = await Promise.allSettled([1, 2].map(() => house.database.transaction(() => record.void(found!.id, rosa, 'registrar', 'Twice'))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { name: 'StatementAlreadyVoided' } });
    expect((await queries.history(rosa)).filter(({ voids }) => voids === found!.id)).toHaveLength(1);
  });

  it('· of a person needs a voucher', async () => {
    await expect(record.append(lesson('c', { voucherKind: 'supervisor' }))).rejects.toThrow('check constraint');
  });
});

describe('a statement that was voided', () => {
  const voidOf = async (lineage: string, reason = 'Taken by somebody else') => {
    const [found] = (await queries.standing(rosa)).filter((one) => one.lineage === lineage);
    await record.void(found!.id, rosa, 'registrar', reason);
  };
  const historyOf = async (lineage: string) => (await queries.history(rosa)).filter((one) => one.lineage === lineage).map(({ verb, objectId }) => `${verb} ${objectId}`);

  it('· can be earned anew from the same source, once', async () => {
    await record.append(lesson('anew', { kind: 'check', verb: 'passed', minutes: null, minutesObserved: null }));
    await voidOf('anew');
    expect(await queries.lineages(rosa, 'check')).toEqual(new Set());
    const again = () => record.append(lesson('anew', { kind: 'check', verb: 'passed', objectId: 'v2', minutes: null, minutesObserved: null }));
    expect((await Promise.all([again(), again(), again()])).sort()).toEqual([false, false, true]);
    expect(await again()).toBe(false);
    expect(await historyOf('anew')).toEqual(['passed v1', 'voided v1', 'passed v2']);
    expect(await queries.lineages(rosa, 'check')).toEqual(new Set(['anew']));
  });

  it('· a second time too, each with its own reason', async () => {
    await voidOf('anew', 'Again by somebody else');
    expect(await record.append(lesson('anew', { objectId: 'v3' }))).toBe(true);
    expect(await historyOf('anew')).toEqual(['passed v1', 'voided v1', 'passed v2', 'voided v2', 'completed v3']);
    expect(await record.append(lesson('anew', { objectId: 'v4' }))).toBe(false);
  });

  it('· leaves other sources as they are', async () => {
    await record.append(lesson('beside'));
    expect(await record.append(lesson('beside'))).toBe(false);
  });
});

describe('sums', () => {
  it('· count what stands, training only', async () => {
    await record.append(lesson('d', { domain: 'ethics', minutes: 60 }));
    await record.append(lesson('e', { kind: 'supervised-hours', verb: 'served', domain: 'ethics', minutes: 500 }));
    expect([...(await queries.trainingMinutes(rosa))].sort()).toEqual([
      ['ethics', 60],
      ['mentoring', 45 * 3],
    ]);
    expect(await queries.lineages(rosa, 'lesson')).toEqual(new Set(['a', 'anew', 'beside', 'd']));
  });
});

describe('a record', () => {
  const earned = async (person: string): Promise<Earned[]> => standingStatements((await house.database.together<{ earned: Earned[] }>({ earned: queries.asksEarned(person) })).earned);

  it('· of one person tells nothing of another, whatever was voided', async () => {
    const wei = await addPerson(house.database, '王小明');
    expect([await queries.history(wei), await queries.standing(wei), await earned(wei), [...(await queries.trainingMinutes(wei))]]).toEqual([[], [], [], []]);
    await record.append(lesson('a', { source: `lesson:${wei}:a`, personId: wei, minutes: 7 }));
    const [own] = await queries.standing(wei);
    await record.void(own!.id, rosa, 'registrar', 'Not hers');
    expect(await queries.standing(wei)).toEqual([]);
    expect(await queries.lineages(rosa, 'lesson')).toContain('a');
  });

  it('· derived in four ways is one record', async () => {
    const cher = await addPerson(house.database, 'Cher');
    for (let at = 0; at < 24; at++) {
      const kind = (['lesson', 'meeting', 'transferred-training', 'supervised-hours'] as const)[at % 4]!;
      await record.append(lesson(`l${at}`, { source: `s:${cher}:${at}`, personId: cher, kind, minutes: at + 1, domain: at % 5 === 0 ? null : at % 2 === 0 ? 'ethics' : 'advocacy' }));
    }
    for (const { id } of (await queries.standing(cher)).filter((_, at) => at % 7 === 3)) await record.void(id, rosa, 'registrar', 'No');
    const stands = await queries.standing(cher);
    const pick = ({ kind, lineage, domain, minutes }: { kind: string; lineage: string; domain: string | null; minutes: number | null }) => ({ kind, lineage, domain, minutes });
    const byLineage = (one: { lineage: string }, other: { lineage: string }): number => one.lineage.localeCompare(other.lineage);
    expect((await earned(cher)).map(pick).sort(byLineage)).toEqual(stands.map(pick).sort(byLineage));
    expect([...(await queries.trainingMinutes(cher))].sort()).toEqual([...minutesByDomain(stands.filter(({ kind }) => TRAINING_KINDS.includes(kind)))].sort());
    for (const kind of ['lesson', 'meeting', 'check'] as const) expect(await queries.lineages(cher, kind)).toEqual(new Set(stands.filter((one) => one.kind === kind).map(({ lineage }) => lineage)));
    expect(stands).toHaveLength(24 - 3);
  });

  it('· keeps every fact as it was handed in', async () => {
    const amir = await addPerson(house.database, 'محمد العلي');
    const fact = lesson('whole', { source: `s:${amir}`, personId: amir, title: 'Zoë O\'Brien-Ñandú: "listening" <1>', competencies: ['I.1', 'IX.2'], result: { points: 16, of: 20, passed: true, note: '王' }, voucherKind: 'instructor', vouchedBy: rosa });
    await record.append(fact);
    const { source, ...told } = fact;
    expect(source).toBe(`s:${amir}`);
    expect((await queries.history(amir))[0]).toEqual({ ...told, id: expect.any(String), recordedAt: new Date('2026-11-22T15:00:00Z'), voids: null, reason: null });
  });

  it('· takes no fact without minutes as one of none', async () => {
    await expect(record.append(lesson('zero', { minutes: 0 }))).rejects.toThrow('check constraint');
    await expect(record.append(lesson('less', { minutes: -5 }))).rejects.toThrow('check constraint');
    await expect(record.append(lesson('odd', { kind: 'diagnosis' as never }))).rejects.toThrow('check constraint');
  });

  it('· handed in by an act that is refused afterwards has nothing of it', async () => {
    const act = house.database.transaction(async () => {
      await record.append(lesson('refused'));
      throw new Error('refused after all');
    });
    await expect(act).rejects.toThrow('refused after all');
    expect(await queries.lineages(rosa, 'lesson')).not.toContain('refused');
    expect(await record.append(lesson('refused'))).toBe(true);
  });

  it('· whose voiding was refused afterwards tells nobody', async () => {
    const [found] = (await queries.standing(rosa)).filter(({ lineage }) => lineage === 'refused');
    const act = house.database.transaction(async () => {
      await record.void(found!.id, rosa, 'registrar', 'No');
      throw new Error('refused after all');
    });
    await expect(act).rejects.toThrow('refused after all');
    expect(await house.database.read(`select 1 from graphile_worker._private_jobs where key = $1`, [`statement-voided:${found!.id}`])).toEqual([]);
    expect(await queries.lineages(rosa, 'lesson')).toContain('refused');
  });
});
