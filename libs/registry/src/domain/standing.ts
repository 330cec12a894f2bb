// What a listing was worth on a day. Nothing is stored and no clock job runs: the answer follows from the period of validity and the decisions,
// so an employer who asks "was she certified on 3 March?" and one who asks today read the same book.
import { addDays, dayOf, type Day } from '#libs/kernel';
import type { ListedFacts } from './listing.ts';

export const DECISION_KINDS = ['suspended', 'reinstated', 'revoked', 'surrendered', 'superseded'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const STANDINGS = ['active', 'in-grace', 'expired', 'suspended', 'revoked', 'surrendered', 'superseded', 'not-yet-issued'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface ListedPeriod extends Pick<ListedFacts, 'issuedOn' | 'validUntil' | 'graceUntil'> {
  readonly listedAt: Date;
}

/** Every decision has two times: the first day it holds for, and the instant the registry learned of it. */
export interface StandingDecision {
  readonly kind: DecisionKind;
  readonly effectiveOn: Day;
  readonly recordedAt: Date;
  readonly publicNote: string | null;
  readonly successorCode: string | null;
}

export interface StandingFacts {
  readonly standing: Standing;
  /** The first day of this standing; null before the day of issue. */
  readonly since: Day | null;
  /** Of the decision behind this standing; null where only the calendar speaks. */
  readonly recordedAt: Date | null;
  readonly publicNote: string | null;
  readonly successorCode: string | null;
}

const laterOf = (one: Day, other: Day): Day => (one > other ? one : other);
const byEffect = (one: StandingDecision, other: StandingDecision): number =>
  one.effectiveOn === other.effectiveOn ? one.recordedAt.getTime() - other.recordedAt.getTime() : one.effectiveOn < other.effectiveOn ? -1 : 1;

const undecided = (standing: Standing, since: Day | null): StandingFacts => ({ standing, since, recordedAt: null, publicNote: null, successorCode: null });

const decided = (standing: Standing, since: Day, { recordedAt, publicNote, successorCode }: StandingDecision): StandingFacts => ({ standing, since, recordedAt, publicNote, successorCode });

/** A revocation wins over whatever else was decided; of giving up and being replaced, the earlier one ended it. Neither is undone by the other. */
function ending(inForce: readonly StandingDecision[]): StandingDecision | undefined {
  return inForce.find(({ kind }) => kind === 'revoked') ?? inForce.find(({ kind }) => kind === 'surrendered' || kind === 'superseded');
}

interface Suspension {
  /** The day from which it has been suspended without a break. */
  readonly since: Day | undefined;
  /** What was decided last, and counts: the latest suspension, or the reinstatement that ended one. */
  readonly last: StandingDecision | undefined;
}

function suspensionIn(inForce: readonly StandingDecision[]): Suspension {
  let suspension: Suspension = { since: undefined, last: undefined };
  for (const decision of inForce) {
    if (decision.kind === 'suspended') suspension = { since: suspension.since ?? decision.effectiveOn, last: decision };
    if (decision.kind === 'reinstated' && suspension.since) suspension = { since: undefined, last: decision };
  }
  return suspension;
}

function calendar({ issuedOn, validUntil, graceUntil }: ListedPeriod, day: Day): { standing: Standing; since: Day } {
  if (day <= validUntil) return { standing: 'active', since: issuedOn };
  if (day <= graceUntil) return { standing: 'in-grace', since: addDays(validUntil, 1) };
  return { standing: 'expired', since: addDays(graceUntil, 1) };
}

/**
 * The standing on a day, by what the registry knew at an instant (now, if none is given). In order, the first that applies:
 *
 * 1. not yet issued: before the day of issue, or before the registry had the listing;
 * 2. revoked, from its effective day: nothing later softens it;
 * 3. surrendered or superseded, whichever was first: the right has ended or lives on in the successor;
 * 4. suspended until reinstated, also when the period runs out meanwhile: "expired" would hide from an employer what is undecided about the person;
 * 5. the calendar: active, in grace, expired. After a reinstatement it counts on as if there had been no suspension.
 */
export function standingOn(listing: ListedPeriod, decisions: readonly StandingDecision[], day: Day, knownAt?: Date): StandingFacts {
  if (day < listing.issuedOn || (knownAt && listing.listedAt > knownAt)) return undecided('not-yet-issued', null);
  const inForce = decisions.filter(({ effectiveOn, recordedAt }) => effectiveOn <= day && (!knownAt || recordedAt <= knownAt)).sort(byEffect);
  const end = ending(inForce);
  if (end) return decided(end.kind as Standing, laterOf(end.effectiveOn, listing.issuedOn), end);
  const { since: suspendedSince, last } = suspensionIn(inForce);
  if (suspendedSince && last) return decided('suspended', laterOf(suspendedSince, listing.issuedOn), last);
  const { standing, since } = calendar(listing, day);
  return last && last.effectiveOn >= since ? decided(standing, last.effectiveOn, last) : undecided(standing, since);
}

/** What the registry itself said on that day, before it learned of decisions that reach back. Differs from `standingOn` exactly when one was recorded later. */
export function standingSaidOn(listing: ListedPeriod, decisions: readonly StandingDecision[], day: Day, timeZone: string): StandingFacts {
  if (dayOf(listing.listedAt, timeZone) > day) return undecided('not-yet-issued', null);
  const known = decisions.filter(({ recordedAt }) => dayOf(recordedAt, timeZone) <= day);
  return standingOn(listing, known, day);
}

/** Every standing there has been until a day, oldest first. Made of `standingOn`, so the history never contradicts the answer. */
export function historyOf(listing: ListedPeriod, decisions: readonly StandingDecision[], until: Day, knownAt?: Date): StandingFacts[] {
  const turns = [listing.issuedOn, addDays(listing.validUntil, 1), addDays(listing.graceUntil, 1), ...decisions.map(({ effectiveOn }) => effectiveOn)];
  const days = [...new Set(turns)].filter((turn) => turn >= listing.issuedOn && turn <= until).sort();
  const standings = days.map((turn) => standingOn(listing, decisions, turn, knownAt)).filter(({ since }) => since !== null);
  return standings.filter((facts, at) => {
    const before = standings[at - 1];
    return before?.standing !== facts.standing || before.since !== facts.since;
  });
}
