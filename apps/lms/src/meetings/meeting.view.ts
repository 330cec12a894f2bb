import type { Attended, AttendanceRow, MeetingInList, MeetingSheet } from '#libs/course';
import type { Day } from '#libs/kernel';
import { cohortPath } from '../course/paths.ts';
import { otherLanguages, type OtherLanguage } from '../course/reading-language.ts';

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
  /** Of the guide's words; null where they are as written. */
  readonly guideLanguage: string | null;
  readonly languages: readonly OtherLanguage[];
  /** The guide was changed after it was translated. */
  readonly outdated: boolean;
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

type Guide = MeetingSheet['guide'];

/** A guide in a language, or as it was written. Its minutes are never read from a translation. */
function guideIn({ materials, agenda, html, translations }: Guide, wished: string): Pick<Guide, 'materials' | 'agenda' | 'html'> & { language: string | null; outdated: boolean } {
  const words = Object.hasOwn(translations, wished) ? translations[wished] : undefined;
  if (!words) return { materials, agenda, html, language: null, outdated: false };
  return { materials: words.materials, agenda: agenda.map(({ minutes }, at) => ({ minutes, ...words.agenda[at]! })), html: words.html, language: wished, outdated: words.outdated };
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

export function meetingView({ cohort, title, module, lineage, minutes, guide: written, rows }: MeetingSheet, typed: TypedAttendance, wished = ''): MeetingView {
  const path = meetingPath(cohort, { lineage });
  const guide = guideIn(written, wished);
  const present = new Set(ticked(typed));
  return {
    title,
    module,
    minutes,
    cohort: { title: cohort.title, href: cohortPath(cohort), meetingsHref: `${cohortPath(cohort)}/meetings` },
    action: `${path}/attendance`,
    takeBackAction: `${path}/withdrawals`,
    groupSize: { from: written.groupSize.from, to: written.groupSize.to },
    materials: guide.materials,
    agenda: timed(guide.agenda),
    guideHtml: guide.html,
    guideLanguage: guide.language,
    languages: otherLanguages(path, Object.keys(written.translations), guide.language),
    outdated: guide.outdated,
    waiting: rows.filter(({ confirmed, elsewhere }) => !confirmed && !elsewhere).map((row) => waitingRow(row, typed, minutes, present.has(row.personId))),
    credited: rows.flatMap(({ personId, name, hasLeft, confirmed, elsewhere }) =>
      confirmed || elsewhere ? [{ personId, name, hasLeft, here: confirmed && { minutes: confirmed.minutes, day: confirmed.day, by: confirmed.by }, takingBack: typed.personId === personId }] : [],
    ),
  };
}

export const meetingRow = (cohort: { readonly slug: string }, { lineage, title, module, minutes, confirmed }: MeetingInList): { title: string; module: string; minutes: number; confirmed: number; href: string } => ({
  title, module, minutes, confirmed, href: meetingPath(cohort, { lineage }),
});
