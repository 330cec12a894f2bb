/**
 * Answers are steps: the first answer to a question is step 1, a change is step 2. A page says which step it has seen; one that has not seen the newest
 * is stale and never overwrites it (as in Moodle's question engine: steps written once, and a sequence check on every form).
 */
export interface AnswerStep {
  readonly sequence: number;
  /** Positions of the chosen options in the item, not on the page. */
  readonly chosen: readonly number[];
}

/** `new`: becomes the next step. `kept`: nothing to do, the newest step stands. `stale`: kept out, and the person sees both. */
export type Verdict = 'new' | 'kept' | 'stale';

export function sameChoice(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((position) => other.includes(position));
}

/** `given.sequence` is the newest step that the page had seen, 0 for none. `steps` are all of the question, in order. */
export function judgeAnswer(steps: readonly AnswerStep[], given: AnswerStep): Verdict {
  const newest = steps.at(-1);
  // The same again is a retry whose receipt was lost, or a page that agrees with a newer one.
  if (sameChoice(given.chosen, newest?.chosen ?? [])) return 'kept';
  if (given.sequence === (newest?.sequence ?? 0)) return 'new';
  const seen = steps.find((step) => step.sequence === given.sequence);
  // A form without script sends all its questions; this one was not touched since the page was opened.
  const untouched = (seen !== undefined || given.sequence === 0) && sameChoice(given.chosen, seen?.chosen ?? []);
  return untouched ? 'kept' : 'stale';
}

/** Positions that the item has, each once, and at most one where one is asked for. */
export function isOnOffer(chosen: readonly number[], optionCount: number, several: boolean): boolean {
  const positions = new Set(chosen);
  return positions.size === chosen.length && (several || chosen.length <= 1) && chosen.every((position) => Number.isInteger(position) && position >= 0 && position < optionCount);
}
