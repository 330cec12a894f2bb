import { OneTimeLinks } from '#libs/identity';
import { newId } from '#libs/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addPerson, CAST } from '../support/cast.ts';
import type { Visitor } from '../support/site.ts';
import { courseSite, type CourseSite } from './site.ts';

let course: CourseSite;
let dana: Visitor;
let rosa: Visitor;
beforeAll(async () => {
  course = await courseSite();
  ({ dana, rosa } = course);
  await dana.post('/cohorts', course.cohort({ slug: 'spring' }), '/cohorts/new');
});
afterAll(() => course.site.stop());

const make = async (slug: string, changes: Record<string, string> = {}) => {
  expect((await dana.post('/cohorts', course.cohort({ slug, ...changes }), '/cohorts/new')).status).toBe(303);
  return `/cohorts/${slug}`;
};
const faultAt = (text: string, name: string) => new RegExp(`id="${name}-fault"[^>]*>(?:\\s*<svg[\\s\\S]*?</svg>)?([\\s\\S]*?)</p>`).exec(text)?.[1]?.replace(/<[^>]+>/g, '').trim();

describe('the form of a new cohort', () => {
  const typed = { title: "Zoë O'Brien-Ñandú <b>'s evenings</b>", slug: 'zoe', startsOn: '2027-01-11' };
  it.each<[string, Record<string, string>, string, RegExp]>([
    ['without a name', { title: '  ' }, 'title', /./],
    ['with a name that is too long', { title: 'ñ'.repeat(121) }, 'title', /120/],
    ['without a first day', { startsOn: '' }, 'startsOn', /./],
    ['with a first day that is none', { startsOn: '2027-02-30' }, 'startsOn', /./],
    ['with a last day that is none', { endsOn: 'soon' }, 'endsOn', /./],
    ['that ends before it starts', { endsOn: '2027-01-10' }, 'endsOn', /cannot be before the first/],
    ['with no seat', { seats: '0' }, 'seats', /./],
    ['with half a seat', { seats: '1.5' }, 'seats', /./],
    ['with more seats than there are people', { seats: '99999999999' }, 'seats', /./],
    ['with the address of another one', { slug: 'spring' }, 'slug', /Another cohort has this address/],
    ['with an address that is too long', { slug: 'a'.repeat(61) }, 'slug', /60/],
  ])('· %s is refused at its field, and everything typed is still there', async (_, changes, field, words) => {
    const fields = { ...typed, ...changes };
    const { status, text } = await dana.post('/cohorts', course.cohort(fields), '/cohorts/new');
    expect([status, faultAt(text, field)]).toEqual([422, expect.stringMatching(words)]);
    for (const value of [fields.slug, fields.startsOn]) expect(text).toContain(`value="${value}"`);
    if (!('title' in changes)) expect(text).toContain('value="Zoë O&#x27;Brien-Ñandú &lt;b&gt;&#x27;s evenings&lt;/b&gt;"');
    expect(text).not.toContain('<b>');
  });

  it('· for an organization that somebody does not coordinate, or none, is refused', async () => {
    for (const organizationId of [newId(), 'x', '']) expect([403, 422]).toContain((await dana.post('/cohorts', course.cohort({ slug: 'theirs', organizationId }), '/cohorts/new')).status);
    expect((await dana.get('/cohorts/theirs')).status).toBe(404);
  });

  it('· of a curriculum that is not there makes nothing', async () => {
    expect((await dana.post('/cohorts', course.cohort({ slug: 'nothing', curriculumSlug: 'nowhere' }), '/cohorts/new')).status).toBe(404);
    expect((await dana.get('/cohorts/nothing')).status).toBe(404);
  });

  it('· never gives an address that another page has', async () => {
    const { location } = await dana.post('/cohorts', course.cohort({ title: 'New', slug: '' }), '/cohorts/new');
    expect((await dana.get(location!)).text).toContain('<h1>New</h1>');
    const { status, text } = await dana.post('/cohorts', course.cohort({ title: 'Another', slug: 'New' }), '/cohorts/new');
    expect([status, faultAt(text, 'slug')]).toEqual([422, expect.stringContaining('choose another')]);
  });

  it('· makes one cohort by a double click', async () => {
    const fields = { ...course.cohort({ title: 'Twice', slug: '' }), idempotencyKey: newId() };
    const both = await Promise.all([dana.post('/cohorts', fields, '/cohorts/new'), dana.post('/cohorts', fields, '/cohorts/new')]);
    expect(both.map(({ status, location }) => [status, location])).toEqual([[303, '/cohorts/twice'], [303, '/cohorts/twice']]);
  });
});

describe('addresses that lead nowhere', () => {
  it.each(['/cohorts/nowhere', '/cohorts/%00', '/join/nowhere', '/join/%00', "/join/'--", '/cohorts/spring/invitations/x', `/cohorts/spring/invitations/${newId()}`, '/modules/%00', '/lessons/a/%00'])('· answer 404: %s', async (path) => {
    expect((await dana.get(path)).status).toBe(404);
  });
  it.each(['/cohorts/spring?after=x', `/cohorts/spring?after=${newId()}`, '/cohorts/spring?after=a&after=b', '/cohorts?olderThan=nowhere', '/cohorts?olderThan=a&olderThan=b', '/?cohort=nowhere', '/?cohort=%00', '/?cohort=a&cohort=b'])(
    '· or to a page that is not there show a page that is: %s',
    async (path) => {
      expect((await dana.get(path)).status).toBe(200);
    },
  );
});

describe('the people of a cohort', () => {
  it('· have a place that only its own coordinator ends, with a reason', async () => {
    const path = await make('endings');
    await dana.post(`${path}/opening`, {}, path);
    await rosa.post('/join/endings/enrollment', {}, '/join/endings');
    const end = (personId: string, reason: string, who = dana) => who.post(`${path}/withdrawals`, { personId, reason }, '/cohorts');
    expect(await end(course.rosaId, ' ')).toMatchObject({ status: 422 });
    expect((await end(course.rosaId, 'x'.repeat(501))).status).toBe(422);
    for (const nobody of ['x', '', newId(), "' or 1=1"]) expect([404, 422]).toContain((await end(nobody, 'A reason')).status);
    const stranger = await course.site.signedIn(await addPerson(course.site.house.database, CAST.amir));
    expect((await end(course.rosaId, 'A reason', stranger)).status).toBe(403);
    expect((await dana.get(path)).text).toContain(CAST.rosa.replace("'", '&#x27;'));
    expect(await end(course.rosaId, 'She moved')).toMatchObject({ status: 303, location: path });
    expect((await dana.get(path)).text).toContain('Nobody has a place here yet');
    expect((await end(course.rosaId, 'Again')).status).toBe(404);
  });

  it('· are shown to an instructor of the organization, without a way to change anything', async () => {
    const id = await addPerson(course.site.house.database, CAST.amir);
    await course.give(id, 'instructor');
    const amir = await course.site.signedIn(id);
    const { status, text } = await amir.get('/cohorts/spring');
    expect(status).toBe(200);
    for (const act of ['opening', 'closing', 'invitations', 'withdrawals']) {
      expect(text).not.toContain(`/cohorts/spring/${act}`);
      expect((await amir.post(`/cohorts/spring/${act}`, { people: 'x@example.org', personId: course.rosaId, reason: 'x' }, '/account')).status).toBe(403);
    }
  });

  it('· are pasted again after a fault, with everything that was typed', async () => {
    expect(await dana.post('/cohorts/spring/invitations', { people: ' \n ' }, '/cohorts/spring')).toMatchObject({ status: 422, text: expect.stringContaining('people-fault') });
    const long = `Zoë <zoe@example.org>\n${'x'.repeat(100_000)}`;
    const { status, text } = await dana.post('/cohorts/spring/invitations', { people: long }, '/cohorts/spring');
    expect([status, text.includes('Zoë &lt;zoe@example.org&gt;\nxxx')]).toEqual([422, true]);
    expect((await dana.get('/cohorts/spring')).text).toContain('Nobody has a place here yet');
  });
});

describe('an invitation that was taken back', () => {
  it('· says so at the link of its letter, to somebody with an account', async () => {
    const path = await make('kept-for-you', { title: 'Kept for you' });
    await dana.post(`${path}/invitations`, { people: `${course.rosaId}@example.org` }, path);
    expect((await rosa.get('/join/kept-for-you')).text).toContain('You have a place in this training');
    await dana.post(`${path}/withdrawals`, { personId: course.rosaId, reason: 'A secret reason' }, path);
    const { text } = await rosa.get('/join/kept-for-you');
    expect(text).toContain('The organization has ended your place in “Kept for you” on');
    expect(text).not.toMatch(/You have a place in this training|A secret reason/);
    expect((await course.site.visitor().get('/join/kept-for-you')).text).not.toContain('has ended your place');
  });

  it('· says so to who makes an account by its letter only then', async () => {
    const path = await make('too-late', { title: 'Too late' });
    await dana.post(`${path}/invitations`, { people: 'محمد العلي <late@example.org>' }, path);
    const [{ id }] = (await course.site.house.database.read<{ id: string }>(`select id from people where email = 'late@example.org'`)) as [{ id: string }];
    await dana.post(`${path}/withdrawals`, { personId: id, reason: 'A mistake' }, path);
    const link = `/invitation/${await new OneTimeLinks(course.site.house.database, course.site.clock).make('invitation', id)}`;
    const browser = course.site.visitor();
    const accepted = await browser.post(link, { legalName: 'محمد العلي', preferredName: '', pronouns: '', password: 'quiet river stones' });
    const home = await browser.follow(accepted);
    expect(home.text).toMatch(/You have no place in a training yet[\s\S]*has ended your place in “Too late” on[\s\S]*href="\/join\/too-late"/);
  });

  it('· is no news to who left by their own choice', async () => {
    const path = await make('my-choice', { title: 'My choice' });
    await dana.post(`${path}/opening`, {}, path);
    await rosa.post('/join/my-choice/enrollment', {}, '/join/my-choice');
    await rosa.post('/join/my-choice/withdrawal', { reason: 'x'.repeat(501) }, '/join/my-choice').then(({ status }) => expect(status).toBe(422));
    await rosa.post('/join/my-choice/withdrawal', { reason: '' }, '/join/my-choice');
    const { text } = await rosa.get('/join/my-choice');
    expect(text).toMatch(/You left “My choice” on[\s\S]*Join this training/);
    expect(await rosa.post('/join/my-choice/withdrawal', { reason: '' }, '/join/my-choice')).toMatchObject({ status: 404 });
  });
});

describe('the way into a cohort', () => {
  it('· that is closed or full says so and keeps people out', async () => {
    const path = await make('one-seat', { seats: '1' });
    const wei = await course.site.signedIn(await addPerson(course.site.house.database, CAST.wei));
    expect((await wei.get('/join/one-seat')).text).toContain('takes people by invitation');
    expect(await wei.post('/join/one-seat/enrollment', {}, '/join/one-seat')).toMatchObject({ status: 409, text: expect.stringContaining('takes people by invitation') });
    await dana.post(`${path}/opening`, {}, path);
    await rosa.post('/join/one-seat/enrollment', {}, '/join/one-seat');
    expect((await wei.get('/join/one-seat')).text).toContain('All places are taken');
    expect(await wei.post('/join/one-seat/enrollment', {}, '/join/one-seat')).toMatchObject({ status: 409, text: expect.stringContaining('All 1 place is taken') });
    expect((await rosa.get('/join/one-seat')).text).toContain('You have a place in this training');
    await dana.post(`${path}/closing`, {}, path);
    expect((await rosa.get('/join/one-seat')).text).toContain('You have a place in this training');
  });

  it('· asks a stranger to sign in, and changes nothing', async () => {
    const path = await make('strangers');
    await dana.post(`${path}/opening`, {}, path);
    const stranger = course.site.visitor();
    expect((await stranger.post('/join/strangers/enrollment', {}, '/join/strangers')).status).toBe(303);
    expect((await dana.get(path)).text).toContain('Nobody has a place here yet');
  });
});

describe('the list of cohorts', () => {
  it('· goes by the page, newest first, and shows no other organization’s', async () => {
    const ids = await course.manyCohorts(51);
    const first = await dana.get('/cohorts');
    const next = /href="(\/cohorts\?olderThan[^"]+)"/.exec(first.text)![1]!.replaceAll('&#x3D;', '=');
    const second = await dana.get(next);
    const listed = (text: string) => [...text.matchAll(/href="\/cohorts\/(many-\d+)"/g)].map(([, slug]) => slug!);
    expect(listed(first.text)).toEqual(ids.slice(1).toReversed());
    expect(listed(second.text)).toEqual(ids.slice(0, 1));
    expect(first.text + second.text).not.toContain('Not ours');
  });
});
