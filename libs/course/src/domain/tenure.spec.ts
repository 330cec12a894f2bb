import type { Day } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { hadPlaceOn } from './tenure.ts';

const tenure = (from: string, until: string | null = null) => ({ from: from as Day, until: until as Day | null });
const cameBack = [tenure('2026-11-02', '2026-11-10'), tenure('2026-11-15')];

describe('a place in a cohort', () => {
  it.each([
    ['2026-11-01', false],
    ['2026-11-02', true],
    ['2026-11-10', true],
    ['2026-11-11', false],
    ['2026-11-14', false],
    ['2026-11-15', true],
    ['2027-05-01', true],
  ])('· of somebody who left and came back, on %s: %s', (day, had) => expect(hadPlaceOn(cameBack, day as Day)).toBe(had));
  it('· of one day counts that day', () => expect(['2026-11-02', '2026-11-03'].map((day) => hadPlaceOn([tenure('2026-11-02', '2026-11-02')], day as Day))).toEqual([true, false]));
  it('· is none where there was none', () => expect(hadPlaceOn([], '2026-11-02' as Day)).toBe(false));
});
