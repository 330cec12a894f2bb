import { describe, expect, it } from '@jest/globals';
import { walk, type ModuleOutline, type NextStep, type Walked } from './progress.ts';

const lesson = (lineage: string, meeting = false) => ({ lineage, title: lineage, minutes: 30, domain: 'ethics', meeting });
const outline: ModuleOutline[] = [
  { lineage: 'a', slug: 'a', title: 'Listening', prerequisites: [], lessons: [lesson('a/1'), lesson('a/2')], check: { draw: 10, passPercent: 80 }, rolePlays: [{ lineage: 'a/rp', title: 'Ray' }] },
  { lineage: 'b', slug: 'b', title: 'Ethics', prerequisites: [{ module: 'a', reason: 'Listen first.' }], lessons: [lesson('b/1')], check: null, rolePlays: [] },
];
const walked = (given: Partial<Record<'lessons' | 'checks' | 'rolePlays' | 'waiting' | 'postponed', string[]>> = {}, seen: Record<string, string> = {}): Walked => ({
  lessons: new Set(given.lessons), checks: new Set(given.checks), rolePlays: new Set(given.rolePlays), waiting: new Set(given.waiting), postponed: new Set(given.postponed),
  seen: new Map(Object.entries(seen).map(([lineage, at]) => [lineage, new Date(at)])),
});
const inShort = (step: NextStep): string => [step.kind, step.kind === 'lesson' ? `${step.lesson.lineage} ${step.why}` : step.kind === 'meeting' ? step.lesson.lineage : 'rolePlay' in step ? step.rolePlay.lineage : 'module' in step ? step.module.lineage : ''].join(' ').trim();
const all = ['a/1', 'a/2'];

describe('the next step', () => {
  it.each([
    ['begins with the first lesson', walked(), 'lesson a/1 begin'],
    ['resumes the lesson that was open last', walked({}, { 'a/2': '2026-11-02', 'a/1': '2026-11-01' }), 'lesson a/2 resume'],
    ['does not resume what is done', walked({ lessons: ['a/1'] }, { 'a/1': '2026-11-01' }), 'lesson a/2 begin'],
    ['passes over what was set aside', walked({ postponed: ['a/1'] }), 'lesson a/2 begin'],
    ['offers what was set aside when nothing else is open', walked({ lessons: ['a/2'], postponed: ['a/1'] }), 'lesson a/1 set-aside'],
    ['is the check once the lessons are done', walked({ lessons: all }), 'check a'],
    ['is the role play after the check', walked({ lessons: all, checks: ['a/check'] }), 'role-play a/rp'],
    ['goes on while a role play waits for an instructor', walked({ lessons: all, checks: ['a/check'], waiting: ['a/rp'] }), 'lesson b/1 begin'],
    ['is waiting when nothing else is left', walked({ lessons: [...all, 'b/1'], checks: ['a/check'], waiting: ['a/rp'] }), 'waiting a/rp'],
    ['is none at the end', walked({ lessons: [...all, 'b/1'], checks: ['a/check'], rolePlays: ['a/rp'] }), 'done'],
    ['is not a lesson of a locked module, even if it was open once', walked({}, { 'b/1': '2026-11-03' }), 'lesson a/1 begin'],
  ])('· %s', (_, given, step) => expect(inShort(walk(outline, given).next)).toBe(step));

  it('· of an empty curriculum is none', () => expect(walk([], walked()).next).toEqual({ kind: 'done' }));
});

describe('a module', () => {
  const states = (given: Walked) => walk(outline, given).modules.map(({ state }) => state);
  it.each([
    ['is locked until its prerequisite is done', walked(), ['open', 'locked']],
    ['is in progress once a lesson was opened', walked({}, { 'a/1': '2026-11-01' }), ['in-progress', 'locked']],
    ['opens without waiting for the role play of the one before', walked({ lessons: all, checks: ['a/check'] }), ['in-progress', 'open']],
    ['stays locked while the check before it is not passed', walked({ lessons: all }), ['in-progress', 'locked']],
    ['is done with all its parts', walked({ lessons: all, checks: ['a/check'], rolePlays: ['a/rp'] }), ['done', 'open']],
    ['that was done before it was locked stays done', walked({ lessons: ['b/1'] }), ['open', 'done']],
  ])('· %s', (_, given, expected) => expect(states(given)).toEqual(expected));

  it('· says why it is locked', () => expect(walk(outline, walked()).modules[1]!.locks).toEqual([{ lineage: 'a', title: 'Listening', reason: 'Listen first.' }]));
  it('· keeps its check and role play locked while lessons are left', () => {
    const [first] = walk(outline, walked({ lessons: ['a/1'] })).modules;
    expect(first).toMatchObject({ checkState: 'locked', lessonsLeft: 1, rolePlays: [{ state: 'locked' }] });
  });
  it('· is not locked by a module that the curriculum does not have', () => {
    const [only] = walk([{ ...outline[1]!, prerequisites: [{ module: 'gone', reason: 'x' }] }], walked()).modules;
    expect(only!.state).toBe('open');
  });
});

describe('a meeting', () => {
  const circle: ModuleOutline = { ...outline[0]!, lessons: [lesson('a/1'), lesson('a/circle', true)] };
  const path = (given: Walked) => walk([circle, outline[1]!], given);
  it('· is not begun by the trainee, and is no next step while something else is open', () => {
    expect(inShort(path(walked()).next)).toBe('lesson a/1 begin');
    expect(path(walked()).modules[0]).toMatchObject({ state: 'open', lessonsLeft: 1, lessons: [{ state: 'open' }, { state: 'waiting' }] });
  });
  it('· holds up neither the check, nor the role play, nor the module that follows', () => {
    expect(path(walked({ lessons: ['a/1'] })).modules[0]).toMatchObject({ checkState: 'open', rolePlays: [{ state: 'open' }], lessonsLeft: 0 });
    expect(path(walked({ lessons: ['a/1'], checks: ['a/check'] })).modules[1]!.state).toBe('open');
  });
  it('· is the next step when nothing else can be begun, before waiting for an instructor', () =>
    expect(path(walked({ lessons: ['a/1', 'b/1'], checks: ['a/check'], waiting: ['a/rp'] })).next).toMatchObject({ kind: 'meeting', lesson: { lineage: 'a/circle' } }));
  it('· belongs to the module: that is done when somebody confirmed it', () => {
    const rest = { checks: ['a/check'], rolePlays: ['a/rp'] };
    expect(path(walked({ ...rest, lessons: ['a/1'] })).modules[0]!.state).toBe('in-progress');
    expect(path(walked({ ...rest, lessons: ['a/1', 'a/circle'] })).modules[0]!.state).toBe('done');
  });
  it('· is locked with its module', () => expect(walk([outline[0]!, { ...outline[1]!, lessons: [lesson('b/circle', true)] }], walked()).modules[1]!.lessons[0]!.state).toBe('locked'));
});
