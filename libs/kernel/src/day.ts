/**
 * A calendar day as `YYYY-MM-DD`. A day belongs to the certifying body's time zone and is never converted: a certification is valid until a
 * day, not until an instant. Days compare as strings.
 */
export type Day = string & { readonly __day: unique symbol };

const MS_PER_DAY = 86_400_000;
const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const fromMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;

/** The calendar has no year 0, and PostgreSQL takes none. */
export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && fromMs(Date.parse(`${text}T00:00:00Z`)) === text;
}

/** Reads a day; throws a plain error, because a day that came from a form was checked before. */
export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`Not a day: ${text}`);
  return text;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day that an instant falls on in a time zone (IANA name). */
export function dayOf(instant: Date, timeZone: string): Day {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(instant) as Day;
}

export function addDays(from: Day, days: number): Day {
  return fromMs(midnight(from) + days * MS_PER_DAY);
}

/** The same day of a later month; the last day of that month where it has no such day (31 January + 1 month = 28 or 29 February). */
export function addMonths(from: Day, months: number): Day {
  const [year, month, date] = from.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return fromMs(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, lastDate)));
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((midnight(to) - midnight(from)) / MS_PER_DAY);
}
