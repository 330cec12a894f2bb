/**
 * The server credits a lesson only when it saw somebody there for a good part of it (hours of training must be "documented", SAMHSA National Model
 * Standards for Peer Support Certification, 2023). It sees signs of life: a page opened, a sign sent while the page is in view, an answer saved.
 */
const GAP_SECONDS = 10 * 60;

/** What became of the time between two signs of life: counted at once, or spent away. */
export interface Gap {
  readonly countedSeconds: number;
  readonly awaySeconds: number;
}

/** A gap longer than ten minutes counts nothing, for nobody knows whether anyone was there. */
export function gapBetween(lastSignAt: Date, now: Date): Gap {
  const seconds = Math.max(0, Math.floor((now.getTime() - lastSignAt.getTime()) / 1000));
  return seconds <= GAP_SECONDS ? { countedSeconds: seconds, awaySeconds: 0 } : { countedSeconds: 0, awaySeconds: seconds };
}

/** Practice happens away from the screen: time away counts for an activity done in it, when it was no longer than the activity states and ten minutes. */
export function countedForActivity(awaySeconds: number, activityMinutes: number): number {
  return awaySeconds <= GAP_SECONDS + activityMinutes * 60 ? awaySeconds : 0;
}

/** Whole minutes still to be seen before `percent` of the stated minutes were observed; 0 when it is enough. */
export function minutesStillToSee(observedSeconds: number, statedMinutes: number, percent: number): number {
  const hundredths = statedMinutes * 60 * percent - observedSeconds * 100;
  return Math.max(0, Math.ceil(hundredths / 6000));
}
