import { describe, expect, it } from '@jest/globals';
import { chooseSituation } from './situation.ts';

describe('the situation of an attempt', () => {
  it.each<[string, string[], string[], number, string]>([
    ['is any of them at first, as it was drawn', ['ray', 'lin', 'noor'], [], 1, 'lin'],
    ['is one that was not performed', ['ray', 'lin', 'noor'], ['ray'], 0, 'lin'],
    ['is the last one left', ['ray', 'lin', 'noor'], ['ray', 'noor'], 2, 'lin'],
    ['begins again when all were performed', ['ray', 'lin'], ['ray', 'lin'], 1, 'lin'],
    ['is the one performed less often', ['ray', 'lin'], ['ray', 'lin', 'ray'], 0, 'lin'],
    ['is the only one', ['ray'], ['ray', 'ray'], 7, 'ray'],
    ['is not held up by a situation of an older version', ['ray', 'lin'], ['old', 'old', 'ray'], 0, 'lin'],
  ])('· %s', (_, situations, performed, draw, chosen) => expect(chooseSituation(situations, performed, draw)).toBe(chosen));
  it('· goes through all before one comes again, whatever is drawn', () => {
    const all = ['a', 'b', 'c', 'd'];
    const performed: string[] = [];
    for (let attempt = 0; attempt < 8; attempt++) performed.push(chooseSituation(all, performed, (attempt * 7) % 5));
    expect(performed.slice(0, 4).sort()).toEqual(all);
    expect(performed.slice(4).sort()).toEqual(all);
  });
});
