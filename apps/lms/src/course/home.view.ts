import { minutesOffered, type Domain, type Journey, type ModuleProgress, type NextStep } from '#libs/course';
import { percentOf } from '#libs/kernel';
import { lessonPath, modulePath } from './paths.ts';
import { AS_WRITTEN, inLanguage } from './reading-language.ts';

/** The words of the message files, in the language of the reader. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface NextStepView {
  readonly title: string;
  readonly text: string;
  readonly href: string | null;
  readonly label: string | null;
}

export interface PathItem {
  readonly number: number;
  readonly title: string;
  readonly href: string;
  readonly state: 'done' | 'current' | 'open' | 'locked';
  readonly note: string | null;
}

export interface HoursItem {
  readonly label: string;
  readonly minutesMet: number;
  readonly minutesAsked: number;
  readonly percent: number;
}

export interface HomeView {
  readonly cohort: string;
  readonly course: string;
  readonly next: NextStepView;
  readonly path: readonly PathItem[];
  readonly hours: readonly HoursItem[];
  /** True when a program says how many hours it asks; else the bars show the course's own. */
  readonly asked: boolean;
  readonly others: readonly { title: string; href: string }[];
}

function nextStepView(next: NextStep, words: Words): NextStepView {
  const text = (kind: string, values = {}): string => words(`course.next.${kind}.text`, values);
  if (next.kind === 'done') return { title: words('course.next.done.title'), text: text('done'), href: null, label: null };
  const module = next.module.title;
  if (next.kind === 'lesson') {
    const { lesson, why } = next;
    return { title: lesson.title, text: text(why, { module, minutes: lesson.minutes }), href: lessonPath(lesson), label: words(`course.next.${why}.label`) };
  }
  if (next.kind === 'meeting') return { title: next.lesson.title, text: text('meeting', { module, minutes: next.lesson.minutes }), href: lessonPath(next.lesson), label: words('course.next.meeting.label') };
  const [title, place] = next.kind === 'check' ? [words('course.next.check.title', { module }), 'check'] : [next.rolePlay.title, 'role-plays'];
  return { title, text: text(next.kind, { module }), href: `${modulePath(next.module)}#${place}`, label: words(`course.next.${next.kind}.label`) };
}

const STATES: Readonly<Record<ModuleProgress['state'], PathItem['state']>> = { done: 'done', locked: 'locked', 'in-progress': 'open', open: 'open' };

function pathItem(module: ModuleProgress, at: number, next: NextStep, words: Words): PathItem {
  const current = next.kind !== 'done' && next.module.lineage === module.lineage;
  const [lock] = module.locks;
  const lessons = module.lessons.length;
  const done = module.lessons.filter(({ state }) => state === 'done').length;
  return {
    number: at + 1,
    title: module.title,
    href: modulePath(module),
    state: current ? 'current' : STATES[module.state],
    note: lock && module.state === 'locked' ? words('course.path.locked', { title: lock.title, reason: lock.reason }) : words('course.path.lessons', { done, lessons }),
  };
}

/** Domains with minutes asked or earned, in the curriculum's order. */
function hours(domains: readonly Domain[], met: ReadonlyMap<string, number>, asked: ReadonlyMap<string, number>): HoursItem[] {
  return domains.flatMap(({ key, title }) => {
    const [minutesMet, minutesAsked] = [met.get(key) ?? 0, asked.get(key) ?? 0];
    return minutesMet + minutesAsked === 0 ? [] : [{ label: title, minutesMet, minutesAsked, percent: percentOf(minutesMet, minutesAsked) }];
  });
}

export function homeView({ place, places, outline, path, minutesByDomain }: Journey, asked: ReadonlyMap<string, number> | undefined, words: Words, reading = AS_WRITTEN): HomeView {
  const leading = <T extends { readonly href: string | null }>(one: T): T => ({ ...one, href: one.href && inLanguage(one.href, reading) });
  return {
    cohort: place.cohortTitle,
    course: outline.title,
    next: leading(nextStepView(path.next, words)),
    path: path.modules.map((module, at) => leading(pathItem(module, at, path.next, words))),
    hours: hours(outline.domains, minutesByDomain, asked ?? minutesOffered(outline)),
    asked: asked !== undefined,
    others: places.filter(({ cohortId }) => cohortId !== place.cohortId).map(({ cohortTitle, cohortSlug }) => leading({ title: cohortTitle, href: `/?cohort=${cohortSlug}` })),
  };
}
