import { isDay, splitMinutes } from '#libs/kernel';
import type { Messages } from './messages.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times more than using one. */
function formatter(lang: string, timeZone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${lang} ${timeZone}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(lang, { ...options, timeZone });
    formatters.set(key, found);
  }
  return found;
}

const INSTANT: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' };

/** "March 3, 2026": a day belongs to the body's calendar and is never moved to another zone. */
export function dayInWords(lang: string, day: unknown): string {
  if (!isDay(day)) throw new Error(`Not a day: ${String(day)}`);
  return formatter(lang, 'UTC', 'day', { dateStyle: 'long' }).format(new Date(`${day}T00:00:00Z`));
}

/** "Mar 3, 2026, 4:05 PM CST": an instant in the zone of the person who reads it, and the zone's name so that nobody has to guess. */
export function instantInWords(lang: string, timeZone: string, instant: Date): string {
  return formatter(lang, timeZone, 'instant', INSTANT).format(instant);
}

/** An instant as a Date or ISO text. @throws Error for anything else, so that no page says "Invalid Date". */
export function readInstant(value: unknown): Date {
  const instant = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(instant.getTime())) throw new Error(`Not an instant: ${String(value)}`);
  return instant;
}

/** "3 h 20 min", "45 min", "10 h". */
export function minutesInWords(messages: Messages, lang: string, amount: unknown): string {
  if (!Number.isInteger(amount)) throw new Error(`Not a whole number of minutes: ${String(amount)}`);
  const { hours, minutes } = splitMinutes(amount as number);
  if (hours === 0) return messages.text(lang, 'web.amount.minutes', { minutes });
  return messages.text(lang, minutes === 0 ? 'web.amount.hours' : 'web.amount.hoursAndMinutes', { hours, minutes });
}
