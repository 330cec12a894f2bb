import type { Day } from '#libs/kernel';

export const ACTIVITIES = ['one-to-one', 'group', 'education', 'other'] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** One row of supervised hours as a trainee writes it: no note and no name of anyone served, so that none can end up here. */
export interface HoursRow {
  readonly day: Day;
  readonly minutes: number;
  readonly site: string;
  readonly domain: string;
  readonly activity: Activity;
  /** Supervision received, with the day it took place; null when there was none. */
  readonly supervisionDay: Day | null;
  readonly individualMinutes: number;
  readonly groupMinutes: number;
}

/** Sixteen hours: a longer day is nearly always a slip of the pen, and it is kinder to ask at once than after the supervisor did. */
export const MOST_MINUTES_A_DAY = 960;

export type HoursFault =
  | { readonly what: 'future'; readonly field: 'day' | 'supervisionDay' }
  | { readonly what: 'minutes'; readonly field: 'minutes' | 'individualMinutes' }
  | { readonly what: 'long-day'; readonly field: 'minutes'; readonly minutesLeft: number }
  | { readonly what: 'supervision-day'; readonly field: 'supervisionDay' };

const isAmount = (minutes: number, least: number): boolean => Number.isInteger(minutes) && minutes >= least && minutes <= 1440;

/** The first thing wrong with a row; `minutesThatDay` is what the trainee has claimed for that day already. */
export function faultOfRow(row: HoursRow, today: Day, minutesThatDay: number): HoursFault | undefined {
  const supervision = row.individualMinutes + row.groupMinutes;
  if (row.day > today) return { what: 'future', field: 'day' };
  if (!isAmount(row.minutes, 1)) return { what: 'minutes', field: 'minutes' };
  if (minutesThatDay + row.minutes > MOST_MINUTES_A_DAY) return { what: 'long-day', field: 'minutes', minutesLeft: Math.max(0, MOST_MINUTES_A_DAY - minutesThatDay) };
  if (!isAmount(row.individualMinutes, 0) || !isAmount(row.groupMinutes, 0) || !isAmount(supervision, 0)) return { what: 'minutes', field: 'individualMinutes' };
  if (supervision > 0 !== (row.supervisionDay !== null)) return { what: 'supervision-day', field: 'supervisionDay' };
  return row.supervisionDay !== null && row.supervisionDay > today ? { what: 'future', field: 'supervisionDay' } : undefined;
}

export interface SupervisionRatio {
  readonly met: boolean;
  readonly haveMinutes: number;
  readonly needMinutes: number;
  readonly gapMinutes: number;
}

/** Tells a trainee early how the supervision received stands against the hours served: one hour of it for each `experiencePerSupervision`, as the program asks. */
export function supervisionRatio(experienceMinutes: number, supervisionMinutes: number, experiencePerSupervision: number): SupervisionRatio {
  const needMinutes = Math.ceil(experienceMinutes / experiencePerSupervision);
  return {
    met: supervisionMinutes * experiencePerSupervision >= experienceMinutes,
    haveMinutes: supervisionMinutes,
    needMinutes,
    gapMinutes: Math.max(0, needMinutes - supervisionMinutes),
  };
}

/** A fact for the record; who it is about and who vouches is added where it is appended. */
export interface HoursFact {
  readonly source: string;
  readonly verb: 'served' | 'received';
  readonly kind: 'supervised-hours' | 'supervision';
  readonly title: string;
  readonly day: Day;
  readonly minutes: number;
  readonly domain: string;
  readonly result: Readonly<Record<string, string | number>>;
}

/** What a confirmed row states: the hours served, and the supervision received where there was some. */
export function hoursFacts(claimId: string, row: HoursRow): HoursFact[] {
  const served: HoursFact = { source: `evidence:${claimId}`, verb: 'served', kind: 'supervised-hours', title: row.site, day: row.day, minutes: row.minutes, domain: row.domain, result: { activity: row.activity } };
  if (row.supervisionDay === null) return [served];
  const { supervisionDay: day, individualMinutes, groupMinutes } = row;
  return [served, { ...served, source: `evidence:${claimId}:supervision`, verb: 'received', kind: 'supervision', day, minutes: individualMinutes + groupMinutes, result: { individualMinutes, groupMinutes } }];
}
