import { describe, expect, it } from '@jest/globals';
import { checkKey, walk, type ModuleOutline, type Walked } from './progress.ts';

/** The same numbers each run (Lehmer's generator), so that a walk that fails can be walked again. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2 + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** A curriculum in which each module may ask for some that come before it. */
function someOutline(next: (below: number) => number): ModuleOutline[] {
  return Array.from({ length: 1 + next(5) }, (_, at) => ({
    lineage: `m${at}`, slug: `m${at}`, title: `Module ${at}`,
    prerequisites: Array.from({ length: at }, (__, before) => ({ module: `m${before}`, reason: `${before} first` })).filter(() => next(3) === 0),
    lessons: Array.from({ length: 1 + next(4) }, (__, lesson) => ({ lineage: `m${at}/${lesson}`, title: `${lesson}`, minutes: 10, domain: 'ethics', meeting: next(6) === 0 })),
    check: next(2) === 0 ? { draw: 5, passPercent: 80 } : null,
    rolePlays: next(2) === 0 ? [{ lineage: `m${at}/rp`, title: 'Ray' }] : [],
  }));
}

type Steps = { -readonly [K in keyof Walked]: Walked[K] extends ReadonlySet<string> ? Set<string> : Map<string, Date> };
const nothing = (): Steps => ({ lessons: new Set(), checks: new Set(), rolePlays: new Set(), waiting: new Set(), seen: new Map(), postponed: new Set() });

/** Does what the home page says, sometimes only half of it, until it says that nothing is left. Answers how many steps it took. */
function follow(outline: readonly ModuleOutline[], next: (below: number) => number): number {
  const walked = nothing();
  for (let steps = 0; steps < 200; steps++) {
    const { next: step, modules } = walk(outline, walked);
    if (step.kind === 'done') {
      expect(modules.every(({ state }) => state === 'done')).toBe(true);
      return steps;
    }
    expect(step.module.locks).toEqual([]);
    if (step.kind === 'waiting') {
      walked.waiting.delete(step.rolePlay.lineage);
      walked.rolePlays.add(step.rolePlay.lineage);
    } else if (step.kind === 'role-play') walked.waiting.add(step.rolePlay.lineage);
    else if (step.kind === 'meeting') walked.lessons.add(step.lesson.lineage);
    else if (step.kind === 'check') walked.checks.add(checkKey(step.module.lineage));
    else {
      const { lineage } = step.lesson;
      const chance = next(4);
      if (chance === 0 && step.why !== 'set-aside') {
        walked.postponed.add(lineage);
        continue;
      }
      walked.postponed.delete(lineage);
      walked.seen.set(lineage, new Date(steps * 60_000));
      if (chance !== 1) walked.lessons.add(lineage);
    }
  }
  throw new Error('the way has no end');
}

describe('whoever does what the home page says', () => {
  it('· comes to the end of any curriculum, and is never sent to what is locked', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = numbers(seed);
      const outline = someOutline(next);
      const least = outline.reduce((sum, { lessons, check, rolePlays }) => sum + lessons.length + (check ? 1 : 0) + rolePlays.length * 2, 0);
      expect(follow(outline, next)).toBeGreaterThanOrEqual(least);
    }
  });
});

describe('any walk', () => {
  const some = (seed: number) => {
    const next = numbers(seed);
    const outline = someOutline(next);
    const walked = nothing();
    for (const { lineage, lessons, check, rolePlays } of outline) {
      for (const lesson of lessons) {
        if (next(2) === 0) walked.lessons.add(lesson.lineage);
        if (next(3) === 0) walked.seen.set(lesson.lineage, new Date(next(1000)));
        if (next(5) === 0) walked.postponed.add(lesson.lineage);
      }
      if (check && next(2) === 0) walked.checks.add(checkKey(lineage));
      for (const rolePlay of rolePlays) [walked.rolePlays, walked.waiting, new Set<string>()][next(3)]!.add(rolePlay.lineage);
    }
    return { outline, walked, path: walk(outline, walked) };
  };
  const seeds = Array.from({ length: 300 }, (_, at) => at + 1000);

  it('· shows what is done as done, whatever is locked', () => {
    for (const { walked, path } of seeds.map(some)) {
      for (const { lessons } of path.modules) for (const { lineage, state } of lessons) expect(state === 'done').toBe(walked.lessons.has(lineage));
    }
  });
  it('· locks a module exactly when a module that it asks for lacks a lesson or its check', () => {
    for (const { outline, walked, path } of seeds.map(some)) {
      const carries = (lineage: string) => {
        const { lessons, check } = outline.find((one) => one.lineage === lineage)!;
        return lessons.every((lesson) => lesson.meeting || walked.lessons.has(lesson.lineage)) && (!check || walked.checks.has(checkKey(lineage)));
      };
      outline.forEach(({ prerequisites }, at) => expect(path.modules[at]!.locks.map(({ lineage }) => lineage)).toEqual(prerequisites.map(({ module }) => module).filter((module) => !carries(module))));
    }
  });
  it('· opens a check exactly when it is not passed, its lessons are done and nothing locks it', () => {
    for (const { path } of seeds.map(some)) {
      for (const { check, checkState, lessonsLeft, locks } of path.modules) {
        expect(checkState === undefined).toBe(check === null);
        if (checkState === 'open') expect([lessonsLeft, locks]).toEqual([0, []]);
        if (checkState === 'locked') expect(lessonsLeft + locks.length).toBeGreaterThan(0);
      }
    }
  });
  it('· loses nothing by one lesson more', () => {
    for (const { outline, walked, path } of seeds.map(some)) {
      const left = path.modules.flatMap(({ lessons }) => lessons).find(({ state }) => state !== 'done');
      if (!left) continue;
      const after = walk(outline, { ...walked, lessons: new Set([...walked.lessons, left.lineage]) });
      after.modules.forEach((module, at) => {
        expect(module.locks.length).toBeLessThanOrEqual(path.modules[at]!.locks.length);
        expect(module.lessonsLeft).toBeLessThanOrEqual(path.modules[at]!.lessonsLeft);
      });
    }
  });
});
