import { describe, expect, it } from '@jest/globals';
import { isRight, pointsToPass, scoreCheck } from './scoring.ts';

const item = (...keys: boolean[]) => ({ options: keys.map((key) => ({ key })) });
const single = item(true, false, false);

describe('an item', () => {
  it.each([
    ['the key', single, [0], true],
    ['another option', single, [1], false],
    ['nothing', single, [], false],
    ['all keys, in any order', item(true, false, true, false), [2, 0], true],
    ['one key too few', item(true, false, true, false), [0], false],
    ['all keys and one more', item(true, false, true, false), [0, 1, 2], false],
    ['as many as there are keys, but one wrong', item(true, false, true, false), [0, 1], false],
  ])('· with %s', (_, asked, chosen, right) => expect(isRight(asked, chosen)).toBe(right));
});

describe('a check', () => {
  const of = (right: number, count: number, passPercent: number) => {
    const items = Array.from({ length: count }, () => single);
    return scoreCheck(items, items.map((_, at) => (at < right ? [0] : [1])), passPercent);
  };

  it.each([
    [8, 10, 80, true],
    [7, 10, 80, false],
    [10, 10, 100, true],
    [9, 10, 100, false],
    [0, 10, 0, true],
    [2, 3, 67, false], // 66.67 % is less than 67 %
    [2, 3, 66, true],
    [29, 41, 70, true],
    [28, 41, 70, false],
    [0, 0, 0, false],
  ])('· with %i of %i right at %i %% passes: %s', (right, count, passPercent, passed) => expect(of(right, count, passPercent)).toMatchObject({ points: right, of: count, passed }));

  it('· shows a percent that is rounded down', () => expect(of(2, 3, 67).percent).toBe(66));
  it('· counts what was not answered as not right', () => expect(scoreCheck([single, single], [[0]], 80)).toEqual({ points: 1, of: 2, percent: 50, passed: false }));

  it.each([
    [10, 80],
    [3, 67],
    [41, 70],
    [1, 1],
    [7, 100],
  ])('· of %i at %i %% passes with the fewest points and not with one less', (count, passPercent) => {
    const fewest = pointsToPass(count, passPercent);
    expect([of(fewest, count, passPercent).passed, of(fewest - 1, count, passPercent).passed]).toEqual([true, false]);
  });
});
