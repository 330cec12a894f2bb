import { day, newId } from '#libs/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAST } from '../support/cast.ts';
import { courseHouse, type CourseHouse } from './course.ts';

let course: CourseHouse;
beforeAll(async () => {
  course = await courseHouse();
});
afterAll(() => course.stop());

describe('a cohort', () => {
  const fresh = (changes: object = {}) => ({ organizationId: course.organizationId, title: 'Año nuevo: evenings', curriculumSlug: 'default', startsOn: day('2027-01-11'), ...changes });

  it('· is made by a coordinator of its organization, with an address from its title', async () => {
    expect(await course.cohorts.create(course.dana, fresh())).toBe('ano-nuevo-evenings');
    await expect(course.cohorts.create(await course.person(), fresh())).rejects.toThrow('NotPermitted');
    await expect(course.cohorts.create(course.dana, fresh({ organizationId: newId() }))).rejects.toThrow('NotPermitted');
  });
  it('· has an address of its own', async () => {
    await expect(course.cohorts.create(course.dana, fresh())).rejects.toMatchObject({ name: 'SlugTaken', field: 'slug' });
    expect(await course.cohorts.create(course.dana, fresh({ title: '王小明' }))).toMatch(/^cohort-[0-9a-f]{8}$/);
  });
  it('· does not end before it starts', () => expect(course.cohorts.create(course.dana, fresh({ endsOn: day('2027-01-10') }))).rejects.toMatchObject({ name: 'EndsBeforeStart', field: 'endsOn' }));

  it('· lets people join only while it is open', async () => {
    const [rosa, slug] = [await course.person(), await course.cohort()];
    await course.cohorts.close(course.dana, slug);
    await expect(course.enrollments.enroll(rosa, slug)).rejects.toThrow('CohortNotOpen');
    await course.cohorts.open(course.dana, slug);
    await course.cohorts.open(course.dana, slug);
    await course.enrollments.enroll(rosa, slug);
    await course.cohorts.close(course.dana, slug);
    expect(await course.cohortQueries.facts(slug)).toMatchObject({ taken: 1, open: false });
  });

  it('· gives its last seat to one of two who ask at the same moment', async () => {
    const [rosa, wei, slug] = [await course.person(), await course.person(CAST.wei), await course.cohort(1)];
    const both = await Promise.allSettled([course.enrollments.enroll(rosa, slug), course.enrollments.enroll(wei, slug)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'CohortFull', facts: { seats: 1 } } });
    expect((await course.cohortQueries.facts(slug)).taken).toBe(1);
  });

  it('· takes a person once, also by a double click, and again after a withdrawal', async () => {
    const [cher, slug] = [await course.person(CAST.cher), await course.cohort(1)];
    await Promise.all([course.enrollments.enroll(cher, slug), course.enrollments.enroll(cher, slug)]);
    expect((await course.cohortQueries.facts(slug)).taken).toBe(1);
    await course.enrollments.withdraw(cher, slug, cher.id, 'I moved');
    expect((await course.cohortQueries.facts(slug)).taken).toBe(0);
    await course.enrollments.enroll(cher, slug);
    expect((await course.cohortQueries.facts(slug)).taken).toBe(1);
  });

  it('· is left by oneself or by its coordinator, by nobody else', async () => {
    const [cher, amir, slug] = [await course.person(CAST.cher), await course.person(CAST.amir), await course.cohort()];
    await course.enrollments.enroll(cher, slug);
    await expect(course.enrollments.withdraw(amir, slug, cher.id, 'x')).rejects.toThrow('NotPermitted');
    await course.enrollments.withdraw(course.dana, slug, cher.id, 'Asked by phone');
    await expect(course.enrollments.withdraw(course.dana, slug, cher.id, 'x')).rejects.toThrow('NotFound');
  });
});

describe('a roster', () => {
  it('· is for the organization’s coordinators and instructors', async () => {
    const slug = await course.cohort();
    await expect(course.cohortQueries.roster(await course.person(CAST.amir), slug)).rejects.toThrow('NotPermitted');
    const amir = { id: (await course.person(CAST.amir)).id, roles: [{ role: 'instructor' as const, organizationId: course.organizationId }] };
    expect((await course.cohortQueries.roster(amir, slug)).rows).toEqual([]);
  });
  it('· goes by the page', async () => {
    const slug = await course.cohort();
    for (let count = 0; count < 3; count++) await course.enrollments.enroll(await course.person(), slug);
    const first = await course.cohortQueries.roster(course.dana, slug, { limit: 2 });
    const second = await course.cohortQueries.roster(course.dana, slug, { limit: 2, after: first.next! });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 1, undefined]);
    expect(new Set([...first.rows, ...second.rows].map(({ personId }) => personId)).size).toBe(3);
  });
});
