import type { Journey, ModuleOfOutline, ModuleProgress, StepState } from '#libs/course';
import { NotFound } from '#libs/kernel';
import { lessonPath, modulePath } from './paths.ts';

/** `state` chooses a tag: its kind and, by `course.state.<state>`, its words. */
interface StateView {
  readonly state: StepState;
  readonly tag: 'good' | 'wait' | 'info' | 'past';
  /** What is simply open needs no tag. */
  readonly tagged: boolean;
}

export interface ModuleView {
  readonly checkAction: string;
  readonly title: string;
  readonly summary: string;
  readonly contentNote: string | null;
  readonly locks: readonly { title: string; reason: string }[];
  readonly locked: boolean;
  readonly lessons: readonly (StateView & { label: StepState | 'meeting'; title: string; minutes: number; href: string | null })[];
  readonly check: (StateView & { draw: number; passPercent: number; open: boolean; passed: boolean }) | null;
  readonly lessonsLeft: number;
  readonly rolePlays: readonly (StateView & { title: string; lineage: string; open: boolean; label: 'start' | 'look' })[];
  readonly rolePlayAction: string;
}

const TAGS: Readonly<Record<StepState, StateView['tag']>> = { done: 'good', 'in-progress': 'wait', open: 'info', postponed: 'past', waiting: 'wait', locked: 'past' };
const stateView = (state: StepState): StateView => ({ state, tag: TAGS[state], tagged: state !== 'open' });

function checkView({ check, checkState }: ModuleProgress): ModuleView['check'] {
  return check && checkState ? { ...stateView(checkState), ...check, open: checkState === 'open', passed: checkState === 'done' } : null;
}

export function moduleView(module: ModuleProgress, { summary, contentNote }: Pick<ModuleOfOutline, 'summary' | 'contentNote'>): ModuleView {
  return {
    checkAction: `${modulePath(module)}/check-attempts`,
    title: module.title,
    summary,
    contentNote,
    locks: module.locks.map(({ title, reason }) => ({ title, reason })),
    locked: module.state === 'locked',
    lessons: module.lessons.map((lesson) => ({ ...stateView(lesson.state), label: lesson.meeting && lesson.state === 'waiting' ? ('meeting' as const) : lesson.state, title: lesson.title, minutes: lesson.minutes, href: lesson.state === 'locked' ? null : lessonPath(lesson) })),
    check: checkView(module),
    lessonsLeft: module.lessonsLeft,
    rolePlays: module.rolePlays.map(({ title, lineage, state }) => ({ ...stateView(state), title, lineage, open: state !== 'locked', label: state === 'open' ? ('start' as const) : ('look' as const) })),
    rolePlayAction: `${modulePath(module)}/role-play-attempts`,
  };
}

/** A module of a journey by its slug. @throws NotFound */
export function moduleOf(journey: Journey | undefined, slug: string): ModuleView {
  const module = journey?.path.modules.find((one) => one.slug === slug);
  const pinned = journey?.outline.modules.find((one) => one.slug === slug);
  if (!module || !pinned) throw new NotFound('module');
  return moduleView(module, pinned);
}
