import { Clock, type Day } from '#libs/kernel';

const MINUTE_MS = 60_000;

/** A clock that is set by the story: the cast's months of work happen in order, each act at a moment of its own, and all of them before today. */
export class StoryClock extends Clock {
  private instant: number;

  constructor(private readonly end: Date) {
    super();
    this.instant = end.getTime();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  forward(minutes: number): void {
    this.instant = Math.min(this.instant + minutes * MINUTE_MS, this.end.getTime());
  }

  /** Goes to the morning of a day. */
  to(day: Day): void {
    this.instant = Math.min(Date.parse(`${day}T15:00:00Z`), this.end.getTime());
  }
}
