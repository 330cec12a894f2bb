import type { Actor } from '#libs/identity';
import { activitiesOf } from '#libs/course';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CAST } from '../support/cast.ts';
import { courseHouse, CurriculumCopy, type CourseHouse } from './course.ts';

let course: CourseHouse;
let rosa: Actor;
let slug: string;
const FIRST = 'engagement/first-contact';
const OARS = 'engagement/oars';

beforeAll(async () => {
  course = await courseHouse();
  slug = await course.cohort();
});
afterAll(() => course.stop());
beforeEach(async () => {
  rosa = await course.person();
  await course.enrollments.enroll(rosa, slug);
});

/** Reads for a number of minutes with the page in view, which sends a sign each minute. */
async function read(lineage: string, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    course.clock.forward(1);
    await course.lessons.seen(rosa, lineage, 1);
  }
}

async function doActivities(lineage: string): Promise<void> {
  const { lesson } = await course.lessonQueries.find(rosa.id, lineage);
  for (const { id } of activitiesOf(lesson)) await course.lessons.answer(rosa, lineage, { activityId: id, text: '', done: true, version: 0 });
}

async function complete(lineage: string): Promise<void> {
  await course.lessons.open(rosa, lineage);
  await read(lineage, 45);
  await doActivities(lineage);
  await course.lessons.finish(rosa, lineage);
}

const statements = () => course.house.database.read<{ minutes: number; minutes_observed: number; lineage: string }>(`select lineage, minutes, minutes_observed from statements where person_id = $1`, [rosa.id]);

describe('a lesson', () => {
  it('· is credited with its stated and its observed minutes, and progress is right at once', async () => {
    await course.lessons.open(rosa, FIRST);
    await read(FIRST, 30);
    await doActivities(FIRST);
    expect(await course.lessons.finish(rosa, FIRST)).toEqual({ credited: true, minutes: 50, minutesObserved: 30 });
    expect(await statements()).toEqual([{ lineage: FIRST, minutes: 50, minutes_observed: 30 }]);
    const journey = (await course.progress.journey(rosa.id))!;
    expect([...journey.minutesByDomain]).toEqual([['mentoring', 50]]);
    expect(journey.path.next).toMatchObject({ kind: 'lesson', lesson: { lineage: OARS } });
  });

  it('· names what is missing, and loses nothing', async () => {
    await course.lessons.open(rosa, FIRST);
    await read(FIRST, 10);
    const { lesson } = await course.lessonQueries.find(rosa.id, FIRST);
    const [first, ...others] = activitiesOf(lesson);
    await course.lessons.answer(rosa, FIRST, { activityId: first!.id, text: 'Ñandú', done: false, version: 0 });
    expect(await course.lessons.finish(rosa, FIRST)).toEqual({ missing: [...others.map((activity) => ({ kind: 'activity', activity })), { kind: 'time', minutes: 15 }] });
    expect(await statements()).toEqual([]);
    expect(await course.lessonQueries.answers(rosa.id, FIRST)).toMatchObject([{ activityId: first!.id, text: 'Ñandú', version: 1 }]);
  });

  it('· finished twice, also at the same moment, is credited once', async () => {
    await course.lessons.open(rosa, FIRST);
    await read(FIRST, 30);
    await doActivities(FIRST);
    const both = await Promise.all([course.lessons.finish(rosa, FIRST), course.lessons.finish(rosa, FIRST)]);
    expect(both.map((finishing) => 'credited' in finishing && finishing.credited).sort()).toEqual([false, true]);
    expect(await statements()).toHaveLength(1);
  });

  it('· that was republished is credited once', async () => {
    await complete(FIRST);
    const copy = new CurriculumCopy().change('modules/02-engagement/lessons/01-first-contact.md', 'title: ', 'title: New ');
    await course.import(copy.folder);
    const newer = await course.cohort();
    await course.enrollments.enroll(rosa, newer);
    const { lesson } = await course.lessonQueries.find(rosa.id, FIRST);
    expect(lesson.title).toMatch(/^New /);
    expect(await course.lessons.finish(rosa, FIRST)).toMatchObject({ credited: false });
    expect(await statements()).toHaveLength(1);
    await course.import();
    copy.drop();
  });

  it('· that was republished with other minutes is in the record with those that were earned', async () => {
    await complete(FIRST);
    const copy = new CurriculumCopy().change('modules/02-engagement/lessons/01-first-contact.md', 'minutes: 50', 'minutes: 45').change('modules/02-engagement/module.yaml', 'mentoring: 480', 'mentoring: 475');
    await course.import(copy.folder);
    await course.enrollments.enroll(rosa, await course.cohort());
    const { lesson, journey } = await course.lessonQueries.find(rosa.id, FIRST);
    expect([lesson.minutes, journey.minutesByLesson.get(FIRST), journey.minutesByLesson.get(OARS)]).toEqual([45, 50, undefined]);
    expect(await course.lessons.finish(rosa, FIRST)).toMatchObject({ credited: false, minutes: 50 });
    await course.import();
    copy.drop();
  });

  it('· left open over lunch counts no time nobody was there', async () => {
    await course.lessons.open(rosa, FIRST);
    course.clock.forward(60);
    await course.lessons.seen(rosa, FIRST, 0);
    expect(await course.lessons.finish(rosa, FIRST)).toMatchObject({ missing: expect.arrayContaining([{ kind: 'time', minutes: 25 }]) });
  });

  it('· practiced away from the screen, without any script, counts the time of its practice', async () => {
    await course.lessons.open(rosa, FIRST);
    const { lesson } = await course.lessonQueries.find(rosa.id, FIRST);
    for (const { id, minutes } of activitiesOf(lesson)) {
      course.clock.forward(minutes + 2);
      await course.lessons.answer(rosa, FIRST, { activityId: id, text: '', done: true, version: 0 });
    }
    expect(await course.lessons.finish(rosa, FIRST)).toMatchObject({ credited: true });
  });

  it('· practiced away from the screen counts it also when the page shows life again before the practice is ticked', async () => {
    await course.lessons.open(rosa, FIRST);
    const { lesson } = await course.lessonQueries.find(rosa.id, FIRST);
    const [practice] = activitiesOf(lesson);
    course.clock.forward(practice!.minutes + 5);
    await course.lessons.seen(rosa, FIRST, 1);
    course.clock.forward(1);
    await course.lessons.answer(rosa, FIRST, { activityId: practice!.id, text: '', done: true, version: 0 });
    const { minutesObserved } = await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, FIRST));
    expect(minutesObserved).toBe(practice!.minutes + 6);
  });

  it('· open beside another one shares its time with it', async () => {
    await course.lessons.open(rosa, FIRST);
    await course.lessons.open(rosa, OARS);
    for (let minute = 0; minute < 20; minute++) {
      course.clock.forward(1);
      await course.lessons.seen(rosa, minute % 2 ? FIRST : OARS, 0);
    }
    const [sum] = await course.house.database.read<{ seconds: number }>(`select sum(observed_seconds)::int as seconds from lesson_openings where person_id = $1`, [rosa.id]);
    expect(sum!.seconds).toBe(20 * 60);
  });

  it('· gains no time from signs out of a lesson that was never opened', async () => {
    await course.lessons.open(rosa, FIRST);
    course.clock.forward(9);
    for (let times = 0; times < 5; times++) await course.lessons.seen(rosa, OARS, 0);
    await course.lessons.seen(rosa, FIRST, 0);
    expect((await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, FIRST))).minutesObserved).toBe(9);
    expect((await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, OARS))).partSeen).toBeUndefined();
  });

  it('· gains no time from answers to a lesson that was never opened', async () => {
    await course.lessons.open(rosa, FIRST);
    const { lesson } = await course.lessonQueries.find(rosa.id, OARS);
    course.clock.forward(8);
    for (const [at, { id }] of activitiesOf(lesson).entries()) await course.lessons.answer(rosa, OARS, { activityId: id, text: `${at}`, done: false, version: 0 });
    await course.lessons.seen(rosa, FIRST, 0);
    expect((await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, FIRST))).minutesObserved).toBe(8);
  });

  it('· counts a minute once, however many pages of it say so at the same moment', async () => {
    await course.lessons.open(rosa, FIRST);
    course.clock.forward(6);
    await Promise.all([0, 1, 2, 3].map((part) => course.lessons.seen(rosa, FIRST, part)));
    expect((await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, FIRST))).minutesObserved).toBe(6);
  });

  it('· opened for the first time by two pages at once is opened', async () => {
    await Promise.all([course.lessons.open(rosa, FIRST), course.lessons.open(rosa, FIRST)]);
    course.clock.forward(2);
    await course.lessons.seen(rosa, FIRST, 0);
    expect((await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, FIRST))).minutesObserved).toBe(2);
  });

  it('· keeps the place where one stopped when the page is opened again, and never beyond its end', async () => {
    const partSeen = async () => (await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, FIRST))).partSeen;
    await course.lessons.open(rosa, FIRST);
    expect(await partSeen()).toBe(0);
    await course.lessons.seen(rosa, FIRST, 3);
    await course.lessons.open(rosa, FIRST);
    expect(await partSeen()).toBe(3);
    await course.lessons.seen(rosa, FIRST, 999);
    expect(await partSeen()).toBe((await course.lessonQueries.find(rosa.id, FIRST)).lesson.parts.length);
  });

  it('· seen by a clock that went back gains nothing for it, and goes on', async () => {
    const now = course.clock.now();
    await course.lessons.open(rosa, FIRST);
    course.clock.forward(5);
    await course.lessons.seen(rosa, FIRST, 0);
    course.clock.set(now.toISOString());
    await course.lessons.seen(rosa, FIRST, 0);
    course.clock.forward(3);
    await course.lessons.seen(rosa, FIRST, 0);
    expect((await course.lessonQueries.standing(rosa.id, await course.lessonQueries.find(rosa.id, FIRST))).minutesObserved).toBe(8);
  });

  it('· that only half was seen of is credited at exactly the half, not a second before', async () => {
    await course.lessons.open(rosa, FIRST);
    await doActivities(FIRST);
    await read(FIRST, 24);
    course.clock.forward(59 / 60);
    expect(await course.lessons.finish(rosa, FIRST)).toEqual({ missing: [{ kind: 'time', minutes: 1 }] });
    course.clock.forward(1 / 60);
    expect(await course.lessons.finish(rosa, FIRST)).toMatchObject({ credited: true, minutesObserved: 25 });
  });

  it('· done belongs to the person alone: nobody else sees her answers or her time', async () => {
    await complete(FIRST);
    const wei = await course.person(CAST.wei);
    await course.enrollments.enroll(wei, slug);
    expect(await course.lessonQueries.standing(wei.id, await course.lessonQueries.find(wei.id, FIRST))).toMatchObject({ answers: [], partSeen: undefined, minutesObserved: 0 });
    expect((await course.progress.journey(wei.id))!.path.next).toMatchObject({ lesson: { lineage: FIRST }, why: 'begin' });
  });

  it('· of a locked module says which module comes first, and why', async () => {
    await expect(course.lessons.open(rosa, 'ethics/code-of-ethics')).rejects.toMatchObject({ name: 'ModuleLocked', facts: { title: 'Engagement and active listening', reason: expect.stringContaining('listen') } });
  });

  it('· is not there for somebody in no cohort, nor after a withdrawal', async () => {
    await expect(course.lessons.open(await course.person(), FIRST)).rejects.toThrow('NotFound');
    await course.enrollments.withdraw(rosa, slug, rosa.id, 'For now');
    await expect(course.lessons.open(rosa, FIRST)).rejects.toThrow('NotFound');
  });

  it('· that was set aside is passed over until it is opened', async () => {
    const next = async () => (await course.progress.journey(rosa.id))!.path.next;
    await course.lessons.postpone(rosa, FIRST);
    expect(await next()).toMatchObject({ lesson: { lineage: OARS } });
    await course.lessons.open(rosa, FIRST);
    expect(await next()).toMatchObject({ lesson: { lineage: FIRST }, why: 'resume' });
  });
});

describe('an answer', () => {
  const typed = (text: string, version: number) => ({ activityId: 'when-i-was-new', text, done: false, version });
  beforeEach(() => course.lessons.open(rosa, FIRST));

  it('· grows by a version with each saving', async () => {
    expect(await course.lessons.answer(rosa, FIRST, typed('One', 0))).toMatchObject({ saved: { version: 1 } });
    expect(await course.lessons.answer(rosa, FIRST, typed('Two', 1))).toMatchObject({ saved: { version: 2, text: 'Two' } });
  });
  it('· from an old page overwrites nothing: both are shown', async () => {
    await course.lessons.answer(rosa, FIRST, typed('From my phone', 0));
    expect(await course.lessons.answer(rosa, FIRST, typed('From my desk', 0))).toMatchObject({ newer: { text: 'From my phone', version: 1 }, typed: { text: 'From my desk' } });
    expect(await course.lessonQueries.answers(rosa.id, FIRST)).toMatchObject([{ text: 'From my phone' }]);
  });
  it('· sent twice is saved once', async () => {
    await course.lessons.answer(rosa, FIRST, typed('Again', 0));
    expect(await course.lessons.answer(rosa, FIRST, typed('Again', 0))).toMatchObject({ saved: { version: 1 } });
  });
  it('· from two pages at the same moment keeps one and shows the other', async () => {
    const both = await Promise.all([course.lessons.answer(rosa, FIRST, typed('A', 0)), course.lessons.answer(rosa, FIRST, typed('B', 0))]);
    expect(both.map((saving) => Object.keys(saving)[0]).sort()).toEqual(['newer', 'saved']);
  });
  it.each([7, 2_147_483_647, Number.MAX_SAFE_INTEGER])('· that claims to be of version %d is the first one all the same', async (version) => {
    expect(await course.lessons.answer(rosa, FIRST, typed('First', version))).toMatchObject({ saved: { version: 1 } });
    expect(await course.lessons.answer(rosa, FIRST, typed('Second', 1))).toMatchObject({ saved: { version: 2 } });
  });
  it('· that is taken away is gone, and its activity is open again', async () => {
    await course.lessons.answer(rosa, FIRST, typed('I do not want this here', 0));
    expect(await course.lessons.answer(rosa, FIRST, typed('', 1))).toMatchObject({ saved: { version: 2, text: '' } });
    expect(await course.lessons.finish(rosa, FIRST)).toMatchObject({ missing: expect.arrayContaining([{ kind: 'activity', activity: expect.objectContaining({ id: 'when-i-was-new' }) }]) });
  });
  it('· of a long page is kept to its last letter', async () => {
    const text = `${'ñ王👩‍👧 '.repeat(2_500)}end`;
    await course.lessons.answer(rosa, FIRST, typed(text, 0));
    expect(await course.lessonQueries.answers(rosa.id, FIRST)).toMatchObject([{ text }]);
  });
  it('· belongs to an activity of its lesson', () => expect(course.lessons.answer(rosa, FIRST, { ...typed('x', 0), activityId: 'nowhere' })).rejects.toThrow('NotFound'));
});
