/** Minutes are whole numbers of minutes; hours are shown, never stored. */
export type Minutes = number;

/** Hours and minutes of an amount, for words like "3 h 20 min". */
export function splitMinutes(minutes: Minutes): { hours: number; minutes: number } {
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** Whole percent of a part, at most 100, rounded down so that only the whole shows 100. Compare amounts, never percents. */
export function percentOf(part: number, whole: number): number {
  return whole <= 0 ? 100 : Math.min(100, Math.floor((part * 100) / whole));
}
