import type { Day } from '#libs/kernel';

/**
 * One fact in the training record, whatever kind of thing a person earned. The kinds are the words of the field; the record gives them no further
 * meaning: what counts for what is the requirement set's business.
 */
export type StatementKind =
  | 'lesson'
  | 'check'
  | 'role-play'
  | 'meeting'
  | 'transferred-training'
  | 'supervised-hours' // experience: minutes of peer support given
  | 'supervision' // minutes of supervision received
  | 'continuing-education';

export type Verb = 'completed' | 'passed' | 'attended' | 'transferred' | 'served' | 'received' | 'voided';

/** Who stands for the fact. The server itself, for what it watched. */
export type VoucherKind = 'server' | 'instructor' | 'supervisor' | 'registrar';

export interface Statement {
  readonly id: string;
  readonly personId: string;
  readonly verb: Verb;
  readonly kind: StatementKind;
  /** The version of the thing, so that it can be opened as it was then. */
  readonly objectId: string;
  /** The thing through all its versions; a republished lesson never credits twice. */
  readonly lineage: string;
  readonly title: string;
  readonly day: Day;
  /** Credited minutes; null for what carries none. */
  readonly minutes: number | null;
  /** What the server saw of them, where it watched. */
  readonly minutesObserved: number | null;
  readonly domain: string | null;
  readonly competencies: readonly string[];
  /** More of the fact, as those who judge it keep it: the points of a check, the cohort of a meeting. */
  readonly result: Readonly<Record<string, string | number | boolean>> | null;
  readonly voucherKind: VoucherKind;
  readonly vouchedBy: string | null;
  readonly recordedAt: Date;
  /** Set on a voiding: which statement it takes back, and why. */
  readonly voids: string | null;
  readonly reason: string | null;
}

/** What still stands: neither voidings nor what they took back. Keeps the order. */
export function standingStatements<S extends Pick<Statement, 'id' | 'voids'>>(statements: readonly S[]): S[] {
  const voided = new Set(statements.flatMap((statement) => (statement.voids === null ? [] : [statement.voids])));
  return statements.filter((statement) => statement.voids === null && !voided.has(statement.id));
}

/** Credited minutes by domain; what carries no domain is under ''. */
export function minutesByDomain(statements: readonly Pick<Statement, 'minutes' | 'domain'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { minutes, domain } of statements) if (minutes !== null) sums.set(domain ?? '', (sums.get(domain ?? '') ?? 0) + minutes);
  return sums;
}

export function sumMinutes(statements: readonly Pick<Statement, 'minutes'>[]): number {
  return statements.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
}

/** Kinds whose minutes are training (as against experience and supervision). */
export const TRAINING_KINDS: readonly StatementKind[] = ['lesson', 'meeting', 'transferred-training'];
