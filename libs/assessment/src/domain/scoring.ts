import { percentOf } from '#libs/kernel';
import { sameChoice } from './answer.ts';

interface Keyed {
  readonly options: readonly { readonly key: boolean }[];
}

export interface Score {
  readonly points: number;
  readonly of: number;
  /** Rounded down, for showing; `passed` never rests on it. */
  readonly percent: number;
  readonly passed: boolean;
}

/** All or nothing: every key chosen, and nothing else. */
export function isRight({ options }: Keyed, chosen: readonly number[]): boolean {
  const keys = options.flatMap((option, at) => (option.key ? [at] : []));
  return sameChoice(keys, chosen);
}

/** One point an item. `chosen` goes with `items` by position; unanswered is an empty choice. */
export function scoreCheck(items: readonly Keyed[], chosen: readonly (readonly number[])[], passPercent: number): Score {
  const of = items.length;
  const points = items.filter((item, at) => isRight(item, chosen[at] ?? [])).length;
  return { points, of, percent: of === 0 ? 0 : percentOf(points, of), passed: of > 0 && points * 100 >= passPercent * of };
}

/** The fewest points that pass. */
export function pointsToPass(of: number, passPercent: number): number {
  return Math.ceil((passPercent * of) / 100);
}
