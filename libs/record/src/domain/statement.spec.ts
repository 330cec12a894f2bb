import { describe, expect, it } from '@jest/globals';
import { minutesByDomain, standingStatements, sumMinutes } from './statement.ts';

const fact = (id: string, minutes: number | null = 45, domain: string | null = 'ethics', voids: string | null = null) => ({ id, minutes, domain, voids });

describe('the record', () => {
  it('· leaves out what was voided, and the voiding itself', () => {
    const all = [fact('a'), fact('b'), fact('v', null, null, 'a')];
    expect(standingStatements(all).map(({ id }) => id)).toEqual(['b']);
  });
  it('· of nothing is empty', () => expect(standingStatements([])).toEqual([]));
});

describe('minutes', () => {
  it('· are summed by domain', () => {
    const sums = minutesByDomain([fact('a'), fact('b', 30), fact('c', 15, 'advocacy'), fact('d', null), fact('e', 10, null)]);
    expect([...sums]).toEqual([
      ['ethics', 75],
      ['advocacy', 15],
      ['', 10],
    ]);
  });
  it('· of facts without any are none', () => expect(sumMinutes([fact('a', null), fact('b', 20)])).toBe(20));
});
