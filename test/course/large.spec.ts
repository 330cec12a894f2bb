import { readCurriculum } from '#libs/course';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { courseHouse, type CourseHouse } from './course.ts';
import { largeCurriculum, type Size } from './large.ts';

let course: CourseHouse;
beforeAll(async () => {
  course = await courseHouse();
});
afterAll(() => course.stop());

/** How many questions the database is asked while something is done. */
async function questions(act: () => Promise<unknown>): Promise<number> {
  const kept = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')!;
  let asked = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]): unknown {
    asked++;
    return (kept.value as (...all: unknown[]) => unknown).apply(this, given);
  } as never;
  await act().finally(() => Object.defineProperty(pg.Client.prototype, 'query', kept));
  return asked;
}

const publish = async (size: Size) => {
  const copy = largeCurriculum(size);
  const { content, faults } = readCurriculum(copy.folder);
  expect(faults).toEqual([]);
  const asked = await questions(() => course.curricula.place(null, content!));
  copy.drop();
  return asked;
};

const version = async () => (await course.house.database.read<{ id: string }>(`select id from curriculum_versions order by published_at desc, number desc, id desc limit 1`))[0]!.id;

describe('a whole curriculum', () => {
  it('· asks the database no more the longer its modules are', async () => {
    const few = await publish({ modules: 3, lessons: 2, items: 4 });
    expect(few).toBeGreaterThan(5);
    expect(await publish({ modules: 3, lessons: 8, items: 40 })).toBe(few);
  });

  it('· of ten modules keeps each lesson and item in its place', async () => {
    await publish({ modules: 10, lessons: 8, items: 40 });
    const { modules } = await course.outlines.of(await version());
    expect(modules.map(({ lessons, itemVersionIds }) => [lessons.length, new Set(itemVersionIds).size])).toEqual(Array.from({ length: 10 }, () => [8, 40]));
    expect(modules[9]!.lessons.map(({ lineage }) => lineage)).toEqual(Array.from({ length: 8 }, (_, at) => `m10/lesson-${at + 1}`));
    expect(modules.flatMap(({ prerequisites }) => prerequisites.map(({ module }) => module))).toEqual(Array.from({ length: 9 }, (_, at) => `m${at + 1}`));
  });

  it('· shares the lessons that two of them have in common', async () => {
    const count = async () => (await course.house.database.read<{ count: number }>(`select count(*)::int as count from lessons`))[0]!.count;
    await publish({ modules: 2, lessons: 3, items: 4 });
    const before = await count();
    await publish({ modules: 2, lessons: 4, items: 4 });
    expect((await count()) - before).toBeLessThanOrEqual(2);
  });

  it('· may have modules of lessons alone', async () => {
    await publish({ modules: 1, lessons: 1, items: 0 });
    const { modules } = await course.outlines.of(await version());
    expect(modules).toMatchObject([{ check: null, itemVersionIds: [], rolePlays: [] }]);
  });

  it('· published twice at the same moment, with the lessons in another order, locks nobody out', async () => {
    const copy = largeCurriculum({ modules: 4, lessons: 6, items: 5 });
    const { content } = readCurriculum(copy.folder);
    const fresh = (slug: string, modules: NonNullable<typeof content>['modules']) => ({ ...content!, slug, modules });
    const renamed = content!.modules.map((module) => ({ ...module, lessons: module.lessons.map((lesson) => ({ ...lesson, title: `${lesson.title}, again` })) }));
    const both = await Promise.all([course.curricula.place(null, fresh('one', renamed)), course.curricula.place(null, fresh('two', renamed.toReversed()))]);
    expect(both.map(({ published }) => published)).toEqual([true, true]);
    const kept = await course.house.database.read<{ lineage: string }>(`select lineage from lessons where title like '%, again'`);
    expect(kept).toHaveLength(24);
    copy.drop();
  });
});
