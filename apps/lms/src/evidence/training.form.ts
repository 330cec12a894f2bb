import type { DomainMinutes, TrainingRow } from '#libs/evidence';
import type { Day } from '#libs/kernel';
import { Choice, DayField, OptionalText, Text } from '#libs/web';
import { timeOf } from './hours.form.ts';
import { writeTimeSpent } from './time-spent.ts';

export class TrainingForm {
  @Text({ max: 200 }) provider: string;
  @DayField() fromDay: Day;
  @DayField() toDay: Day;
  /** A document that was kept when the form was sent before and came back with a fault. */
  @OptionalText({ max: 36 }) document: string | null;
}

export const REVIEWS = ['credited', 'declined'] as const;

export class ReviewForm {
  @Choice(REVIEWS) verdict: (typeof REVIEWS)[number];
  @OptionalText({ max: 1000 }) reason: string | null;
}

/** The field of a domain's time; its own name could be that of another field. */
export const timeField = (domain: string): string => `time-${domain}`;

/** Domains with some time; an empty one and one of no time are the same. Which there are is for the programs to say, so they are read one by one. @throws TimeNotRead */
export function minutesOf(typed: unknown, domains: readonly string[]): DomainMinutes[] {
  const fields = (typeof typed === 'object' && typed !== null ? typed : {}) as Readonly<Record<string, unknown>>;
  const time = (domain: string): string | null => {
    const text = fields[timeField(domain)];
    return typeof text === 'string' && text.trim() !== '' ? text : null;
  };
  return domains.map((domain) => ({ domain, minutes: timeOf(time(domain), timeField(domain)) })).filter(({ minutes }) => minutes > 0);
}

export function trainingOf({ provider, fromDay, toDay }: TrainingForm, minutes: readonly DomainMinutes[]): TrainingRow {
  return { provider, fromDay, toDay, minutes };
}

/** What a review shows before anything is changed: all that was claimed. */
export function typedFromMinutes(minutes: readonly DomainMinutes[]): Record<string, string> {
  return Object.fromEntries(minutes.map((one) => [timeField(one.domain), writeTimeSpent(one.minutes)]));
}
