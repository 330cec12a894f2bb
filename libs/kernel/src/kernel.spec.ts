import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, day, dayOf, daysBetween, groupCode, isDay, isId, newCode, newId, percentOf, readCode, readSettings, Refusal, splitMinutes } from './index.ts';

describe('a day', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '', 'today', undefined])('· is not %p', (text) => expect(isDay(text)).toBe(false));
  it('· falls by the time zone of the body', () => {
    const instant = new Date('2026-03-01T03:30:00Z');
    expect(dayOf(instant, 'America/Chicago')).toBe('2026-02-28');
    expect(dayOf(instant, 'Asia/Tokyo')).toBe('2026-03-01');
  });
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-22', 24, '2028-11-22'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('· %s plus %i months is %s', (from, months, to) => expect(addMonths(day(from), months)).toBe(to));
  it('· counts over the change of clocks', () => {
    expect(addDays(day('2026-03-07'), 2)).toBe('2026-03-09');
    expect(daysBetween(day('2026-03-07'), day('2026-11-02'))).toBe(240);
  });
});

describe('a code', () => {
  it('· is read back with dashes, lower case and look-alikes', () => {
    const code = newCode();
    expect(code).toHaveLength(26);
    expect(readCode(groupCode(code).toLowerCase())).toBe(code);
    expect(readCode(code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(code);
  });
  it.each(['', 'ABC', 'U'.repeat(26), `${'A'.repeat(26)}B`])('· is not %p', (typed) => expect(readCode(typed)).toBeUndefined());
});

describe('an id', () => {
  it('· is a version 7 uuid that sorts by time', () => {
    const [early, late] = [newId(1_000), newId(2_000)];
    expect(isId(early)).toBe(true);
    expect(early[14]).toBe('7');
    expect(early < late).toBe(true);
    const same = Array.from({ length: 100 }, () => newId(3_000));
    expect(same.toSorted()).toEqual(same);
  });
});

describe('minutes', () => {
  it('· are split into hours', () => expect(splitMinutes(200)).toEqual({ hours: 3, minutes: 20 }));
  it.each([
    [3599, 3600, 99],
    [3600, 3600, 100],
    [9000, 3600, 100],
    [0, 0, 100],
  ])('· %i of %i is %i percent', (part, whole, percent) => expect(percentOf(part, whole)).toBe(percent));
});

describe('a refusal', () => {
  it('· carries its own name and facts', () => {
    class CohortFull extends Refusal {
      constructor(seats: number) {
        super('conflict', { seats });
      }
    }
    expect(new CohortFull(12)).toMatchObject({ name: 'CohortFull', kind: 'conflict', facts: { seats: 12 } });
  });
});

describe('settings', () => {
  const read = (environment: Record<string, string>, file = 'x'.repeat(40)) => readSettings(environment, '/checkout', () => `${file}\n`);
  it('· of a bare clone are a demonstration', () => expect(read({})).toMatchObject({ demonstration: true, publicUrl: 'http://localhost:8080', ownerDatabaseUrl: undefined }));
  it('· refuse the default secret in production', () => expect(() => read({ NODE_ENV: 'production' })).toThrow('PEERWAY_SECRET'));
  it('· take secrets from files, and production has no demonstration', () =>
    expect(read({ NODE_ENV: 'production', PEERWAY_SECRET_FILE: '/run/secret' })).toMatchObject({ production: true, demonstration: false, secret: 'x'.repeat(40) }));
  it('· name the variable at fault', () => {
    expect(() => read({ PEERWAY_PORT: 'eighty' })).toThrow('PEERWAY_PORT');
    expect(() => read({ PEERWAY_PUBLIC_URL: 'peerway' })).toThrow('PEERWAY_PUBLIC_URL');
  });
  it('· say how long recordings are kept, in days', () => {
    expect(read({})).toMatchObject({ recordingDays: 60, ungradedDays: 180 });
    expect(read({ PEERWAY_RECORDING_DAYS: '1', PEERWAY_UNGRADED_DAYS: '3650' })).toMatchObject({ recordingDays: 1, ungradedDays: 3650 });
  });
  it.each([
    ['PEERWAY_RECORDING_DAYS', '0'],
    ['PEERWAY_RECORDING_DAYS', '-5'],
    ['PEERWAY_RECORDING_DAYS', '1.5'],
    ['PEERWAY_RECORDING_DAYS', '3651'],
    ['PEERWAY_RECORDING_DAYS', '60 days'],
    ['PEERWAY_RECORDING_DAYS', '1e3'],
    ['PEERWAY_UNGRADED_DAYS', '29'],
    ['PEERWAY_UNGRADED_DAYS', '99999'],
    ['PEERWAY_UNGRADED_DAYS', 'never'],
  ])('· refuse %s=%s, and say what it must be', (name, value) => expect(() => read({ [name]: value })).toThrow(new RegExp(`${name} must be a whole number of days from (1|30) to 3650, not "${value}"`)));
  it('· use the owner for all roles until others are named', () =>
    expect(read({ DATABASE_URL: 'postgres://a', PEERWAY_REGISTRY_DATABASE_URL: 'postgres://b' })).toMatchObject({ appDatabaseUrl: 'postgres://a', registryDatabaseUrl: 'postgres://b' }));
});
