import { describe, expect, it } from '@jest/globals';
import type { HoursClaim } from '#libs/evidence';
import { day } from '#libs/kernel';
import { checkForm } from '#libs/web';
import { AmendmentForm, HoursForm, rowOf, rowsOf, timeOf, typedFrom } from './hours.form.ts';
import { minutesOf, ReviewForm, timeField, TrainingForm, typedFromMinutes } from './training.form.ts';

const DOMAINS = ['mentoring', 'ethics'];
const typed = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({ day: '2026-11-20', minutes: '3:30', site: ' Riverside ', domain: 'ethics', activity: 'group', supervisor: '019a0000-0000-7000-8000-000000000001', ...changes });
const filled = async (changes: Record<string, unknown> = {}): Promise<HoursForm> => (await checkForm(HoursForm, typed(changes))).value;
const faultsIn = async (changes: Record<string, unknown>): Promise<string[]> => Object.keys((await checkForm(HoursForm, typed(changes))).state.faults);

describe('the form of hours', () => {
  it('· as filled in has no fault', async () => expect(await faultsIn({})).toEqual([]));

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no day', { day: '' }, ['day']],
    ['a day that is none', { day: '2026-02-30' }, ['day']],
    ['a day as people write it', { day: '11/20/2026' }, ['day']],
    ['no time', { minutes: ' ' }, ['minutes']],
    ['a time of many words', { minutes: 'three hours and a half' }, ['minutes']],
    ['no site', { site: '\n' }, ['site']],
    ['a site of 121 letters', { site: '王'.repeat(121) }, ['site']],
    ['a site of 120 letters that take more than one unit', { site: '👣'.repeat(120) }, []],
    ['no domain', { domain: undefined }, ['domain']],
    ['a domain that is a list', { domain: ['ethics'] }, ['domain']],
    ['an activity that is none', { activity: 'shopping' }, ['activity']],
    ['a supervisor that is no id', { supervisor: '1; drop table claims' }, ['supervisor']],
    ['a supervision day that is none', { supervisionDay: 'today' }, ['supervisionDay']],
    ['a fifth day that is none', { day5: '2026-11' }, ['day5']],
    ['everything wrong', { day: '', minutes: '', site: '', domain: '', activity: '', supervisor: '' }, ['activity', 'day', 'domain', 'minutes', 'site', 'supervisor']],
  ])('· with %s says so at each field', async (_, changes, fields) => expect((await faultsIn(changes)).sort()).toEqual(fields));

  it('· makes one row of one day', async () => {
    expect(rowsOf(await filled({ supervisionDay: '2026-11-19', individualMinutes: '0:30', groupMinutes: '1' }), DOMAINS)).toEqual([
      { day: '2026-11-20', minutes: 210, site: 'Riverside', domain: 'ethics', activity: 'group', supervisionDay: '2026-11-19', individualMinutes: 30, groupMinutes: 60 },
    ]);
  });

  it('· counts supervision with the first day only, and closes up days left empty', async () => {
    const rows = rowsOf(await filled({ supervisionDay: '2026-11-19', individualMinutes: '0:30', day3: '2026-11-18', minutes3: '2', day5: '2026-11-17', minutes5: '45 min' }), DOMAINS);
    expect(rows.map((row) => [row.day, row.minutes, row.supervisionDay, row.individualMinutes])).toEqual([['2026-11-20', 210, '2026-11-19', 30], ['2026-11-18', 120, null, 0], ['2026-11-17', 45, null, 0]]);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ day2: '2026-11-19' }, 'DayOrTimeMissing', 'minutes2'],
    [{ minutes4: '2' }, 'DayOrTimeMissing', 'day4'],
    [{ minutes: 'long' }, 'TimeNotRead', 'minutes'],
    [{ day3: '2026-11-19', minutes3: 'long' }, 'TimeNotRead', 'minutes3'],
    [{ individualMinutes: '-5' }, 'TimeNotRead', 'individualMinutes'],
    [{ groupMinutes: '1e3' }, 'TimeNotRead', 'groupMinutes'],
    [{ domain: 'advocacy' }, 'DomainNotAsked', 'domain'],
    [{ domain: 'constructor' }, 'DomainNotAsked', 'domain'],
  ])('· with %j is refused as %s at %s', async (changes, name, field) => {
    const form = await filled(changes);
    expect(() => rowsOf(form, DOMAINS)).toThrow(expect.objectContaining({ name, field }));
  });

  it('· of a correction needs its reason, of at most 300 letters', async () => {
    const faults = async (reason: string): Promise<string[]> => Object.keys((await checkForm(AmendmentForm, typed({ reason }))).state.faults);
    expect([await faults(''), await faults('é'.repeat(300)), await faults('é'.repeat(301))]).toEqual([['reason'], [], ['reason']]);
  });

  it('· of a correction shows what the row said, so that sending it back changes nothing', async () => {
    const claim = { day: day('2026-11-20'), minutes: 65, site: 'Riverside', domain: 'ethics', activity: 'other', supervisionDay: day('2026-11-19'), individualMinutes: 0, groupMinutes: 90 } as HoursClaim;
    const shown = typedFrom(claim, '019a0000-0000-7000-8000-000000000001');
    expect(shown).toMatchObject({ minutes: '1:05', individualMinutes: '', groupMinutes: '1:30' });
    const { value, state } = await checkForm(AmendmentForm, { ...shown, reason: 'x' });
    expect([state.ok, rowOf(value, DOMAINS)]).toEqual([true, { ...claim }]);
    expect(typedFrom({ ...claim, supervisionDay: null }, null)).toMatchObject({ supervisor: '', supervisionDay: '' });
  });

  it('· reads no time as none', () => expect(timeOf(null, 'minutes')).toBe(0));
});

describe('the time of each domain', () => {
  it('· is read from its own field, and an empty one is left out', () => {
    expect(minutesOf({ 'time-ethics': '16:30', 'time-mentoring': ' ', ethics: '99', 'time-other': '5' }, DOMAINS)).toEqual([{ domain: 'ethics', minutes: 990 }]);
  });

  it.each([null, undefined, 'text', 7, [], {}])('· of %j is nothing', (body) => expect(minutesOf(body, DOMAINS)).toEqual([]));

  it.each([['a list', ['5']], ['an object', { length: 1 }], ['a number', 5]])('· that is %s counts as empty', (_, value) => expect(minutesOf({ 'time-ethics': value }, DOMAINS)).toEqual([]));

  it('· that cannot be read is refused at its field', () => {
    expect(() => minutesOf({ 'time-mentoring': '3', 'time-ethics': 'x'.repeat(10_000) }, DOMAINS)).toThrow(expect.objectContaining({ name: 'TimeNotRead', field: 'time-ethics' }));
  });

  it('· is shown so that it reads back the same, for any amount', () => {
    for (let minutes = 1; minutes < 6000; minutes += 37) expect(minutesOf(typedFromMinutes([{ domain: 'ethics', minutes }]), DOMAINS)).toEqual([{ domain: 'ethics', minutes }]);
  });

  it('· has a field that no other field of the forms is called, whatever the domain', () => {
    for (const domain of ['provider', 'reason', 'verdict', 'document', 'file', 'minutes']) expect(['provider', 'fromDay', 'toDay', 'document', 'verdict', 'reason', 'file', 'minutes']).not.toContain(timeField(domain));
  });
});

describe('the form of a training', () => {
  const academy = { provider: 'Academy', fromDay: '2026-03-02', toDay: '2026-03-13' };
  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing wrong', {}, []],
    ['a provider of 201 letters', { provider: 'x'.repeat(201) }, ['provider']],
    ['no days', { fromDay: '', toDay: '' }, ['fromDay', 'toDay']],
    ['a document that is too long for an id', { document: 'x'.repeat(37) }, ['document']],
  ])('· with %s says so at each field', async (_, changes, fields) => expect(Object.keys((await checkForm(TrainingForm, { ...academy, ...changes })).state.faults).sort()).toEqual(fields));

  it.each<[Record<string, unknown>, string[]]>([
    [{ verdict: 'credited' }, []],
    [{ verdict: 'declined', reason: 'x'.repeat(1000) }, []],
    [{ verdict: 'confirmed' }, ['verdict']],
    [{ verdict: '' }, ['verdict']],
    [{ verdict: 'declined', reason: 'x'.repeat(1001) }, ['reason']],
  ])('· of a review with %j has faults at %j', async (body, fields) => expect(Object.keys((await checkForm(ReviewForm, body)).state.faults)).toEqual(fields));
});
