import type { DomainMinutes, TrainingRow } from '#libs/evidence';
import type { Day } from '#libs/kernel';
import { Choice, DayField, OptionalText, Text } from '#libs/web';
import { DOMAINS } from './domains.ts';
import { timeOf } from './hours.form.ts';
import { writeTimeSpent } from './time-spent.ts';

type Domain = (typeof DOMAINS)[number];

/** Hours by domain, as a trainee claims them and a registrar credits them. */
class MinutesForm implements Record<Domain, string | null> {
  @OptionalText({ max: 20 }) advocacy: string | null;
  @OptionalText({ max: 20 }) mentoring: string | null;
  @OptionalText({ max: 20 }) recovery: string | null;
  @OptionalText({ max: 20 }) ethics: string | null;
}

export class TrainingForm extends MinutesForm {
  @Text({ max: 200 }) provider: string;
  @DayField() fromDay: Day;
  @DayField() toDay: Day;
  /** A document that was kept when the form was sent before and came back with a fault. */
  @OptionalText({ max: 36 }) document: string | null;
}

export const REVIEWS = ['credited', 'declined'] as const;

export class ReviewForm extends MinutesForm {
  @Choice(REVIEWS) verdict: (typeof REVIEWS)[number];
  @OptionalText({ max: 1000 }) reason: string | null;
}

/** Domains with some time; an empty one and one of no time are the same. @throws TimeNotRead */
export function minutesOf(form: MinutesForm): DomainMinutes[] {
  return DOMAINS.map((domain) => ({ domain, minutes: timeOf(form[domain], domain) })).filter(({ minutes }) => minutes > 0);
}

/** @throws TimeNotRead */
export function trainingOf(form: TrainingForm): TrainingRow {
  const { provider, fromDay, toDay } = form;
  return { provider, fromDay, toDay, minutes: minutesOf(form) };
}

/** What a review shows before anything is changed: all that was claimed. */
export function typedFromMinutes(minutes: readonly DomainMinutes[]): Record<string, string> {
  return Object.fromEntries(minutes.map((one) => [one.domain, writeTimeSpent(one.minutes)]));
}
