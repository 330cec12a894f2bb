import type { CohortFacts, CohortInList, CurriculumOutline, EndedPlace, Invited, Roster } from '#libs/course';
import type { Organization } from '#libs/identity';
import { percentOf, type Day } from '#libs/kernel';
import { cohortPath } from './paths.ts';

export interface CohortRow {
  readonly title: string;
  readonly href: string;
  readonly organization: string;
  readonly startsOn: Day;
  readonly taken: number;
  readonly seats: number | null;
  readonly open: boolean;
}

export const cohortRow = ({ title, slug, organization, startsOn, taken, seats, open }: CohortInList): CohortRow => ({ title, href: cohortPath({ slug }), organization, startsOn, taken, seats, open });

export interface CohortView {
  readonly slug: string;
  readonly href: string;
  readonly openAction: string;
  readonly closeAction: string;
  readonly inviteAction: string;
  readonly withdrawAction: string;
  readonly title: string;
  readonly organization: string;
  readonly curriculum: string;
  readonly version: number;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly taken: number;
  readonly seats: number | null;
  readonly full: boolean;
  readonly open: boolean;
}

export const cohortView = (cohort: CohortFacts): CohortView => ({
  slug: cohort.slug,
  href: cohortPath(cohort),
  openAction: `${cohortPath(cohort)}/opening`,
  closeAction: `${cohortPath(cohort)}/closing`,
  inviteAction: `${cohortPath(cohort)}/invitations`,
  withdrawAction: `${cohortPath(cohort)}/withdrawals`,
  title: cohort.title,
  organization: cohort.organization,
  curriculum: cohort.curriculum,
  version: cohort.version,
  startsOn: cohort.startsOn,
  endsOn: cohort.endsOn,
  taken: cohort.taken,
  seats: cohort.seats,
  full: cohort.seats !== null && cohort.taken >= cohort.seats,
  open: cohort.open,
});

export interface RosterView {
  readonly lessons: number;
  readonly checks: number;
  readonly rolePlays: number;
  readonly rows: readonly {
    readonly personId: string;
    readonly name: string;
    readonly email: string;
    readonly signedUp: boolean;
    readonly lessonsDone: number;
    readonly percent: number;
    readonly checksPassed: number;
    readonly rolePlaysPassed: number;
    readonly minutes: number;
    readonly lastSeenAt: Date | null;
  }[];
  readonly next: string | null;
}

export function rosterView({ cohort, rows, next, ...amounts }: Roster): RosterView {
  return {
    lessons: amounts.lessons,
    checks: amounts.checks,
    rolePlays: amounts.rolePlays,
    rows: rows.map(({ personId, name, email, signedUp, lessonsDone, checksPassed, rolePlaysPassed, minutes, lastSeenAt }) => ({
      personId,
      name,
      email,
      signedUp,
      lessonsDone,
      percent: percentOf(lessonsDone, amounts.lessons),
      checksPassed,
      rolePlaysPassed,
      minutes,
      lastSeenAt,
    })),
    next: next ? `${cohortPath(cohort)}?after=${next}` : null,
  };
}

const TAGS: Readonly<Record<Invited['outcome'], string>> = { invited: 'good', 'in-already': 'info', full: 'caution', unreadable: 'caution' };

/** `words` is the end of a message key: why a line could not be read, else what became of it. */
export const invitedRow = (line: Invited): { line: number; wrote: string; tag: string; words: string } => ({ line: line.line, wrote: line.typed, tag: TAGS[line.outcome], words: 'fault' in line ? line.fault : line.outcome });

/** What one learns, before joining. */
export interface OverviewView {
  readonly summary: string;
  readonly minutes: number;
  readonly modules: readonly { title: string; summary: string; contentNote: string | null; minutes: number; lessons: readonly string[] }[];
}

export function overviewView({ summary, modules }: Pick<CurriculumOutline, 'summary' | 'modules'>): OverviewView {
  const shown = modules.map((module) => ({
    title: module.title,
    summary: module.summary,
    contentNote: module.contentNote,
    minutes: module.lessons.reduce((sum, { minutes }) => sum + minutes, 0),
    lessons: module.lessons.map(({ title }) => title),
  }));
  return { summary, minutes: shown.reduce((sum, { minutes }) => sum + minutes, 0), modules: shown };
}

export const choicesOf = (organizations: readonly Pick<Organization, 'id' | 'name'>[], curricula: readonly { slug: string; title: string }[]) => ({
  organizations: organizations.map(({ id, name }) => ({ value: id, label: name })),
  curricula: curricula.map(({ slug, title }) => ({ value: slug, label: title })),
});

/** Ways in and out; who has no account yet comes back here after making one. */
export function joinView(slug: string): { joinAction: string; leaveAction: string; signUpHref: string; signInHref: string } {
  const here = `/join/${slug}`;
  const next = encodeURIComponent(here);
  return { joinAction: `${here}/enrollment`, leaveAction: `${here}/withdrawal`, signUpHref: `/sign-up?next=${next}`, signInHref: `/sign-in?next=${next}` };
}

/** `words` is the end of a message key: who ended the place. */
export const endedView = ({ cohortTitle, cohortSlug, endedAt, byOneself }: EndedPlace): { title: string; href: string; at: Date; words: string } => ({
  title: cohortTitle,
  href: `/join/${cohortSlug}`,
  at: endedAt,
  words: byOneself ? 'byOneself' : 'byOrganization',
});
