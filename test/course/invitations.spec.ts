import type { Actor } from '#libs/identity';
import { newId } from '#libs/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CAST } from '../support/cast.ts';
import { courseHouse, type CourseHouse } from './course.ts';

let course: CourseHouse;
beforeAll(async () => {
  course = await courseHouse();
});
afterAll(() => course.stop());
beforeEach(() => course.house.asOwner('delete from graphile_worker._private_jobs'));

const ZONE = 'America/Chicago';
const outcomes = async (slug: string, pasted: string, actor: Actor = course.dana) => {
  const lines = await course.cohortQueries.invitations(actor, slug, await course.invitations.invite(actor, slug, pasted, ZONE));
  return lines.map(({ outcome }) => outcome);
};
/** Somebody who signs in with a password. */
async function withAccount(name: string): Promise<{ person: Actor; email: string }> {
  const person = await course.person(name);
  await course.house.database.read(`insert into passwords (person_id, hash, set_at) values ($1, 'kept as a hash', now())`, [person.id]);
  return { person, email: `${person.id}@example.org` };
}
const taken = async (slug: string): Promise<number> => (await course.cohortQueries.facts(slug)).taken;

describe('an invitation', () => {
  it('· answers every line', async () => {
    const slug = await course.cohort(2);
    expect(await outcomes(slug, "Zoë O'Brien-Ñandú <zoe@example.org>\nnobody\nZOE@example.org\n王小明, wei@example.org\nlate@example.org")).toEqual(['invited', 'unreadable', 'unreadable', 'invited', 'full']);
    expect(await outcomes(slug, 'zoe@EXAMPLE.org')).toEqual(['in-already']);
    const roster = await course.cohortQueries.roster(course.dana, slug);
    expect(roster.rows.map(({ name, signedUp, lessonsDone }) => [name, signedUp, lessonsDone])).toEqual([
      ["Zoë O'Brien-Ñandú", false, 0],
      ['王小明', false, 0],
    ]);
    expect(roster).toMatchObject({ lessons: 27, checks: 3, rolePlays: 3, next: undefined });
  });

  it('· of somebody without an account asks them to make one', async () => {
    const slug = await course.cohort();
    await outcomes(slug, 'محمد العلي <mohammed@example.org>');
    const [letter, ...others] = await course.letters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ letter: 'invitation', facts: { invitedBy: CAST.dana, place: expect.stringContaining('Spring') } });
  });

  it('· of somebody with an account says who invites, to what, and leads there', async () => {
    const slug = await course.cohort();
    const { person, email } = await withAccount(CAST.cher);
    await outcomes(slug, email.toUpperCase());
    expect(await course.letters()).toEqual([{ letter: 'place-given', personId: person.id, facts: { invitedBy: CAST.dana, place: (await course.cohortQueries.facts(slug)).title, link: expect.stringMatching(`/join/${slug}$`) } }]);
    expect(await taken(slug)).toBe(1);
  });

  it('· sent again, also at the same moment, gives one place and one letter', async () => {
    const slug = await course.cohort();
    const [{ email }, fresh] = [await withAccount(CAST.wei), `${newId()}@example.org`];
    const both = await Promise.all([outcomes(slug, `${email}\n${fresh}`), outcomes(slug, `${fresh}\n${email}`)]);
    expect(both.flat().sort()).toEqual(['in-already', 'in-already', 'invited', 'invited']);
    expect((await course.letters()).map(({ letter }) => letter).sort()).toEqual(['invitation', 'place-given']);
    expect(await taken(slug)).toBe(2);
  });

  it('· from two cohorts at the same moment makes one person with two places', async () => {
    const [spring, fall, email] = [await course.cohort(), await course.cohort(), `${newId()}@example.org`];
    expect(await Promise.all([outcomes(spring, email), outcomes(fall, email)])).toEqual([['invited'], ['invited']]);
    expect(await course.house.database.read(`select count(*)::int as count from people where email = $1`, [email])).toEqual([{ count: 1 }]);
  });

  it('· writes again to somebody who left and is given another place', async () => {
    const slug = await course.cohort();
    const { person, email } = await withAccount(CAST.cher);
    await outcomes(slug, email);
    await course.enrollments.withdraw(person, slug, person.id, 'Not now');
    await outcomes(slug, email);
    expect((await course.letters()).map(({ letter }) => letter)).toEqual(['place-given', 'place-given']);
  });

  it('· into a full cohort writes to nobody and makes nobody', async () => {
    const [slug, email] = [await course.cohort(1), `${newId()}@example.org`];
    await course.enrollments.enroll(await course.person(), slug);
    expect(await outcomes(slug, `${email}\n${(await withAccount(CAST.wei)).email}`)).toEqual(['full', 'full']);
    expect(await course.letters()).toEqual([]);
    expect(await course.house.database.read(`select 1 from people where email = $1`, [email])).toEqual([]);
  });


  it('· is for a coordinator of the organization only', async () => {
    const slug = await course.cohort();
    const elsewhere: Actor = { id: course.dana.id, roles: [{ role: 'coordinator', organizationId: newId() }] };
    const instructor: Actor = { id: course.dana.id, roles: [{ role: 'instructor', organizationId: course.organizationId }] };
    for (const actor of [elsewhere, instructor, await course.person()]) await expect(course.invitations.invite(actor, slug, 'x@example.org', ZONE)).rejects.toThrow('NotPermitted');
    const kept = await course.invitations.invite(course.dana, slug, 'x@example.org', ZONE);
    for (const actor of [elsewhere, instructor]) await expect(course.cohortQueries.invitations(actor, slug, kept)).rejects.toThrow('NotPermitted');
    await expect(course.cohortQueries.invitations(course.dana, await course.cohort(), kept)).rejects.toThrow('NotFound');
    for (const id of ['x', newId(), "' or 1=1"]) await expect(course.cohortQueries.invitations(course.dana, slug, id)).rejects.toThrow('NotFound');
  });
});

describe('a place that has ended', () => {
  it('· is told to the person it was, with who ended it', async () => {
    const [slug, cher] = [await course.cohort(), await course.person(CAST.cher)];
    expect(await course.cohortQueries.ended(cher.id)).toEqual([]);
    await course.enrollments.enroll(cher, slug);
    expect(await course.cohortQueries.ended(cher.id)).toEqual([]);
    await course.enrollments.withdraw(course.dana, slug, cher.id, 'Asked by phone');
    expect(await course.cohortQueries.ended(cher.id)).toEqual([{ cohortSlug: slug, cohortTitle: expect.any(String), endedAt: course.clock.now(), byOneself: false }]);
  });

  it('· is forgotten when another one is given in the same cohort', async () => {
    const [slug, cher] = [await course.cohort(), await course.person(CAST.cher)];
    await course.enrollments.enroll(cher, slug);
    await course.enrollments.withdraw(cher, slug, cher.id, '');
    expect(await course.cohortQueries.ended(cher.id)).toMatchObject([{ byOneself: true }]);
    await course.enrollments.enroll(cher, slug);
    expect(await course.cohortQueries.ended(cher.id)).toEqual([]);
  });
});
