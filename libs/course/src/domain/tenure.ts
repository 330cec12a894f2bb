import type { Day } from '#libs/kernel';

/** The days of one place in a cohort; `until` is null while it stands. Who comes back has another. */
export interface Tenure {
  readonly from: Day;
  readonly until: Day | null;
}

/** Whether somebody had a place on a day; the days of joining and of leaving count whole, as nobody asks for the hour of a meeting. */
export const hadPlaceOn = (tenures: readonly Tenure[], day: Day): boolean => tenures.some(({ from, until }) => from <= day && (until === null || day <= until));
