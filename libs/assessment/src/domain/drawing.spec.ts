import { describe, expect, it } from '@jest/globals';
import { drawCheck, type DrawableItem } from './drawing.ts';

const items = (count: number, changes: Partial<DrawableItem> = {}): DrawableItem[] =>
  Array.from({ length: count }, (_, at) => ({ versionId: `v${at}`, lineage: `m/check/${at}`, kind: 'single', optionCount: 4, ...changes }));
const lineagesOf = (drawn: readonly { versionId: string }[]) => drawn.map(({ versionId }) => versionId.replace('v', 'm/check/'));

describe('a draw', () => {
  it.each([
    [10, 24, 10],
    [10, 10, 10],
    [10, 3, 3],
    [1, 24, 1],
    [5, 0, 0],
  ])('· of %i from %i items has %i, each once', (draw, count, expected) => {
    const drawn = drawCheck(items(count), draw, new Set(), 7);
    expect(drawn).toHaveLength(expected);
    expect(new Set(lineagesOf(drawn)).size).toBe(expected);
  });

  it('· is the same for the same seed, and another for another', () => {
    const of = (seed: number) => drawCheck(items(24), 10, new Set(), seed);
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('· of a retake asks what was not asked last time, as far as it reaches', () => {
    const first = lineagesOf(drawCheck(items(24), 10, new Set(), 1));
    expect(lineagesOf(drawCheck(items(24), 10, new Set(first), 2)).filter((lineage) => first.includes(lineage))).toEqual([]);
    // 16 items: 6 fresh ones, 4 from last time.
    const again = lineagesOf(drawCheck(items(16), 10, new Set(items(10).map(({ lineage }) => lineage)), 3));
    expect(again.filter((lineage) => Number(lineage.split('/')[2]) >= 10)).toHaveLength(6);
  });

  it('· reaches every item and every place of an option in the end', () => {
    const all = Array.from({ length: 200 }, (_, seed) => drawCheck(items(12), 3, new Set(), seed)).flat();
    expect(new Set(lineagesOf(all)).size).toBe(12);
    expect(new Set(all.map(({ optionOrder }) => optionOrder.indexOf(0)))).toEqual(new Set([0, 1, 2, 3]));
    expect(all.every(({ optionOrder }) => [...optionOrder].sort().join() === '0,1,2,3')).toBe(true);
  });

  it('· leaves True before False', () => {
    const drawn = drawCheck(items(20, { kind: 'true-false', optionCount: 2 }), 20, new Set(), 5);
    expect(drawn.every(({ optionOrder }) => optionOrder.join() === '0,1')).toBe(true);
  });
});
