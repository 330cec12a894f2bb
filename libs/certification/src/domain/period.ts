// How long a certification lasts. Valid until is the last good day: 24 months from 22 November 2026 end with 21 November 2028.
import { addDays, addMonths, type Day } from '#libs/kernel';

export interface Period {
  readonly issuedOn: Day;
  readonly validUntil: Day;
  /** The same as `validUntil` where the program has no grace. */
  readonly graceUntil: Day;
}

export function periodFrom(issuedOn: Day, validityMonths: number, graceDays: number): Period {
  const validUntil = addDays(addMonths(issuedOn, validityMonths), -1);
  return { issuedOn, validUntil, graceUntil: addDays(validUntil, graceDays) };
}
