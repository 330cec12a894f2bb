import type { LessonContent, ModuleContent, Named } from './content.ts';

/** A curriculum version as far as the path through it needs it. */
export interface ModuleOutline extends Pick<ModuleContent, 'lineage' | 'slug' | 'title' | 'prerequisites' | 'check'> {
  readonly lessons: readonly LessonOutline[];
  readonly rolePlays: readonly RolePlayOutline[];
}

export interface LessonOutline extends Pick<LessonContent, 'lineage' | 'title' | 'minutes' | 'domain'> {
  /** A gathering with an instructor, who confirms who was there. */
  readonly meeting: boolean;
  /** Its title by language, where it is translated. */
  readonly titles?: Readonly<Record<string, string>>;
}

/** A role play under its key, whichever situation is performed. */
export type RolePlayOutline = Named;

/** What is known of a person: the record's lineages, and where they were. Nothing of it is stored as progress. */
export interface Walked {
  readonly lessons: ReadonlySet<string>;
  /** Keys of passed checks, see `checkKey`. */
  readonly checks: ReadonlySet<string>;
  readonly rolePlays: ReadonlySet<string>;
  /** Role plays that were handed in and wait for an instructor. */
  readonly waiting: ReadonlySet<string>;
  /** When a lesson was last open. */
  readonly seen: ReadonlyMap<string, Date>;
  /** Lessons set aside to come back to. */
  readonly postponed: ReadonlySet<string>;
}

export type ModuleState = 'locked' | 'open' | 'in-progress' | 'done';
export type StepState = 'done' | 'in-progress' | 'open' | 'postponed' | 'waiting' | 'locked';

/** Why something cannot be begun yet, in the curriculum's own words. */
export interface Lock {
  readonly lineage: string;
  readonly title: string;
  readonly reason: string;
}

export interface LessonProgress extends LessonOutline {
  readonly state: StepState;
}

export interface ModuleProgress extends Pick<ModuleOutline, 'lineage' | 'slug' | 'title' | 'check'> {
  readonly state: ModuleState;
  readonly locks: readonly Lock[];
  readonly lessons: readonly LessonProgress[];
  /** `locked` while lessons are left. Undefined when the module has no check. */
  readonly checkState: StepState | undefined;
  readonly rolePlays: readonly (RolePlayOutline & { readonly state: StepState })[];
  /** Lessons that the trainee can do alone; meetings are not among them. */
  readonly lessonsLeft: number;
}

/** The one thing to do next. */
export type NextStep =
  | { readonly kind: 'lesson'; readonly module: ModuleProgress; readonly lesson: LessonProgress; readonly why: 'begin' | 'resume' | 'set-aside' }
  | { readonly kind: 'check'; readonly module: ModuleProgress }
  | { readonly kind: 'role-play'; readonly module: ModuleProgress; readonly rolePlay: RolePlayOutline }
  | { readonly kind: 'meeting'; readonly module: ModuleProgress; readonly lesson: LessonProgress }
  | { readonly kind: 'waiting'; readonly module: ModuleProgress; readonly rolePlay: RolePlayOutline }
  | { readonly kind: 'done' };

export interface PathOfModules {
  readonly modules: readonly ModuleProgress[];
  readonly next: NextStep;
}

/** A check is known through all its versions by its module. */
export const checkKey = (moduleLineage: string): string => `${moduleLineage}/check`;

/**
 * A module counts for what follows once its lessons and its check are done. What depends on others does not hold anybody up: a role play may wait days for
 * an instructor, a meeting weeks for its date.
 */
function carries(module: ModuleOutline, walked: Walked): boolean {
  return module.lessons.every(({ lineage, meeting }) => meeting || walked.lessons.has(lineage)) && (module.check === null || walked.checks.has(checkKey(module.lineage)));
}

function locksOf(module: ModuleOutline, outline: readonly ModuleOutline[], walked: Walked): Lock[] {
  return module.prerequisites.flatMap(({ module: lineage, reason }) => {
    const needed = outline.find((one) => one.lineage === lineage);
    return needed && !carries(needed, walked) ? [{ lineage, title: needed.title, reason }] : [];
  });
}

function lessonState({ lineage, meeting }: LessonOutline, locked: boolean, walked: Walked): StepState {
  if (walked.lessons.has(lineage)) return 'done';
  if (locked) return 'locked';
  if (meeting) return 'waiting';
  if (walked.postponed.has(lineage)) return 'postponed';
  return walked.seen.has(lineage) ? 'in-progress' : 'open';
}

function rolePlayState(lineage: string, locked: boolean, walked: Walked): StepState {
  if (walked.rolePlays.has(lineage)) return 'done';
  if (walked.waiting.has(lineage)) return 'waiting';
  return locked ? 'locked' : 'open';
}

function checkState(module: ModuleOutline, closed: boolean, walked: Walked): StepState | undefined {
  if (!module.check) return undefined;
  if (walked.checks.has(checkKey(module.lineage))) return 'done';
  return closed ? 'locked' : 'open';
}

function moduleState(steps: readonly (StepState | undefined)[], locked: boolean): ModuleState {
  if (steps.every((step) => step === undefined || step === 'done')) return 'done';
  if (locked) return 'locked';
  return steps.some((step) => step === 'done' || step === 'in-progress' || step === 'waiting') ? 'in-progress' : 'open';
}

function progressOf(module: ModuleOutline, outline: readonly ModuleOutline[], walked: Walked): ModuleProgress {
  const locks = locksOf(module, outline, walked);
  const locked = locks.length > 0;
  const lessons = module.lessons.map((lesson) => ({ ...lesson, state: lessonState(lesson, locked, walked) }));
  const lessonsLeft = lessons.filter(({ state, meeting }) => !meeting && state !== 'done').length;
  const closed = locked || lessonsLeft > 0;
  const check = checkState(module, closed, walked);
  const rolePlays = module.rolePlays.map((rolePlay) => ({ ...rolePlay, state: rolePlayState(rolePlay.lineage, closed, walked) }));
  // A meeting that nobody has come to yet begins nothing.
  const begun = lessons.map((lesson) => (lesson.state === 'waiting' ? 'open' : lesson.state));
  const state = moduleState([...begun, check, ...rolePlays.map((rolePlay) => rolePlay.state)], locked);
  return { lineage: module.lineage, slug: module.slug, title: module.title, check: module.check, state, locks, lessons, checkState: check, rolePlays, lessonsLeft };
}

/** The lesson that was open last and is not done: where to resume. */
function resumed(modules: readonly ModuleProgress[], seen: ReadonlyMap<string, Date>): NextStep | undefined {
  const begun = modules.flatMap((module) => module.lessons.filter(({ state }) => state === 'in-progress').map((lesson) => ({ module, lesson, at: seen.get(lesson.lineage)!.getTime() })));
  const latest = begun.sort((a, b) => b.at - a.at)[0];
  return latest && { kind: 'lesson', module: latest.module, lesson: latest.lesson, why: 'resume' };
}

function firstIn(module: ModuleProgress): NextStep | undefined {
  const lesson = module.lessons.find(({ state }) => state === 'open');
  if (lesson) return { kind: 'lesson', module, lesson, why: 'begin' };
  if (module.checkState === 'open') return { kind: 'check', module };
  const rolePlay = module.rolePlays.find(({ state }) => state === 'open');
  return rolePlay && { kind: 'role-play', module, rolePlay };
}

function firstOf<T>(modules: readonly ModuleProgress[], find: (module: ModuleProgress) => T | undefined): T | undefined {
  for (const module of modules) {
    const found = find(module);
    if (found !== undefined) return found;
  }
  return undefined;
}

function setAside(module: ModuleProgress): NextStep | undefined {
  const lesson = module.lessons.find(({ state }) => state === 'postponed');
  return lesson && { kind: 'lesson', module, lesson, why: 'set-aside' };
}

function waitedFor(module: ModuleProgress): NextStep | undefined {
  const rolePlay = module.rolePlays.find(({ state }) => state === 'waiting');
  return rolePlay && { kind: 'waiting', module, rolePlay };
}

function meetingOf(module: ModuleProgress): NextStep | undefined {
  const lesson = module.lessons.find(({ state, meeting }) => meeting && state === 'waiting');
  return lesson && { kind: 'meeting', module, lesson };
}

/**
 * The path through the modules and the one next step: what was begun, else the first thing that is open, else what was set aside, else a meeting to come
 * to, else waiting for an instructor, else nothing is left.
 */
export function walk(outline: readonly ModuleOutline[], walked: Walked): PathOfModules {
  const modules = outline.map((module) => progressOf(module, outline, walked));
  const next = resumed(modules, walked.seen) ?? firstOf(modules, firstIn) ?? firstOf(modules, setAside) ?? firstOf(modules, meetingOf) ?? firstOf(modules, waitedFor) ?? { kind: 'done' };
  return { modules, next };
}
