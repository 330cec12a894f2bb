import { describe, expect, it } from '@jest/globals';
import { readTimeSpent, writeTimeSpent } from './time-spent.ts';

describe('an amount of time, as people type it', () => {
  it.each([
    ['3:30', 210],
    ['0:45', 45],
    ['3', 180],
    ['3.5', 210],
    ['3,25', 195],
    [' 3 h 30 min ', 210],
    ['3h', 180],
    ['45 min', 45],
    ['2 hours 5 minutes', 125],
    ['120:00', 7200],
    ['3:75', undefined],
    ['-3', undefined],
    ['all day', undefined],
    ['', undefined],
  ])('· %s', (typed, minutes) => {
    expect(readTimeSpent(typed)).toBe(minutes);
  });

  it('· is written so that it reads back the same', () => {
    for (const minutes of [0, 1, 59, 60, 210, 7200]) expect(readTimeSpent(writeTimeSpent(minutes))).toBe(minutes);
  });
});
