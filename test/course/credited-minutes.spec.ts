import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayOf } from '#libs/kernel';
import { addPerson } from '../support/cast.ts';
import type { Visitor } from '../support/site.ts';
import { CurriculumCopy } from './course.ts';
import { courseSite, type CourseSite } from './site.ts';

// Rosa came late to a circle of 70 minutes: what her page tells her is what stands in her record.

const CIRCLE = '/lessons/role/opening-circle';
const LIST = '/cohorts/spring/meetings/role/opening-circle';
let course: CourseSite;
let amir: Visitor;

beforeAll(async () => {
  const copy = new CurriculumCopy(['01-role', '02-engagement']);
  course = await courseSite(copy.folder);
  copy.drop();
  await course.dana.post('/cohorts', course.cohort({ slug: 'spring', startsOn: '2026-11-01' }), '/cohorts/new');
  await course.dana.post('/cohorts/spring/opening', {}, '/cohorts/spring');
  await course.rosa.post('/join/spring/enrollment', {}, '/join/spring');
  const amirId = await addPerson(course.site.house.database, 'Amir');
  await course.give(amirId, 'instructor');
  amir = await course.site.signedIn(amirId);
  await course.rosa.post(`${CIRCLE}/opening`, {}, CIRCLE);
}, 120_000);
afterAll(() => course.site.stop());

const confirm = (minutes: string) => amir.post(`${LIST}/attendance`, { heldOn: dayOf(course.site.clock.now(), course.site.settings.timeZone), present: course.rosaId, [`minutes[${course.rosaId}]`]: minutes }, LIST);
const told = async () => /\d+ (?:minutes are|minute is) in your record/.exec((await course.rosa.get(CIRCLE)).text)?.[0];

describe('the page of a meeting that somebody was in for a part', () => {
  it('· says nothing of minutes before an instructor confirmed them', async () => expect(await told()).toBeUndefined());

  it('· tells the minutes that were confirmed, not those of the meeting', async () => {
    expect((await confirm('40')).status).toBe(303);
    expect(await told()).toBe('40 minutes are in your record');
  });

  it('· tells nothing of what was taken back, and then what was confirmed anew', async () => {
    await amir.post(`${LIST}/withdrawals`, { personId: course.rosaId, reason: 'It was a minute.' }, LIST);
    expect(await told()).toBeUndefined();
    await confirm('1');
    expect(await told()).toBe('1 minute is in your record');
  });
});
