/** What a trainee says they did. It becomes a statement in the record only when an approved person vouches for it. */
export type ClaimKind = 'supervised-hours' | 'transferred-training';

export type HoursVerdict = 'confirmed' | 'disputed';
export type TransferVerdict = 'credited' | 'declined';
export type Verdict = HoursVerdict | TransferVerdict;

export type ClaimState = 'claimed' | 'asked' | Verdict | 'withdrawn' | 'superseded';
export type ClaimAct = 'ask' | 'withdraw' | 'amend' | 'answer' | 'review';

/** What happened to a claim, as its rows tell it. */
export interface ClaimFacts {
  readonly kind: ClaimKind;
  readonly askedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly verdict: Verdict | null;
  /** A later claim that corrects this one was confirmed. */
  readonly superseded: boolean;
  /** A later claim that corrects this one still waits. */
  readonly amendmentOpen: boolean;
}

/** The life of a claim: what may be done to it in each state. Vouched rows are locked; a correction is a new claim that supersedes the old one. */
const MAY: Readonly<Record<ClaimKind, Partial<Record<ClaimState, readonly ClaimAct[]>>>> = {
  'supervised-hours': { claimed: ['ask', 'withdraw'], asked: ['ask', 'withdraw', 'answer'], confirmed: ['amend'], disputed: ['amend'] },
  'transferred-training': { claimed: ['withdraw', 'review'] },
};

export function stateOf({ superseded, verdict, withdrawnAt, askedAt }: ClaimFacts): ClaimState {
  if (superseded) return 'superseded';
  if (verdict !== null) return verdict;
  if (withdrawnAt !== null) return 'withdrawn';
  return askedAt === null ? 'claimed' : 'asked';
}

/** The buttons of the page and the refusals of the acts read the same table. */
export function may(act: ClaimAct, claim: ClaimFacts): boolean {
  if (act === 'amend' && claim.amendmentOpen) return false;
  return (MAY[claim.kind][stateOf(claim)] ?? []).includes(act);
}

const DAY_MS = 86_400_000;

/** A supervisor is reminded of the same rows once a week at most: a letter every evening helps nobody. */
export const ASK_AGAIN_AFTER_DAYS = 7;

export function mayAskNow(claim: ClaimFacts, now: Date): boolean {
  return may('ask', claim) && (claim.askedAt === null || now.getTime() - claim.askedAt.getTime() >= ASK_AGAIN_AFTER_DAYS * DAY_MS);
}
