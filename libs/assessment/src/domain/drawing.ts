import type { ItemKind } from './item.ts';

/** Numbers from 0 to 1 that a seed fixes for ever (mulberry32), so that a draw can be made again and looked into. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Fisher and Yates' shuffle. */
function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const mixed = [...things];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

export interface DrawableItem {
  readonly versionId: string;
  readonly lineage: string;
  readonly kind: ItemKind;
  readonly optionCount: number;
}

export interface DrawnItem {
  readonly versionId: string;
  /** Positions of the options in the order that the page shows them. */
  readonly optionOrder: readonly number[];
}

/**
 * Draws the questions of one attempt. What was not asked last time comes first, so that a retake is another check as far as the items reach; both kinds
 * are mixed before they are shown. True stays before False.
 */
export function drawCheck(items: readonly DrawableItem[], draw: number, askedLast: ReadonlySet<string>, seed: number): DrawnItem[] {
  const random = seeded(seed);
  const fresh = shuffled(items.filter((item) => !askedLast.has(item.lineage)), random);
  const known = shuffled(items.filter((item) => askedLast.has(item.lineage)), random);
  const drawn = shuffled([...fresh, ...known].slice(0, draw), random);
  return drawn.map(({ versionId, kind, optionCount }) => {
    const positions = Array.from({ length: optionCount }, (_, at) => at);
    return { versionId, optionOrder: kind === 'true-false' ? positions : shuffled(positions, random) };
  });
}
