import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { periodFrom } from './period.ts';

describe('a certification', () => {
  it.each([
    ['2026-11-22', 24, 0, '2028-11-21', '2028-11-21'],
    ['2026-11-22', 24, 30, '2028-11-21', '2028-12-21'],
    ['2026-08-31', 6, 0, '2027-02-27', '2027-02-27'],
    ['2028-02-29', 12, 0, '2029-02-27', '2029-02-27'],
    ['2026-01-01', 12, 1, '2026-12-31', '2027-01-01'],
  ])('· of %s for %i months and %i days of grace is good until %s, with grace %s', (from, months, grace, validUntil, graceUntil) =>
    expect(periodFrom(day(from), months, grace)).toEqual({ issuedOn: from, validUntil, graceUntil }),
  );
});
