import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.ts';

describe('what is kept', () => {
  const counted = (most: number) => {
    const made: string[] = [];
    const kept = new Kept<string>(most);
    return { made, ask: (key: string) => kept.get(key, () => (made.push(key), `${key}!`)) };
  };
  it('· is made once', () => {
    const { made, ask } = counted(3);
    expect([ask('a'), ask('a'), ask('b'), ask('a')]).toEqual(['a!', 'a!', 'b!', 'a!']);
    expect(made).toEqual(['a', 'b']);
  });
  it('· makes room by what was not used for longest', () => {
    const { made, ask } = counted(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
  it('· is asked for again after a fault', () => {
    const kept = new Kept<number>(2);
    const faulty = (): number => {
      throw new Error('not now');
    };
    expect(() => kept.get('a', faulty)).toThrow('not now');
    expect(kept.get('a', () => 7)).toBe(7);
  });
});
