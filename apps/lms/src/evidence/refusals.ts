import { Refusal } from '#libs/kernel';

/** Whoever is declined reads why. */
export class DeclineNeedsReason extends Refusal {
  constructor() {
    super('invalid', {}, 'reason');
  }
}

/** An amount of time that cannot be read. */
export class TimeNotRead extends Refusal {
  constructor(field: string) {
    super('invalid', {}, field);
  }
}

/** One of a pair, a day and its time, is missing. */
export class DayOrTimeMissing extends Refusal {
  constructor(field: string) {
    super('invalid', {}, field);
  }
}

/** A domain that no program of the body counts hours in. */
export class DomainNotAsked extends Refusal {
  constructor() {
    super('invalid', {}, 'domain');
  }
}
