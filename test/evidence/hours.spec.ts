import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stateOf, type ClaimState, type HoursAnswer } from '#libs/evidence';
import { day } from '#libs/kernel';
import { hoursOn, scene, type Scene } from './room.ts';

let s: Scene;
beforeAll(async () => {
  s = await scene();
});
afterAll(() => s.house.drop());

const confirmed = (...ids: string[]): HoursAnswer[] => ids.map((claimId) => ({ claimId, verdict: 'confirmed', reason: null }));
const disputed = (claimId: string, reason: string | null): HoursAnswer[] => [{ claimId, verdict: 'disputed', reason }];
const stateNow = async (id: string): Promise<ClaimState> => stateOf((await s.hours.byIds([id]))[0]!);
const minutesOf = async (kind: string): Promise<number[]> => (await s.record.standing(s.ids.rosa)).flatMap((one) => (one.kind === kind ? [one.minutes!] : []));
const log = async (date: string, changes = {}, approval = s.approvalOf.june): Promise<string> => (await s.supervisedHours.log(await s.actor('rosa'), approval, [hoursOn(date, changes)]))[0]!;
const asked = async (...given: Parameters<typeof log>): Promise<string> => {
  const id = await log(...given);
  await s.supervisedHours.askToConfirm(await s.actor('rosa'), 'Rosa');
  return id;
};

describe('logging hours', () => {
  it('· keeps several rows, all or none, and names the row at fault', async () => {
    const rosa = await s.actor('rosa');
    await expect(s.supervisedHours.log(rosa, s.approvalOf.june, [hoursOn('2026-10-01'), hoursOn('2026-11-23')])).rejects.toMatchObject({ name: 'DayNotYet', field: 'day2' });
    expect(await s.hours.of(s.ids.rosa)).toEqual([]);
    const ids = await s.supervisedHours.log(rosa, s.approvalOf.june, [hoursOn('2026-10-01'), hoursOn('2026-10-02')]);
    expect((await s.hours.of(s.ids.rosa)).map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await s.hours.of(s.ids.rosa, { before: ids[1]!, most: 5 })).map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('· takes sixteen hours a day and no more, also from two forms at the same moment', async () => {
    const [rosa, big] = [await s.actor('rosa'), hoursOn('2026-09-01', { minutes: 500 })];
    const both = await Promise.allSettled([s.supervisedHours.log(rosa, s.approvalOf.june, [big]), s.supervisedHours.log(rosa, s.approvalOf.june, [big])]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'DayTooLong', facts: { minutesLeft: 460 } } });
  });

  it('· counts rows of one form together', async () => {
    const halves = [hoursOn('2026-09-02', { minutes: 500 }), hoursOn('2026-09-02', { minutes: 461 })];
    await expect(s.supervisedHours.log(await s.actor('rosa'), s.approvalOf.june, halves)).rejects.toMatchObject({ name: 'DayTooLong', field: 'minutes2' });
  });

  it('· gives a day back when a row is withdrawn', async () => {
    const id = await log('2026-09-03', { minutes: 960 });
    await s.supervisedHours.withdraw(await s.actor('rosa'), id);
    await expect(s.supervisedHours.withdraw(await s.actor('rosa'), id)).rejects.toThrow('ClaimMovedOn');
    await log('2026-09-03', { minutes: 960 });
  });

  it('· needs an approved supervisor, and another person', async () => {
    const june = await s.actor('june');
    await expect(s.supervisedHours.log(june, s.approvalOf.june, [hoursOn('2026-10-01')])).rejects.toThrow('OwnSupervisor');
    await expect(s.supervisedHours.log(june, '01890000-0000-7000-8000-000000000001', [hoursOn('2026-10-01')])).rejects.toThrow('SupervisorNotApproved');
    expect((await s.supervisors.approved(june)).map(({ name, organization }) => [name, organization])).toEqual([['王小明', null]]);
  });

  it('· is nobody else’s to withdraw', async () => {
    await expect(s.supervisedHours.withdraw(await s.actor('cher'), await log('2026-10-03'))).rejects.toThrow('NotFound');
  });
});

describe('asking to confirm', () => {
  it('· sends each supervisor one letter with what waits for them, and not again within a week', async () => {
    await log('2026-10-04', {}, s.approvalOf.wei);
    const rosa = await s.actor('rosa');
    expect(await s.supervisedHours.askToConfirm(rosa, 'Rosa')).toBe(2);
    await expect(s.supervisedHours.askToConfirm(rosa, 'Rosa')).rejects.toThrow('NothingToAsk');
    const letters = await s.house.database.read<{ payload: { letter: string; personId: string } }>(`select payload from graphile_worker._private_jobs`);
    expect(letters.map(({ payload }) => payload.personId).sort()).toEqual([s.ids.june, s.ids.wei].sort());
    expect(new Set(letters.map(({ payload }) => payload.letter))).toEqual(new Set(['hours-to-confirm']));
    s.clock.forward(7 * 24 * 60);
    expect(await s.supervisedHours.askToConfirm(rosa, 'Rosa')).toBe(2);
  });

  it('· shows a supervisor only their own rows, however often the link is opened, and changes nothing', async () => {
    const token = await s.links.make('hours-to-confirm', s.ids.wei);
    for (let scans = 0; scans < 3; scans++) expect((await s.vouching.waitingFor(await s.supervisorLinks.bearer(token))).map(({ day }) => day)).toEqual(['2026-10-04']);
    expect(await s.house.database.read(`select 1 from vouchings`)).toEqual([]);
  });
});

describe('a confirmed row', () => {
  it('· enters the record once, with the supervision received', async () => {
    const id = await asked('2026-10-10', { minutes: 200, supervisionDay: day('2026-10-11'), individualMinutes: 20, groupMinutes: 40 });
    const june = await s.actor('june');
    await Promise.all([s.vouching.answer(june, confirmed(id)), s.vouching.answer(june, confirmed(id))]);
    const history = (await s.record.history(s.ids.rosa)).filter(({ objectId }) => objectId === id);
    expect(history.map(({ kind, verb, minutes, day: on, voucherKind, vouchedBy }) => [kind, verb, minutes, on, voucherKind, vouchedBy])).toEqual([
      ['supervised-hours', 'served', 200, '2026-10-10', 'supervisor', s.ids.june],
      ['supervision', 'received', 60, '2026-10-11', 'supervisor', s.ids.june],
    ]);
    expect(await s.hours.totals(s.ids.rosa)).toMatchObject({ confirmedMinutes: 200, supervisionMinutes: 60 });
  });

  it('· is locked: neither withdrawn nor disputed later', async () => {
    const [claim] = await s.vouching.waitingFor(await s.actor('june'));
    await s.vouching.answer(await s.actor('june'), confirmed(claim!.id));
    await expect(s.supervisedHours.withdraw(await s.actor('rosa'), claim!.id)).rejects.toThrow('ClaimMovedOn');
    await expect(s.vouching.answer(await s.actor('june'), disputed(claim!.id, 'No'))).rejects.toThrow('ClaimMovedOn');
    await expect(s.house.database.read(`update hours_rows set minutes = 600`)).rejects.toThrow('permission denied');
    await expect(s.house.database.read(`delete from vouchings`)).rejects.toThrow('permission denied');
  });

  it('· is corrected by an amendment, which takes its place when confirmed and not before', async () => {
    const rosa = await s.actor('rosa');
    const old = await asked('2026-10-12', { minutes: 333, supervisionDay: day('2026-10-12'), individualMinutes: 33 });
    await s.vouching.answer(await s.actor('june'), confirmed(old));
    const amended = await s.supervisedHours.amend(rosa, old, s.approvalOf.june, hoursOn('2026-10-12', { minutes: 111 }), 'I left early that day');
    await expect(s.supervisedHours.amend(rosa, old, s.approvalOf.june, hoursOn('2026-10-12'), 'Again')).rejects.toThrow('ClaimMovedOn');
    expect([await stateNow(old), await minutesOf('supervised-hours')]).toEqual(['confirmed', expect.arrayContaining([333])]);
    await s.supervisedHours.askToConfirm(rosa, 'Rosa');
    await s.vouching.answer(await s.actor('june'), confirmed(amended));
    expect([await stateNow(old), await stateNow(amended)]).toEqual(['superseded', 'confirmed']);
    const [served, received] = [await minutesOf('supervised-hours'), await minutesOf('supervision')];
    expect([served.includes(333), served.includes(111), received.includes(33)]).toEqual([false, true, false]);
    const history = await s.record.history(s.ids.rosa);
    expect(history.filter(({ reason }) => reason === 'I left early that day')).toHaveLength(2);
    expect(new Set(history.filter(({ objectId }) => objectId === old || objectId === amended).map(({ lineage }) => lineage))).toEqual(new Set([old]));
  });
});

describe('a disputed row', () => {
  it('· needs a reason, states nothing, and can be corrected', async () => {
    const id = await asked('2026-10-15', { minutes: 417 });
    await expect(s.vouching.answer(await s.actor('june'), disputed(id, null))).rejects.toMatchObject({ name: 'DisputeNeedsReason', field: `reason-${id}` });
    await s.vouching.answer(await s.actor('june'), disputed(id, 'We closed at noon'));
    expect([await stateNow(id), (await minutesOf('supervised-hours')).includes(417)]).toEqual(['disputed', false]);
    const corrected = await s.supervisedHours.amend(await s.actor('rosa'), id, s.approvalOf.june, hoursOn('2026-10-15', { minutes: 118 }), 'June is right');
    await s.supervisedHours.askToConfirm(await s.actor('rosa'), 'Rosa');
    await s.vouching.answer(await s.actor('june'), confirmed(corrected));
    expect([await stateNow(id), (await minutesOf('supervised-hours')).includes(118)]).toEqual(['superseded', true]);
  });
});

describe('who vouches', () => {
  it('· is the supervisor named in the row and nobody else', async () => {
    const id = await asked('2026-10-16');
    await expect(s.vouching.answer(await s.actor('wei'), confirmed(id))).rejects.toThrow('NotFound');
    await expect(s.vouching.answer(await s.actor('rosa'), confirmed(id))).rejects.toThrow('NotFound');
    await expect(s.vouching.waitingFor(await s.actor('rosa'))).rejects.toThrow('NotPermitted');
    await expect(s.vouching.answer(await s.actor('june'), [])).rejects.toThrow('NoAnswerGiven');
  });

  it('· is nobody before they were asked', async () => {
    await expect(s.vouching.answer(await s.actor('june'), confirmed(await log('2026-10-17')))).rejects.toThrow('ClaimMovedOn');
  });

  it('· is nobody whose approval ended meanwhile, link or not', async () => {
    const id = await asked('2026-10-18', {}, s.approvalOf.wei);
    const token = await s.links.make('hours-to-confirm', s.ids.wei);
    const wei = await s.supervisorLinks.bearer(token);
    await s.roles.give(null, s.ids.amir, 'administrator', null);
    await s.approvals.end(await s.actor('amir'), s.approvalOf.wei, null, 'Moved away');
    await expect(s.vouching.answer(wei, confirmed(id))).rejects.toThrow('NotPermitted');
    await expect(s.supervisorLinks.bearer(token)).rejects.toThrow('NotPermitted');
    await expect(s.approvals.end(await s.actor('amir'), s.approvalOf.wei, null, 'Again')).rejects.toThrow('NotFound');
    await expect(log('2026-10-19', {}, s.approvalOf.wei)).rejects.toThrow('SupervisorNotApproved');
    expect(await stateNow(id)).toBe('asked');
  });
});

describe('approving supervisors', () => {
  it('· is for the coordinator of the organization, and makes a new person of a new e-mail once', async () => {
    const [dana, zoe] = [await s.actor('dana'), { name: "Zoë O'Brien-Ñandú", email: 'zoe.supervisor@example.org' }];
    const id = await s.approvals.approve(dana, zoe, s.organization);
    expect(await s.approvals.approve(dana, zoe, s.organization)).toBe(id);
    expect((await s.approvals.list(dana, s.organization)).map(({ name }) => name)).toEqual(['June Šimůnková', "Zoë O'Brien-Ñandú"]);
    await expect(s.approvals.approve(dana, zoe, null)).rejects.toThrow('NotPermitted');
    await expect(s.approvals.approve(await s.actor('rosa'), zoe, s.organization)).rejects.toThrow('NotPermitted');
    await expect(s.approvals.list(await s.actor('rosa'), s.organization)).rejects.toThrow('NotPermitted');
  });
});
