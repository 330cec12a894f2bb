import { ACTIVITIES, type Activity, type HoursClaim, type HoursRow } from '#libs/evidence';
import type { Day } from '#libs/kernel';
import { Choice, Chosen, DayField, IdField, OptionalDay, OptionalText, Text } from '#libs/web';
import { DayOrTimeMissing, DomainNotAsked, TimeNotRead } from './refusals.ts';
import { readTimeSpent, writeTimeSpent } from './time-spent.ts';

class WorkForm {
  @DayField() day: Day;
  @Text({ max: 20 }) minutes: string;
  @Text({ max: 120 }) site: string;
  @Chosen() domain: string;
  @Choice(ACTIVITIES) activity: Activity;
  @IdField() supervisor: string;
  @OptionalDay() supervisionDay: Day | null;
  @OptionalText({ max: 20 }) individualMinutes: string | null;
  @OptionalText({ max: 20 }) groupMinutes: string | null;
}

/** The same work on up to five days. */
export class HoursForm extends WorkForm {
  @OptionalDay() day2: Day | null;
  @OptionalText({ max: 20 }) minutes2: string | null;
  @OptionalDay() day3: Day | null;
  @OptionalText({ max: 20 }) minutes3: string | null;
  @OptionalDay() day4: Day | null;
  @OptionalText({ max: 20 }) minutes4: string | null;
  @OptionalDay() day5: Day | null;
  @OptionalText({ max: 20 }) minutes5: string | null;
}

export class AmendmentForm extends WorkForm {
  @Text({ max: 300 }) reason: string;
}

/** @throws TimeNotRead */
export function timeOf(typed: string | null, field: string): number {
  const minutes = typed === null ? 0 : readTimeSpent(typed);
  if (minutes === undefined) throw new TimeNotRead(field);
  return minutes;
}

/** `domains` are those that can be chosen. @throws DomainNotAsked, TimeNotRead */
export function rowOf(form: WorkForm, domains: readonly string[]): HoursRow {
  if (!domains.includes(form.domain)) throw new DomainNotAsked();
  const { day, site, domain, activity, supervisionDay } = form;
  const [individualMinutes, groupMinutes] = [timeOf(form.individualMinutes, 'individualMinutes'), timeOf(form.groupMinutes, 'groupMinutes')];
  return { day, minutes: timeOf(form.minutes, 'minutes'), site, domain, activity, supervisionDay, individualMinutes, groupMinutes };
}

/** The rows of a form: the supervision received stands with the first day. Days left empty in between close up. @throws DomainNotAsked, TimeNotRead, DayOrTimeMissing */
export function rowsOf(form: HoursForm, domains: readonly string[]): HoursRow[] {
  const first = rowOf(form, domains);
  const further = ([2, 3, 4, 5] as const).flatMap((n) => {
    const [day, minutes] = [form[`day${n}`], form[`minutes${n}`]];
    if (day === null && minutes === null) return [];
    if (day === null || minutes === null) throw new DayOrTimeMissing(day === null ? `day${n}` : `minutes${n}`);
    return [{ ...first, day, minutes: timeOf(minutes, `minutes${n}`), supervisionDay: null, individualMinutes: 0, groupMinutes: 0 }];
  });
  return [first, ...further];
}

/** What an amendment shows before anything is changed. */
export function typedFrom(claim: HoursClaim, approvalId: string | null): Record<string, string> {
  const time = (minutes: number): string => (minutes > 0 ? writeTimeSpent(minutes) : '');
  return {
    day: claim.day,
    minutes: writeTimeSpent(claim.minutes),
    site: claim.site,
    domain: claim.domain,
    activity: claim.activity,
    supervisor: approvalId ?? '',
    supervisionDay: claim.supervisionDay ?? '',
    individualMinutes: time(claim.individualMinutes),
    groupMinutes: time(claim.groupMinutes),
  };
}
