import { describe, expect, it } from '@jest/globals';
import { stageOf, type AttemptFacts } from './attempt.ts';
import { inForce, partiesToAsk, termsOf, type GivenConsent, type Terms } from './consent.ts';

const at = new Date('2026-11-22T15:00:00Z');
const yes = (party: GivenConsent['party'], withdrawnAt: Date | null = null): GivenConsent => ({ id: party, party, withdrawnAt });
const both = [yes('trainee'), yes('partner')];

describe('consent', () => {
  it.each<[string, GivenConsent[], string[]]>([
    ['nobody yet', [], ['trainee', 'partner']],
    ['the trainee alone', [yes('trainee')], ['partner']],
    ['both', both, []],
    ['the partner, who took it back', [...both, yes('partner', at)], ['partner']],
    ['the partner anew, after taking it back', [yes('trainee'), yes('partner', at), yes('partner')], []],
  ])('· by %s leaves to ask: %j', (_, consents, toAsk) => expect(partiesToAsk(consents)).toEqual(toAsk));

  it('· that stands is the last one given', () => expect(inForce([yes('partner'), yes('partner', at)], 'partner')).toBeUndefined());
});

describe('how long a recording is kept', () => {
  const offered: Terms = { daysKept: 60, daysUngraded: 180 };
  const told = (party: GivenConsent['party'], daysKept: number, daysUngraded: number, withdrawnAt: Date | null = null): GivenConsent & Terms => ({ ...yes(party, withdrawnAt), daysKept, daysUngraded });
  it.each<[string, (GivenConsent & Terms)[], [number, number]]>([
    ['what is offered, before anybody agreed', [], [60, 180]],
    ['what the trainee was told, when the setting grew since', [told('trainee', 30, 90)], [30, 90]],
    ['what is offered, when the setting shrank before the partner was asked', [told('trainee', 90, 365)], [60, 180]],
    ['the shorter of each, when both agreed', [told('trainee', 90, 30), told('partner', 10, 365)], [10, 30]],
    ['what both were told, whatever the setting became', [told('trainee', 90, 365), told('partner', 90, 365)], [90, 365]],
    ['without a consent that was taken back', [told('trainee', 90, 365), told('partner', 5, 30, at)], [60, 180]],
    ['with the newer consent of a party', [told('trainee', 5, 30, at), told('trainee', 40, 100), told('partner', 50, 120)], [40, 100]],
  ])('· is %s', (_, consents, [daysKept, daysUngraded]) => expect(termsOf(consents, offered)).toEqual({ daysKept, daysUngraded }));
});

describe('an attempt', () => {
  const fresh: AttemptFacts = { consents: [], submittedAt: null, outcome: null, closedAt: null };
  it.each<[Partial<AttemptFacts>, string]>([
    [{}, 'consent'],
    [{ consents: both }, 'record'],
    [{ consents: both, submittedAt: at }, 'waiting'],
    [{ consents: [yes('trainee', at)], submittedAt: at, closedAt: at }, 'withdrawn'],
    [{ consents: [...both, yes('partner', at)], submittedAt: at, closedAt: at }, 'withdrawn'],
    [{ consents: both, submittedAt: at, closedAt: at }, 'lapsed'],
    [{ consents: [yes('partner', at), ...both], submittedAt: at, closedAt: at }, 'lapsed'],
    [{ consents: both, submittedAt: at, outcome: 'passed', closedAt: at }, 'passed'],
    [{ consents: [yes('trainee', at)], submittedAt: at, outcome: 'not-yet', closedAt: at }, 'not-yet'],
  ])('· with %j is at: %s', (facts, stage) => expect(stageOf({ ...fresh, ...facts })).toBe(stage));
});
