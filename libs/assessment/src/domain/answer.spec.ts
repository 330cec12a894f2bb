import { describe, expect, it } from '@jest/globals';
import { isOnOffer, judgeAnswer } from './answer.ts';

const steps = (...chosen: number[][]) => chosen.map((each, at) => ({ sequence: at + 1, chosen: each }));

describe('an answer', () => {
  it.each([
    ['the first one', steps(), 0, [2], 'new'],
    ['none, where there was none', steps(), 0, [], 'kept'],
    ['a change by a page that saw the newest', steps([2]), 1, [0], 'new'],
    ['taking all ticks away', steps([0, 1]), 1, [], 'new'],
    ['the same again, because the receipt was lost', steps([2]), 0, [2], 'kept'],
    ['the same in another order', steps([2, 0]), 1, [0, 2], 'kept'],
    ['another one by a page that saw nothing yet', steps([2]), 0, [1], 'stale'],
    ['another one by a page that saw an older step', steps([2], [1]), 1, [3], 'stale'],
    ['what the older page showed all along', steps([2], [1]), 1, [2], 'kept'],
    ['what an older page left empty', steps([2]), 0, [], 'kept'],
    ['emptied by a page that saw an older step', steps([2], [1]), 1, [], 'stale'],
    ['one that claims a step which never was', steps([2]), 9, [1], 'stale'],
    ['an empty one that claims a step which never was', steps([2]), 9, [], 'stale'],
    ['one that claims a step where there is none', steps(), 3, [1], 'stale'],
  ])('· %s', (_, before, sequence, chosen, verdict) => expect(judgeAnswer(before, { sequence, chosen })).toBe(verdict));
});

describe('a choice', () => {
  it.each([
    ['one', [0], 3, false, true],
    ['none', [], 3, false, true],
    ['the last', [2], 3, false, true],
    ['beyond the last', [3], 3, false, false],
    ['below the first', [-1], 3, false, false],
    ['half an option', [0.5], 3, false, false],
    ['not a number', [Number.NaN], 3, false, false],
    ['two where one is asked', [0, 1], 3, false, false],
    ['two where several may be', [0, 1], 4, true, true],
    ['one twice', [1, 1], 4, true, false],
  ])('· of %s', (_, chosen, count, several, fits) => expect(isOnOffer(chosen, count, several)).toBe(fits));
});
