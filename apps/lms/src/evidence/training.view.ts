import { may, stateOf, sumOf, type ClaimState, type DomainMinutes, type TrainingClaim } from '#libs/evidence';
import { dayOf, daysBetween } from '#libs/kernel';
import { TAGS } from './hours.view.ts';

export interface TrainingRowView {
  readonly id: string;
  readonly provider: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly minutes: readonly DomainMinutes[];
  readonly sum: number;
  /** Set where a registrar credited it, also where it is less. */
  readonly credited: number | null;
  readonly state: ClaimState;
  readonly tag: string;
  readonly reason: string | null;
  readonly hasDocument: boolean;
  readonly canWithdraw: boolean;
}

export function trainingRowView(claim: TrainingClaim): TrainingRowView {
  const state = stateOf(claim);
  const { id, provider, fromDay, toDay, minutes } = claim;
  return {
    id,
    provider,
    fromDay,
    toDay,
    minutes,
    sum: sumOf(minutes),
    credited: state === 'credited' ? sumOf(claim.credited) : null,
    state,
    tag: state === 'claimed' ? 'wait' : TAGS[state],
    reason: claim.verdictReason,
    hasDocument: claim.documentFileId !== null,
    canWithdraw: may('withdraw', claim),
  };
}

export interface QueueRowView extends TrainingRowView {
  readonly trainee: string;
  readonly legalName: string;
  readonly waitingDays: number;
}

export function queueRowView(claim: TrainingClaim, now: Date, timeZone: string): QueueRowView {
  const waitingDays = daysBetween(dayOf(claim.madeAt, timeZone), dayOf(now, timeZone));
  return { ...trainingRowView(claim), trainee: claim.trainee, legalName: claim.legalName, waitingDays };
}

/** A page of a list and the address of the next one; `claims` may hold one more than the page shows. */
export function pageOf(claims: readonly TrainingClaim[], perPage: number, address: (lastId: string) => string): { readonly shown: readonly TrainingClaim[]; readonly further: string | null } {
  const shown = claims.slice(0, perPage);
  return { shown, further: claims.length > perPage ? address(shown.at(-1)!.id) : null };
}
