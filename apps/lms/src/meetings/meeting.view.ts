import type { Attended, AttendanceRow, MeetingInList, MeetingSheet } from '#libs/course';
import type { Day } from '#libs/kernel';
import { cohortPath } from '../course/paths.ts';

export const meetingPath = (cohort: { readonly slug: string }, { lineage }: { readonly lineage: string }): string => `${cohortPath(cohort)}/meetings/${lineage}`;

export interface MeetingView {
  readonly title: string;
  readonly module: string;
  readonly minutes: number;
  readonly cohort: { readonly title: string; readonly href: string; readonly meetingsHref: string };
  readonly action: string;
  readonly takeBackAction: string;
  readonly groupSize: { readonly from: number; readonly to: number };
  readonly materials: readonly string[];
  /** Each step with the minute that it begins at. */
  readonly agenda: readonly { readonly from: number; readonly until: number; readonly minutes: number; readonly title: string; readonly what: string }[];
  readonly guideHtml: string;
  readonly waiting: readonly { readonly personId: string; readonly name: string; readonly pronouns: string | null; readonly hasLeft: boolean; readonly present: boolean; readonly minutes: string; readonly atFault: boolean }[];
  readonly credited: readonly CreditedView[];
}

/** Somebody who was credited; `here` is null where another cohort or the server did it. */
interface CreditedView {
  readonly personId: string;
  readonly name: string;
  readonly hasLeft: boolean;
  readonly here: { readonly minutes: number; readonly day: Day; readonly by: string | null } | null;
  /** A try to take it back is on the page. */
  readonly takingBack: boolean;
}

function timed(agenda: MeetingSheet['guide']['agenda']): MeetingView['agenda'] {
  let from = 0;
  return agenda.map((step) => {
    const until = from + step.minutes;
    const row = { from, until, minutes: step.minutes, title: step.title, what: step.what };
    from = until;
    return row;
  });
}

/** What was ticked and typed in the list of a meeting, by person; or whose credit was to be taken back. */
export interface TypedAttendance {
  readonly personId?: unknown;
  readonly present?: unknown;
  readonly minutes?: unknown;
}

/** One tick comes as a text, some as a list, and more than the list of a form may hold as an object by their numbers. */
const listed = (typed: unknown): unknown[] => (typeof typed === 'object' && typed !== null ? Object.values(typed) : [typed]);
const ticked = ({ present }: TypedAttendance): string[] => listed(present).filter((one): one is string => typeof one === 'string');
const typedMinutes = ({ minutes }: TypedAttendance, personId: string): string | undefined => {
  const typed = typeof minutes === 'object' && minutes !== null && Object.hasOwn(minutes, personId) ? (minutes as Record<string, unknown>)[personId] : undefined;
  return typeof typed === 'string' ? typed.trim() : undefined;
};

const wholeMinutes = (typed: string): number => (/^\d{1,4}$/.test(typed) ? Number(typed) : 0);

/** Who was ticked, with the minutes beside the name; minutes that are no whole number are 0, which no meeting credits. */
export function attendedIn(typed: TypedAttendance, all: number): Attended[] {
  return ticked(typed).map((personId) => ({ personId, minutes: wholeMinutes(typedMinutes(typed, personId) ?? String(all)) }));
}

function waitingRow({ personId, name, pronouns, hasLeft }: AttendanceRow, typed: TypedAttendance, all: number, present: boolean): MeetingView['waiting'][number] {
  const minutes = typedMinutes(typed, personId) ?? String(all);
  const whole = wholeMinutes(minutes);
  return { personId, name, pronouns, hasLeft, present, minutes, atFault: present && (whole < 1 || whole > all) };
}

export function meetingView({ cohort, title, module, lineage, minutes, guide, rows }: MeetingSheet, typed: TypedAttendance): MeetingView {
  const path = meetingPath(cohort, { lineage });
  const present = new Set(ticked(typed));
  return {
    title,
    module,
    minutes,
    cohort: { title: cohort.title, href: cohortPath(cohort), meetingsHref: `${cohortPath(cohort)}/meetings` },
    action: `${path}/attendance`,
    takeBackAction: `${path}/withdrawals`,
    groupSize: { from: guide.groupSize.from, to: guide.groupSize.to },
    materials: guide.materials,
    agenda: timed(guide.agenda),
    guideHtml: guide.html,
    waiting: rows.filter(({ confirmed, elsewhere }) => !confirmed && !elsewhere).map((row) => waitingRow(row, typed, minutes, present.has(row.personId))),
    credited: rows.flatMap(({ personId, name, hasLeft, confirmed, elsewhere }) =>
      confirmed || elsewhere ? [{ personId, name, hasLeft, here: confirmed && { minutes: confirmed.minutes, day: confirmed.day, by: confirmed.by }, takingBack: typed.personId === personId }] : [],
    ),
  };
}

export const meetingRow = (cohort: { readonly slug: string }, { lineage, title, module, minutes, confirmed }: MeetingInList): { title: string; module: string; minutes: number; confirmed: number; href: string } => ({
  title, module, minutes, confirmed, href: meetingPath(cohort, { lineage }),
});
