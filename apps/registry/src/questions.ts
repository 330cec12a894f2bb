import type { Day } from '#libs/kernel';
import { OptionalDay, Text } from '#libs/web';

/** A day may be left out of every question; then it is about today. */
export class DayQuestion {
  @OptionalDay() on: Day | null;
}

export class CodeQuestion {
  @Text({ max: 100 }) code: string;
}

export class NumberQuestion extends DayQuestion {
  @Text({ max: 100 }) number: string;
  @Text() name: string;
}
