/**
 * The server credits a lesson only when it saw somebody there for a good part of it (hours of training must be "documented", SAMHSA National Model
 * Standards for Peer Support Certification, 2023). It sees signs of life: a page opened, a sign sent while the page is in view, an answer saved.
 */
const GAP_SECONDS = 10 * 60;

/**
 * Seconds that count between two signs of life. A gap longer than ten minutes counts nothing, for nobody knows whether anyone was there. Practice happens
 * away from the screen: a gap that ends with an activity may be longer by the minutes the activity states.
 */
export function countedSeconds(lastSignAt: Date | undefined, now: Date, activityMinutes = 0): number {
  if (!lastSignAt) return 0;
  const seconds = Math.floor((now.getTime() - lastSignAt.getTime()) / 1000);
  return seconds > 0 && seconds <= GAP_SECONDS + activityMinutes * 60 ? seconds : 0;
}

/** Whole minutes still to be seen before `percent` of the stated minutes were observed; 0 when it is enough. */
export function minutesStillToSee(observedSeconds: number, statedMinutes: number, percent: number): number {
  const hundredths = statedMinutes * 60 * percent - observedSeconds * 100;
  return Math.max(0, Math.ceil(hundredths / 6000));
}
