import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { checkStandingAct, effectiveDays, openStandingActs, type PastDecision, type StandingDecisionKind } from './standing-acts.ts';

const period = { issuedOn: day('2026-01-10'), graceUntil: day('2028-01-09') };
const past = (...kinds: StandingDecisionKind[]): PastDecision[] => kinds.map((kind, at) => ({ kind, effectiveOn: day(`2026-03-0${at + 1}`) }));

describe('a certification', () => {
  it.each([
    [[], ['suspend', 'revoke']],
    [['suspended'], ['reinstate', 'revoke']],
    [['suspended', 'reinstated'], ['suspend', 'revoke']],
    [['suspended', 'reinstated', 'suspended'], ['reinstate', 'revoke']],
    [['revoked'], []],
    [['suspended', 'revoked'], []],
    [['superseded'], []],
    [['surrendered'], []],
  ] as const)('· after %j leaves %j', (kinds, acts) => expect(openStandingActs(past(...kinds))).toEqual(acts));

  it('· suspended cannot be suspended again', () => expect(() => checkStandingAct('suspend', period, past('suspended'), day('2026-04-01'))).toThrow('StandingDoesNotAllow'));

  it.each([
    ['suspend', [], '2026-01-09', false],
    ['suspend', [], '2026-01-10', true],
    ['suspend', [], '2028-01-09', true],
    ['suspend', [], '2028-01-10', false],
    ['reinstate', ['suspended'], '2026-02-28', false],
    ['reinstate', ['suspended'], '2026-03-01', true],
    ['revoke', ['suspended'], '2026-01-10', true],
  ] as const)('· %s after %j from %s: %s', (act, kinds, on, allowed) => {
    const decide = () => checkStandingAct(act, period, past(...kinds), day(on));
    if (allowed) expect(decide).not.toThrow();
    else expect(decide).toThrow('EffectiveDayDoesNotFit');
  });

  it('· says which days fit', () => expect(effectiveDays(period, past('suspended'), 'reinstate')).toEqual({ from: '2026-03-01', until: '2028-01-09' }));
});
