import { describe, expect, it } from '@jest/globals';
import { may, mayAskNow, stateOf, type ClaimAct, type ClaimFacts } from './claim.ts';

const asked = new Date('2026-11-01T12:00:00Z');
const hours = (facts: Partial<ClaimFacts> = {}): ClaimFacts => ({ kind: 'supervised-hours', askedAt: null, withdrawnAt: null, verdict: null, superseded: false, amendmentOpen: false, ...facts });
const transfer = (facts: Partial<ClaimFacts> = {}): ClaimFacts => ({ ...hours(facts), kind: 'transferred-training' });
const ACTS: readonly ClaimAct[] = ['ask', 'withdraw', 'amend', 'answer', 'review'];
const open = (claim: ClaimFacts): ClaimAct[] => ACTS.filter((act) => may(act, claim));

describe('supervised hours', () => {
  it.each<[string, ClaimFacts, ClaimAct[]]>([
    ['claimed', hours(), ['ask', 'withdraw']],
    ['asked', hours({ askedAt: asked }), ['ask', 'withdraw', 'answer']],
    ['confirmed', hours({ askedAt: asked, verdict: 'confirmed' }), ['amend']],
    ['disputed', hours({ askedAt: asked, verdict: 'disputed' }), ['amend']],
    ['withdrawn', hours({ withdrawnAt: asked }), []],
    ['withdrawn', hours({ askedAt: asked, withdrawnAt: asked }), []],
    ['superseded', hours({ verdict: 'confirmed', superseded: true }), []],
  ])('· %s', (state, claim, acts) => {
    expect([stateOf(claim), open(claim)]).toEqual([state, acts]);
  });

  it('· that are being corrected wait for that answer before another correction', () => {
    expect(may('amend', hours({ verdict: 'confirmed', amendmentOpen: true }))).toBe(false);
  });

  it('· are asked about again after seven days, not before', () => {
    const at = (instant: string): boolean => mayAskNow(hours({ askedAt: asked }), new Date(instant));
    expect([mayAskNow(hours(), asked), at('2026-11-08T11:59:59Z'), at('2026-11-08T12:00:00Z')]).toEqual([true, false, true]);
    expect(mayAskNow(hours({ verdict: 'disputed' }), asked)).toBe(false);
  });
});

describe('transferred training', () => {
  it.each<[string, ClaimFacts, ClaimAct[]]>([
    ['claimed', transfer(), ['withdraw', 'review']],
    ['credited', transfer({ verdict: 'credited' }), []],
    ['declined', transfer({ verdict: 'declined' }), []],
    ['withdrawn', transfer({ withdrawnAt: asked }), []],
  ])('· %s', (state, claim, acts) => {
    expect([stateOf(claim), open(claim)]).toEqual([state, acts]);
  });
});
