import { describe, expect, it } from '@jest/globals';
import { stageOf, type AttemptFacts } from './attempt.ts';
import { inForce, partiesToAsk, type GivenConsent } from './consent.ts';

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

describe('an attempt', () => {
  const fresh: AttemptFacts = { consents: [], submittedAt: null, outcome: null, closedAt: null };
  it.each<[Partial<AttemptFacts>, string]>([
    [{}, 'consent'],
    [{ consents: both }, 'record'],
    [{ consents: both, submittedAt: at }, 'waiting'],
    [{ consents: [yes('trainee', at)], submittedAt: at, closedAt: at }, 'withdrawn'],
    [{ consents: both, submittedAt: at, outcome: 'passed', closedAt: at }, 'passed'],
    [{ consents: [yes('trainee', at)], submittedAt: at, outcome: 'not-yet', closedAt: at }, 'not-yet'],
  ])('· with %j is at: %s', (facts, stage) => expect(stageOf({ ...fresh, ...facts })).toBe(stage));
});
