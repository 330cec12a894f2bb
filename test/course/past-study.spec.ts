import { PastStudy } from '#libs/course';
import type { Actor } from '#libs/identity';
import { Jobs } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activitiesOf } from '../../libs/course/src/domain/content.ts';
import { CAST } from '../support/cast.ts';
import { testSettings } from '../support/settings.ts';
import { courseHouse, type CourseHouse } from './course.ts';

let course: CourseHouse;
let past: PastStudy;
let cohort: string;
beforeAll(async () => {
  course = await courseHouse();
  const { database } = course.house;
  past = new PastStudy(database, testSettings(), new TrainingRecord(database, course.clock, testSettings(), new Jobs(database)));
  cohort = await course.cohort();
}, 60_000);
afterAll(() => course.stop());

async function trainee(name: string): Promise<Actor> {
  const actor = await course.person(name);
  await course.enrollments.enroll(actor, cohort);
  return actor;
}

/** All that a lesson leaves behind of a person. */
async function traces(personId: string): Promise<unknown[]> {
  const read = (sql: string) => course.house.database.read(sql, [personId]);
  return [
    await read(`select lesson_id, opened_at, last_seen_at, observed_seconds, part_seen from lesson_openings where person_id = $1 order by lesson_id`),
    await read(`select lesson_lineage, activity_id, text, done, version, saved_at from activity_answers where person_id = $1 order by activity_id`),
    await read(`select lesson_id, seen_at, away_seconds from signs_of_life where person_id = $1`),
    await read(`select verb, kind, object_id, lineage, title, day, minutes, minutes_observed, domain, competencies, voucher_kind, vouched_by from statements where person_id = $1 order by lineage`),
  ];
}

describe('reading that is brought in', () => {
  it('· leaves what an unbroken stay at the page leaves, lesson after lesson', async () => {
    const [wei, cher] = [await trainee(CAST.wei), await trainee(CAST.cher)];
    const { outline } = (await course.progress.journey(wei.id))!;
    for (const { lineage } of outline.modules[0]!.lessons.slice(0, 3)) {
      const found = await course.lessonQueries.find(cher.id, lineage);
      const openedAt = course.clock.now();
      await course.lessons.open(wei, lineage);
      for (let minutes = 0; minutes < found.lesson.minutes; minutes += 5) {
        course.clock.forward(5);
        await course.lessons.seen(wei, lineage, 1);
      }
      for (const { id } of activitiesOf(found.lesson)) await course.lessons.answer(wei, lineage, { activityId: id, text: '', done: true, version: 0 });
      expect(await course.lessons.finish(wei, lineage)).toMatchObject({ credited: true });
      await past.bringIn(cher.id, found, { openedAt, finishedAt: course.clock.now() });
      course.clock.forward(60 * 20);
    }
    const [own, broughtIn] = [await traces(wei.id), await traces(cher.id)];
    expect(broughtIn).toEqual(own);
    expect((own[3] as unknown[]).length).toBe(3);
  });

  it('· is refused, and leaves nothing, when the stay was too short for the lesson', async () => {
    const rosa = await trainee(CAST.rosa);
    const { outline } = (await course.progress.journey(rosa.id))!;
    const found = await course.lessonQueries.find(rosa.id, outline.modules[0]!.lessons[0]!.lineage);
    const finishedAt = course.clock.now();
    await expect(past.bringIn(rosa.id, found, { openedAt: new Date(finishedAt.getTime() - 60_000), finishedAt })).rejects.toThrow('is not finished by 60 s');
    expect((await traces(rosa.id)).flat()).toEqual([]);
  });
});
