// What a registrar can still decide about a certification. The standing that the public sees is the registry's own rule; this is only which acts are left.
import { Refusal, type Day } from '#libs/kernel';

export type StandingDecisionKind = 'suspended' | 'reinstated' | 'revoked' | 'surrendered' | 'superseded';
export type StandingAct = 'suspend' | 'reinstate' | 'revoke';
type Grip = 'free' | 'suspended' | 'ended';

export const STANDING_STEPS: Readonly<Record<StandingAct, { readonly from: readonly Grip[]; readonly makes: StandingDecisionKind }>> = {
  suspend: { from: ['free'], makes: 'suspended' },
  reinstate: { from: ['suspended'], makes: 'reinstated' },
  revoke: { from: ['free', 'suspended'], makes: 'revoked' },
};

export interface PastDecision {
  readonly kind: StandingDecisionKind;
  readonly effectiveOn: Day;
}

export interface CertifiedPeriod {
  readonly issuedOn: Day;
  readonly graceUntil: Day;
}

export class StandingDoesNotAllow extends Refusal {
  constructor(act: StandingAct | 'correct') {
    super('conflict', { act });
  }
}

/** A decision takes effect within the life of the certification, and not before the one it follows. */
export class EffectiveDayDoesNotFit extends Refusal {
  constructor(from: Day, until: Day) {
    super('invalid', { from, until }, 'effectiveOn');
  }
}

const GRIPS: Readonly<Record<StandingDecisionKind, Grip>> = { suspended: 'suspended', reinstated: 'free', revoked: 'ended', surrendered: 'ended', superseded: 'ended' };

/** `past` in the order it was recorded. */
function gripOf(past: readonly PastDecision[]): Grip {
  if (past.some(({ kind }) => GRIPS[kind] === 'ended')) return 'ended';
  const last = past.at(-1);
  return last ? GRIPS[last.kind] : 'free';
}

/** Acts that are left; drawn as buttons. */
export function openStandingActs(past: readonly PastDecision[]): StandingAct[] {
  const grip = gripOf(past);
  return (Object.keys(STANDING_STEPS) as StandingAct[]).filter((act) => STANDING_STEPS[act].from.includes(grip));
}

/** A corrected name needs a certification that is neither suspended nor over. @throws StandingDoesNotAllow */
export function checkCorrection(validUntil: Day, past: readonly PastDecision[], today: Day): void {
  if (gripOf(past) !== 'free' || today > validUntil) throw new StandingDoesNotAllow('correct');
}

/** Days on which the act may take effect. A revocation may reach back before a suspension, to the day the reason began; the others follow one another. */
export function effectiveDays({ issuedOn, graceUntil }: CertifiedPeriod, past: readonly PastDecision[], act: StandingAct): { from: Day; until: Day } {
  const last = past.at(-1);
  return { from: last && act !== 'revoke' && last.effectiveOn > issuedOn ? last.effectiveOn : issuedOn, until: graceUntil };
}

/** @throws StandingDoesNotAllow, EffectiveDayDoesNotFit */
export function checkStandingAct(act: StandingAct, period: CertifiedPeriod, past: readonly PastDecision[], effectiveOn: Day): void {
  if (!openStandingActs(past).includes(act)) throw new StandingDoesNotAllow(act);
  const { from, until } = effectiveDays(period, past, act);
  if (effectiveOn < from || effectiveOn > until) throw new EffectiveDayDoesNotFit(from, until);
}
