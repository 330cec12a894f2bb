import type { CurriculumOutline, Journey, LessonProgress, ModuleOfOutline, ModuleProgress, StepState } from '#libs/course';
import { NotFound } from '#libs/kernel';
import { formPath, lessonPath, modulePath } from './paths.ts';
import { askedLanguage, AS_WRITTEN, inLanguage, otherLanguages, type OtherLanguage, type ReadingLanguage } from './reading-language.ts';

/** `state` chooses a tag: its kind and, by `course.state.<state>`, its words. */
interface StateView {
  readonly state: StepState;
  readonly tag: 'good' | 'wait' | 'info' | 'past';
  /** What is simply open needs no tag. */
  readonly tagged: boolean;
}

export interface ModuleView {
  readonly homeHref: string;
  /** For the forms to keep. */
  readonly askedLanguage: string | null;
  readonly checkAction: string;
  readonly title: string;
  /** Of title, summary and reasons. */
  readonly language: string;
  readonly noteLanguage: string;
  /** These words were changed after they were translated. */
  readonly outdated: boolean;
  readonly languages: readonly OtherLanguage[];
  readonly summary: string;
  readonly contentNote: string | null;
  readonly locks: readonly { title: string; reason: string }[];
  readonly locked: boolean;
  readonly lessons: readonly (StateView & { label: StepState | 'meeting'; title: string; language: string; minutes: number; href: string | null })[];
  readonly check: (StateView & { draw: number; passPercent: number; open: boolean; passed: boolean }) | null;
  readonly lessonsLeft: number;
  readonly rolePlays: readonly (StateView & { title: string; lineage: string; open: boolean; label: 'start' | 'look' })[];
  readonly rolePlayAction: string;
  /** Papers to print. */
  readonly forms: readonly { title: string; summary: string; href: string }[];
}

const TAGS: Readonly<Record<StepState, StateView['tag']>> = { done: 'good', 'in-progress': 'wait', open: 'info', postponed: 'past', waiting: 'wait', locked: 'past' };
const stateView = (state: StepState): StateView => ({ state, tag: TAGS[state], tagged: state !== 'open' });

function checkView({ check, checkState }: ModuleProgress): ModuleView['check'] {
  return check && checkState ? { ...stateView(checkState), ...check, open: checkState === 'open', passed: checkState === 'done' } : null;
}

type Pinned = Pick<ModuleOfOutline, 'title' | 'summary' | 'contentNote' | 'prerequisites' | 'translations' | 'forms'>;
type ModuleWords = Pick<ModuleView, 'title' | 'summary' | 'contentNote' | 'language' | 'noteLanguage' | 'outdated'> & { readonly reasonFor: (lineage: string) => string | undefined };

/** The words of a module in a language, or as they were written; a note on hard material that nobody translated is shown as it is. */
function wordsIn(wished: string, { title, summary, contentNote, prerequisites, translations }: Pinned, written: string): ModuleWords {
  const words = Object.hasOwn(translations, wished) ? translations[wished] : undefined;
  if (!words) return { title, summary, contentNote, language: written, noteLanguage: written, outdated: false, reasonFor: () => undefined };
  const note = words.contentNote === null ? { contentNote, noteLanguage: written } : { contentNote: words.contentNote, noteLanguage: wished };
  return { title: words.title, summary: words.summary, ...note, language: wished, outdated: words.outdated, reasonFor: (lineage) => words.reasons[prerequisites.findIndex((one) => one.module === lineage)] };
}

function titleIn(wished: string, { title, titles = {} }: Pick<LessonProgress, 'title' | 'titles'>, written: string): { title: string; language: string } {
  return Object.hasOwn(titles, wished) ? { title: titles[wished]!, language: wished } : { title, language: written };
}

function lessonLine(lesson: LessonProgress, written: string, reading: ReadingLanguage): ModuleView['lessons'][number] {
  const label = lesson.meeting && lesson.state === 'waiting' ? 'meeting' : lesson.state;
  return { ...stateView(lesson.state), label, ...titleIn(reading.language, lesson, written), minutes: lesson.minutes, href: lesson.state === 'locked' ? null : inLanguage(lessonPath(lesson), reading) };
}

/** `written`: the language of the curriculum. */
export function moduleView(module: ModuleProgress, pinned: Pinned, { language: written }: Pick<CurriculumOutline, 'language'>, reading = AS_WRITTEN): ModuleView {
  const { reasonFor, ...words } = wordsIn(reading.language, pinned, written);
  return {
    homeHref: inLanguage('/', reading),
    askedLanguage: askedLanguage(reading),
    checkAction: `${modulePath(module)}/check-attempts`,
    ...words,
    languages: otherLanguages(modulePath(module), Object.keys(pinned.translations), words.language === written ? null : words.language, written),
    locks: module.locks.map(({ lineage, title, reason }) => ({ title, reason: reasonFor(lineage) ?? reason })),
    locked: module.state === 'locked',
    lessons: module.lessons.map((lesson) => lessonLine(lesson, written, reading)),
    check: checkView(module),
    lessonsLeft: module.lessonsLeft,
    rolePlays: module.rolePlays.map(({ title, lineage, state }) => ({ ...stateView(state), title, lineage, open: state !== 'locked', label: state === 'open' ? ('start' as const) : ('look' as const) })),
    rolePlayAction: `${modulePath(module)}/role-play-attempts`,
    forms: pinned.forms.map(({ slug, title, summary }) => ({ title, summary, href: inLanguage(formPath({ slug }), reading) })),
  };
}

/** A module of a journey by its slug. @throws NotFound */
export function moduleOf(journey: Journey | undefined, slug: string, reading = AS_WRITTEN): ModuleView {
  const module = journey?.path.modules.find((one) => one.slug === slug);
  const pinned = journey?.outline.modules.find((one) => one.slug === slug);
  if (!journey || !module || !pinned) throw new NotFound('module');
  return moduleView(module, pinned, journey.outline, reading);
}
