import { describe, expect, it } from '@jest/globals';
import { day, type Day } from '#libs/kernel';
import { historyOf, standingOn, standingSaidOn, type DecisionKind, type StandingDecision } from './standing.ts';

const listing = { issuedOn: day('2026-01-10'), validUntil: day('2028-01-09'), graceUntil: day('2028-02-08'), listedAt: new Date('2026-01-10T16:00:00Z') };
const SUCCESSOR = 'S'.repeat(26);

/** `suspended 2026-03-01` is recorded at noon (UTC) of its effective day; `suspended 2026-03-01 @2026-03-05` later. */
function decision(text: string): StandingDecision {
  const [kind, effectiveOn, at] = text.split(' ') as [DecisionKind, Day, string | undefined];
  return { kind, effectiveOn, recordedAt: new Date(`${at?.slice(1) ?? effectiveOn}T12:00:00Z`), publicNote: `note of ${text}`, successorCode: kind === 'superseded' ? SUCCESSOR : null };
}
const on = (at: string, ...decisions: string[]) => {
  const { standing, since } = standingOn(listing, decisions.map(decision), day(at));
  return `${standing} since ${since ?? '-'}`;
};

describe('the standing of a listing', () => {
  it.each([
    ['2026-01-09', 'not-yet-issued since -', 'the day before it was issued'],
    ['2026-01-10', 'active since 2026-01-10', 'the day it was issued'],
    ['2028-01-09', 'active since 2026-01-10', 'the last day of validity'],
    ['2028-01-10', 'in-grace since 2028-01-10', 'the first day of grace'],
    ['2028-02-08', 'in-grace since 2028-01-10', 'the last day of grace'],
    ['2028-02-09', 'expired since 2028-02-09', 'the day after grace'],
  ])('· on %s is %s: %s', (at, expected) => expect(on(at)).toBe(expected));

  it('· has no grace where the program has none', () => {
    const strict = { ...listing, graceUntil: listing.validUntil };
    expect(standingOn(strict, [], day('2028-01-10'))).toMatchObject({ standing: 'expired', since: '2028-01-10' });
  });

  it.each([
    ['2026-02-28', ['suspended 2026-03-01'], 'active since 2026-01-10', 'the day before a suspension takes effect'],
    ['2026-03-01', ['suspended 2026-03-01'], 'suspended since 2026-03-01', 'the day it takes effect'],
    ['2026-04-01', ['suspended 2026-03-01', 'reinstated 2026-04-01'], 'active since 2026-04-01', 'a reinstatement ends a suspension'],
    ['2026-03-31', ['suspended 2026-03-01', 'reinstated 2026-04-01'], 'suspended since 2026-03-01', 'but not before its day'],
    ['2026-06-01', ['suspended 2026-03-01', 'suspended 2026-05-01'], 'suspended since 2026-03-01', 'a prolonged suspension began when it began'],
    ['2026-06-01', ['suspended 2026-03-01', 'suspended 2026-05-01', 'reinstated 2026-05-20'], 'active since 2026-05-20', 'one reinstatement ends it'],
    ['2026-06-01', ['suspended 2026-03-01', 'reinstated 2026-04-01', 'suspended 2026-05-01'], 'suspended since 2026-05-01', 'suspended again'],
    ['2026-03-01', ['suspended 2026-03-01', 'reinstated 2026-03-01 @2026-03-09'], 'active since 2026-03-01', 'lifted from its first day, later'],
    ['2026-05-01', ['reinstated 2026-04-01'], 'active since 2026-01-10', 'a reinstatement without a suspension changes nothing'],
    ['2028-01-20', ['suspended 2027-12-01'], 'suspended since 2027-12-01', 'suspension is not hidden by grace'],
    ['2029-01-01', ['suspended 2027-12-01'], 'suspended since 2027-12-01', 'nor by expiry'],
    ['2028-01-20', ['suspended 2027-12-01', 'reinstated 2028-01-15'], 'in-grace since 2028-01-15', 'reinstated in grace'],
    ['2028-01-20', ['suspended 2027-12-01', 'reinstated 2027-12-15'], 'in-grace since 2028-01-10', 'the calendar counts on'],
    ['2029-01-01', ['suspended 2027-12-01', 'reinstated 2028-06-01'], 'expired since 2028-06-01', 'reinstated when it was already over'],
    ['2029-01-01', ['suspended 2028-06-01'], 'suspended since 2028-06-01', 'suspended after expiry'],
    ['2026-05-01', ['revoked 2026-05-01'], 'revoked since 2026-05-01', 'revoked'],
    ['2026-04-30', ['revoked 2026-05-01'], 'active since 2026-01-10', 'not before its day'],
    ['2030-01-01', ['revoked 2026-05-01'], 'revoked since 2026-05-01', 'revocation outlives the period'],
    ['2026-06-01', ['suspended 2026-03-01', 'revoked 2026-05-01'], 'revoked since 2026-05-01', 'revoked out of suspension'],
    ['2026-06-01', ['suspended 2026-03-01', 'revoked 2026-05-01', 'reinstated 2026-05-20'], 'revoked since 2026-05-01', 'a reinstatement does not undo a revocation'],
    ['2026-06-01', ['surrendered 2026-03-01', 'revoked 2026-05-01'], 'revoked since 2026-05-01', 'giving it up does not escape a revocation'],
    ['2026-04-01', ['surrendered 2026-03-01', 'revoked 2026-05-01'], 'surrendered since 2026-03-01', 'until it takes effect'],
    ['2026-06-01', ['superseded 2026-03-01', 'revoked 2026-05-01'], 'revoked since 2026-05-01', 'nor does a successor'],
    ['2026-06-01', ['surrendered 2026-03-01', 'superseded 2026-05-01'], 'surrendered since 2026-03-01', 'what was given up is not revived by a successor'],
    ['2026-06-01', ['superseded 2026-03-01', 'surrendered 2026-05-01'], 'superseded since 2026-03-01', 'what was replaced cannot be given up'],
    ['2026-06-01', ['suspended 2026-03-01', 'surrendered 2026-05-01'], 'surrendered since 2026-05-01', 'given up while suspended'],
    ['2029-01-01', ['surrendered 2026-03-01'], 'surrendered since 2026-03-01', 'and stays so after the period'],
    ['2026-01-09', ['revoked 2026-01-01'], 'not-yet-issued since -', 'before issue nothing was there to revoke'],
    ['2026-02-01', ['revoked 2026-01-01'], 'revoked since 2026-01-10', 'void from the start'],
  ])('· on %s after %j is %s: %s', (at, decisions, expected) => {
    expect(on(at, ...decisions)).toBe(expected);
    expect(on(at, ...decisions.toReversed())).toBe(expected);
  });

  it('· carries the public note, the recording and the successor of the decision behind it', () => {
    expect(standingOn(listing, [decision('superseded 2026-03-01 @2026-03-02')], day('2026-03-05'))).toEqual({
      standing: 'superseded',
      since: '2026-03-01',
      recordedAt: new Date('2026-03-02T12:00:00Z'),
      publicNote: 'note of superseded 2026-03-01 @2026-03-02',
      successorCode: SUCCESSOR,
    });
  });

  it('· shows the latest note of a prolonged suspension', () =>
    expect(standingOn(listing, [decision('suspended 2026-03-01'), decision('suspended 2026-05-01')], day('2026-06-01')).publicNote).toBe('note of suspended 2026-05-01'));
});

describe('what the registry knew', () => {
  const backdated = [decision('suspended 2026-03-01 @2026-03-05')];

  it.each([
    ['2026-03-04T00:00:00Z', 'active'],
    ['2026-03-05T12:00:00Z', 'suspended'],
    ['2026-01-10T15:59:59Z', 'not-yet-issued'],
  ])('· at %s about 3 March was %s', (knownAt, expected) => expect(standingOn(listing, backdated, day('2026-03-03'), new Date(knownAt)).standing).toBe(expected));

  it('· is told apart from what holds, for the employer who looked on that day', () => {
    expect(standingSaidOn(listing, backdated, day('2026-03-03'), 'America/Chicago').standing).toBe('active');
    expect(standingSaidOn(listing, backdated, day('2026-03-05'), 'America/Chicago').standing).toBe('suspended');
  });

  it('· counts days by the time zone of the body', () => {
    const late = [{ ...decision('suspended 2026-03-01'), recordedAt: new Date('2026-03-06T03:00:00Z') }];
    expect(standingSaidOn(listing, late, day('2026-03-05'), 'America/Chicago').standing).toBe('suspended');
    expect(standingSaidOn(listing, late, day('2026-03-05'), 'Asia/Tokyo').standing).toBe('active');
  });

  it('· was nothing before the listing was made', () => {
    const later = { ...listing, listedAt: new Date('2026-02-01T12:00:00Z') };
    expect(standingSaidOn(later, [], day('2026-01-20'), 'America/Chicago').standing).toBe('not-yet-issued');
    expect(standingOn(later, [], day('2026-01-20')).standing).toBe('active');
  });
});

describe('the history of a listing', () => {
  const history = (until: string, ...decisions: string[]) => historyOf(listing, decisions.map(decision), day(until)).map(({ standing, since }) => `${standing} ${since}`);

  it('· is empty before the day of issue', () => expect(history('2026-01-09')).toEqual([]));
  it('· begins with the issue and follows the calendar', () => expect(history('2030-01-01')).toEqual(['active 2026-01-10', 'in-grace 2028-01-10', 'expired 2028-02-09']));
  it('· tells suspension, reinstatement and end', () =>
    expect(history('2030-01-01', 'suspended 2026-03-01', 'reinstated 2026-04-01', 'revoked 2027-01-01')).toEqual([
      'active 2026-01-10',
      'suspended 2026-03-01',
      'active 2026-04-01',
      'revoked 2027-01-01',
    ]));
  it('· says nothing of what takes effect later', () => expect(history('2026-02-01', 'suspended 2026-03-01')).toEqual(['active 2026-01-10']));
  it('· leaves out turns of the calendar that a decision overrides', () => expect(history('2030-01-01', 'suspended 2027-12-01')).toEqual(['active 2026-01-10', 'suspended 2027-12-01']));
  it('· ends with the answer for the same day', () => {
    const decisions = ['suspended 2026-03-01', 'suspended 2026-05-01', 'reinstated 2028-01-20', 'surrendered 2028-02-01'].map(decision);
    for (let at = '2026-01-10'; at < '2028-03-01'; at = new Date(Date.parse(at) + 86_400_000).toISOString().slice(0, 10))
      expect(historyOf(listing, decisions, day(at)).at(-1)).toMatchObject({ standing: standingOn(listing, decisions, day(at)).standing, since: standingOn(listing, decisions, day(at)).since });
  });
});
