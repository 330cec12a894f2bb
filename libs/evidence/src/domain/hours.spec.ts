import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { faultOfRow, hoursFacts, supervisionRatio, type HoursRow } from './hours.ts';

const TODAY = day('2026-11-22');
const row = (changes: Partial<HoursRow> = {}): HoursRow => ({ day: TODAY, minutes: 240, site: 'Casa de la Niña', domain: 'mentoring', activity: 'group', supervisionDay: null, individualMinutes: 0, groupMinutes: 0, ...changes });

describe('a row of supervised hours', () => {
  it.each<[string, HoursRow, number, object | undefined]>([
    ['of today is welcome', row(), 0, undefined],
    ['of tomorrow is not', row({ day: day('2026-11-23') }), 0, { what: 'future', field: 'day' }],
    ['needs a minute at least', row({ minutes: 0 }), 0, { what: 'minutes', field: 'minutes' }],
    ['has whole minutes', row({ minutes: 1.5 }), 0, { what: 'minutes', field: 'minutes' }],
    ['fills sixteen hours', row({ minutes: 960 }), 0, undefined],
    ['fills what is left of sixteen hours', row({ minutes: 60 }), 900, undefined],
    ['does not go beyond', row({ minutes: 61 }), 900, { what: 'long-day', field: 'minutes', minutesLeft: 60 }],
    ['says nothing is left rather than less than nothing', row({ minutes: 1 }), 1000, { what: 'long-day', field: 'minutes', minutesLeft: 0 }],
    ['names the day of its supervision', row({ individualMinutes: 30 }), 0, { what: 'supervision-day', field: 'supervisionDay' }],
    ['names no day for supervision there was not', row({ supervisionDay: TODAY }), 0, { what: 'supervision-day', field: 'supervisionDay' }],
    ['takes supervision of another day', row({ supervisionDay: day('2026-11-20'), groupMinutes: 60 }), 0, undefined],
    ['takes no supervision of tomorrow', row({ supervisionDay: day('2026-11-23'), groupMinutes: 60 }), 0, { what: 'future', field: 'supervisionDay' }],
    ['takes no negative supervision', row({ supervisionDay: TODAY, individualMinutes: -5, groupMinutes: 10 }), 0, { what: 'minutes', field: 'individualMinutes' }],
  ])('· %s', (_, given, minutesThatDay, fault) => {
    expect(faultOfRow(given, TODAY, minutesThatDay)).toEqual(fault);
  });

  it('· states the hours, and the supervision where there was some', () => {
    expect(hoursFacts('c1', row()).map(({ source, kind, minutes }) => [source, kind, minutes])).toEqual([['evidence:c1', 'supervised-hours', 240]]);
    const [, supervision] = hoursFacts('c1', row({ supervisionDay: day('2026-11-20'), individualMinutes: 30, groupMinutes: 45 }));
    expect(supervision).toMatchObject({ source: 'evidence:c1:supervision', verb: 'received', kind: 'supervision', day: '2026-11-20', minutes: 75, result: { individualMinutes: 30, groupMinutes: 45 } });
  });
});

describe('supervision as the program asks it', () => {
  it.each([
    [25, 0, 0, true, 0, 0],
    [25, 1500, 60, true, 60, 0],
    [25, 1500, 59, false, 60, 1],
    [25, 1501, 60, false, 61, 1],
    [25, 1, 0, false, 1, 1],
    [25, 7200, 300, true, 288, 0],
    [10, 1500, 60, false, 150, 90],
    [10, 600, 60, true, 60, 0],
    [1, 90, 89, false, 90, 1],
  ])('· one hour for %i: %i minutes served, %i received', (per, served, received, met, needMinutes, gapMinutes) => {
    expect(supervisionRatio(served, received, per)).toEqual({ met, haveMinutes: received, needMinutes, gapMinutes });
  });
});
