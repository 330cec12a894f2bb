import { describe, expect, it } from '@jest/globals';
import { groupCode, isId, newCode, newId, newKey, readCode } from './index.ts';

const inOrder = (ids: readonly string[]): boolean => ids.every((id, at) => at === 0 || ids[at - 1]! < id);
const STILL = Date.parse('2026-11-22T15:00:00Z');

describe('an id', () => {
  it('· is a version 7 of the variant of RFC 9562, and says its millisecond', () => {
    const id = newId(STILL);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(STILL);
    expect(isId(id)).toBe(true);
  });

  it('· comes after the ones before it in the same millisecond, many thousand of them', () => {
    expect(inOrder(Array.from({ length: 20_000 }, () => newId(STILL)))).toBe(true);
  });

  it('· keeps its order when two clocks take turns', () => {
    const [story, today]: [string[], string[]] = [[], []];
    for (let n = 0; n < 5_000; n++) {
      story.push(newId(STILL - 86_400_000));
      today.push(newId(STILL + Math.floor(n / 3)));
    }
    expect([inOrder(story), inOrder(today)]).toEqual([true, true]);
  });

  it('· keeps its order when the machine’s own clock runs beside one that stands still', () => {
    const still: string[] = [];
    for (let n = 0; n < 2_000; n++) {
      newId();
      still.push(newId(STILL));
    }
    expect(inOrder(still)).toBe(true);
  });

  it('· is never made twice', () => expect(new Set(Array.from({ length: 50_000 }, () => newId(STILL))).size).toBe(50_000));

  it('· shares little with its neighbor: 56 bits are random', () => {
    const tails = Array.from({ length: 2_000 }, () => newId(STILL).replaceAll('-', '').slice(-14));
    expect(new Set(tails).size).toBe(2_000);
    const ones = tails.join('').split('').reduce((sum, digit) => sum + (Number.parseInt(digit, 16).toString(2).match(/1/g)?.length ?? 0), 0);
    expect(Math.abs(ones / (tails.length * 56) - 0.5)).toBeLessThan(0.02);
  });

  it.each([['', false], ['x', false], [null, false], [42, false], [{}, false], ['01890000-0000-7000-8000-00000000000', false], ['01890000-0000-7000-8000-000000000001\n', false], [" or 1=1 --", false], ['01890000-0000-7000-8000-00000000000G', false], ['01890000-0000-7000-8000-0000000000AF', true], [newKey(), true]])(
    '· is told from what is none: %j',
    (text, is) => expect(isId(text)).toBe(is),
  );
});

describe('a code', () => {
  it('· has 26 letters of Crockford’s base 32 and comes back however it is typed', () => {
    for (let n = 0; n < 500; n++) {
      const code = newCode();
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
      expect(readCode(groupCode(code))).toBe(code);
      expect(readCode(` ${groupCode(code).toLowerCase()} `)).toBe(code);
      expect(readCode(code.replaceAll('0', 'o').replaceAll('1', n % 2 ? 'l' : 'I'))).toBe(code);
    }
  });

  it('· uses every letter about as often: none is favored', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 2_000; n++) for (const letter of newCode()) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    expect(Math.min(...counts.values())).toBeGreaterThan((2_000 * 26) / 32 / 1.3);
  });

  it.each(['', 'A'.repeat(25), 'A'.repeat(27), 'U'.repeat(26), `${'A'.repeat(25)}!`, `${'A'.repeat(25)}Å`, '٠'.repeat(26), '%00'.repeat(9)])('· is none: %j', (typed) => expect(readCode(typed)).toBeUndefined());

  it('· is grouped by five, with the one left over at the end', () => expect(groupCode('ABCDEFGHJKMNPQRSTVWXYZ0123')).toBe('ABCDE-FGHJK-MNPQR-STVWX-YZ012-3'));
});
