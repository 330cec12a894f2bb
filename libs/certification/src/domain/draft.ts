// What an applicant writes. Submitting is open to those who meet everything or ask to be excused from what is missing, with a reason for each: an application
// that can only be returned keeps a person waiting and tells nothing that the eligibility page has not told already.
import { Refusal } from '#libs/kernel';
import { openGaps, type Evaluation, type Outcome } from './evaluation.ts';

export interface ApplicationDraft {
  /** Read by the registrar. */
  readonly note: string;
  /** Why the applicant asks to be excused, by requirement key. */
  readonly waiverReasons: Readonly<Record<string, string>>;
}

export const EMPTY_DRAFT: ApplicationDraft = { note: '', waiverReasons: {} };

/** The same words: a page that sends again what is kept already is not stale. */
export function sameDraft(one: ApplicationDraft, other: ApplicationDraft): boolean {
  const reasons = ({ waiverReasons }: ApplicationDraft): string => JSON.stringify(Object.entries(waiverReasons).sort());
  return one.note === other.note && reasons(one) === reasons(other);
}

export class GapsRemain extends Refusal {
  readonly gaps: readonly Outcome[];
  constructor(gaps: readonly Outcome[]) {
    super('conflict', { count: gaps.length, gaps: gaps.map(({ title }) => title).join(', ') });
    this.gaps = gaps;
  }
}

/** Gaps for which no waiver can be asked, or none is asked. */
export function unansweredGaps(evaluation: Pick<Evaluation, 'outcomes'>, draft: ApplicationDraft): Outcome[] {
  return openGaps(evaluation).filter(({ key, waivable }) => !waivable || !draft.waiverReasons[key]?.trim());
}

/** @throws GapsRemain */
export function checkSubmission(evaluation: Pick<Evaluation, 'outcomes'>, draft: ApplicationDraft): void {
  const gaps = unansweredGaps(evaluation, draft);
  if (gaps.length > 0) throw new GapsRemain(gaps);
}

/** @throws GapsRemain: nothing is awarded while a gap is neither closed nor waived. */
export function checkAward(evaluation: Pick<Evaluation, 'outcomes'>): void {
  const gaps = openGaps(evaluation);
  if (gaps.length > 0) throw new GapsRemain(gaps);
}
