import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestSite, Visitor } from '../support/site.ts';
import { courseSite, type CourseSite } from './site.ts';

let course: CourseSite;
let site: TestSite;
let dana: Visitor;
let rosa: Visitor;
const FIRST = '/lessons/engagement/first-contact';

beforeAll(async () => {
  course = await courseSite();
  ({ site, dana, rosa } = course);
});
afterAll(() => site.stop());

const cohort = (changes: Record<string, string> = {}) => course.cohort(changes);

describe('a coordinator', () => {
  it('· makes a cohort, and hears at each field what is wrong', async () => {
    const wrong = await dana.post('/cohorts', cohort({ title: '', endsOn: '2026-13-01', seats: 'many' }), '/cohorts/new');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="2026-13-01"');
    for (const name of ['title', 'endsOn', 'seats']) expect(wrong.text).toContain(`id="${name}-fault"`);
    expect(await dana.post('/cohorts', cohort({ endsOn: '2026-01-01' }), '/cohorts/new')).toMatchObject({ status: 422, text: expect.stringContaining('cannot be before the first') });
    expect(await dana.post('/cohorts', cohort(), '/cohorts/new')).toMatchObject({ status: 303, location: '/cohorts/spring-2027' });
    expect(await dana.post('/cohorts', cohort(), '/cohorts/new')).toMatchObject({ status: 422, text: expect.stringContaining('Another cohort has this address') });
    expect((await dana.get('/cohorts')).text).toContain('Spring 2027');
  });

  it('· opens it once by a double click', async () => {
    const key = { idempotencyKey: '0193a000-0000-7000-8000-000000000001' };
    await dana.post('/cohorts/spring-2027/opening', key, '/cohorts/spring-2027');
    await dana.post('/cohorts/spring-2027/opening', key, '/cohorts/spring-2027');
    expect((await dana.get('/cohorts/spring-2027')).text).toContain('Anyone with this address can join');
  });

  it('· invites people and sees what became of each line', async () => {
    const sent = await dana.post('/cohorts/spring-2027/invitations', { people: '王小明 <wei@example.org>\nnobody <b>' }, '/cohorts/spring-2027');
    const { text } = await dana.follow(sent);
    expect(text).toMatch(/王小明 &lt;wei@example.org&gt;[\s\S]*Has a place[\s\S]*nobody &lt;b&gt;[\s\S]*No e-mail in this line/);
    expect((await dana.get('/cohorts/spring-2027')).text).toMatch(/<bdi>王小明<\/bdi>[\s\S]*0 of \d+[\s\S]*Invited/);
  });

  it('· is the only one who may', async () => {
    expect((await rosa.get('/cohorts')).status).toBe(403);
    expect((await rosa.get('/cohorts/spring-2027')).status).toBe(403);
    expect((await rosa.post('/cohorts/spring-2027/closing', {}, '/account')).status).toBe(403);
    expect((await dana.get('/cohorts/nowhere')).status).toBe(404);
  });
});

describe('a trainee', () => {
  it('· without a place is told how to get one', async () => expect((await rosa.get('/')).text).toContain('You have no place in a training yet'));

  it('· sees what is taught before joining, and joins', async () => {
    const stranger = await site.visitor().get('/join/spring-2027');
    expect(stranger.text).toMatch(/href="\/sign-up\?next(?:=|&#x3D;)%2Fjoin%2Fspring-2027"[\s\S]*Engagement and active listening/);
    expect(await rosa.post('/join/spring-2027/enrollment', {}, '/join/spring-2027')).toMatchObject({ status: 303, location: '/' });
    const home = await rosa.get('/');
    expect(home.text).toContain('Rosa Zoë O&#x27;Brien-Ñandú');
    expect(home.text.match(/class="next-step"/g)).toHaveLength(1);
    expect(home.text).toMatch(/class="next-step"[\s\S]*Making first contact[\s\S]*href="\/lessons\/engagement\/first-contact"/);
    expect(home.text).toContain('0 min of 8 h');
    expect(home.text).toContain('Opens after “Engagement and active listening”');
  });

  it('· sees why a module is locked, and no way into its lessons', async () => {
    const { text } = await rosa.get('/modules/ethics');
    expect(text).toContain('A limit only sounds kind when you can listen well first.');
    expect(text).not.toContain('href="/lessons/ethics');
    expect(await rosa.get('/lessons/ethics/code-of-ethics')).toMatchObject({ status: 303, location: '/modules/ethics' });
    expect((await rosa.get('/modules/nowhere')).status).toBe(404);
  });

  it('· reads a lesson, does it without script, and finishes it', async () => {
    const { text } = await rosa.get(FIRST);
    expect(text).toMatch(/<h1[^>]*>Making first contact<\/h1>/);
    const answers = [...text.matchAll(/action="(\/lessons\/engagement\/first-contact\/answers\/[a-z0-9-]+)"/g)].map(([, path]) => path!);
    expect(answers.length).toBeGreaterThan(1);
    const early = await rosa.post(`${FIRST}/completion`, {}, FIRST);
    expect(early.location).toBe(`${FIRST}#finish`);
    expect((await rosa.get(FIRST)).text).toMatch(/Not quite yet[\s\S]*A practice to do[\s\S]*Time with the lesson/);
    for (const path of answers) {
      site.clock.forward(9);
      expect(await rosa.post(path, { version: '0', text: "Ñandú's <b>words</b>", done: 'yes' }, FIRST)).toMatchObject({ status: 303, location: `${FIRST}#${path.split('/').at(-1)}` });
    }
    expect((await rosa.get(FIRST)).text).toContain('Ñandú&#x27;s &lt;b&gt;words&lt;/b&gt;');
    expect((await rosa.post(`${FIRST}/completion`, {}, FIRST)).location).toBe('/');
    expect((await rosa.get('/')).text).toMatch(/50 minutes are in your record\. We saw you here for \d+ minutes[\s\S]*50 min of 8 h/);
  });

  it('· loses nothing when another page saved first', async () => {
    const path = `${FIRST}/answers/when-i-was-new`;
    const stale = await rosa.post(path, { version: '0', text: 'From my old page' }, FIRST);
    expect(stale.status).toBe(409);
    expect(stale.text).toMatch(/Ñandú&#x27;s[\s\S]*From my old page/);
    const version = /name="version" value="(\d+)"/.exec(stale.text)![1]!;
    expect((await rosa.post(path, { version, text: 'Both' }, FIRST)).status).toBe(303);
  });

  it('· saves by script and sends signs of life', async () => {
    const path = `${FIRST}/answers/when-i-was-new`;
    expect(await rosa.json('POST', path, { version: '2', text: 'By script', done: '' }, FIRST)).toMatchObject({ status: 201, text: expect.stringMatching(/^\{"saved":\{"version":3,/) });
    expect(await rosa.json('POST', path, { version: '2', text: 'Stale', done: '' }, FIRST)).toMatchObject({ status: 409, text: '{"newer":{"version":3,"text":"By script"}}' });
    expect(await rosa.json('POST', `${FIRST}/signs`, { part: '2' }, FIRST)).toMatchObject({ text: '{"seen":true}' });
    expect((await rosa.get(FIRST)).text).toContain('href="#part-2"');
  });

  it('· is asked before hard material, and may set it aside', async () => {
    await course.credit('engagement');
    await course.credit('ethics');
    const note = await rosa.get('/lessons/crisis/asking-directly');
    expect(note.text).toContain('Before you open this lesson');
    expect(note.text).not.toContain('data-lesson');
    await rosa.post('/lessons/crisis/asking-directly/postponement', {}, '/lessons/crisis/asking-directly');
    expect((await rosa.get('/modules/crisis')).text).toContain('Set aside');
    await rosa.post('/lessons/crisis/asking-directly/opening', {}, '/lessons/crisis/asking-directly');
    expect((await rosa.get('/lessons/crisis/asking-directly')).text).toContain('data-lesson');
  });

  it('· starts the check of a module whose lessons are done', async () => {
    expect((await rosa.post('/modules/engagement/check-attempts', {}, '/modules/engagement')).location).toMatch(/^\/checks\/[0-9a-f-]{36}$/);
    expect(await rosa.post('/modules/crisis/check-attempts', {}, '/modules/crisis')).toMatchObject({ status: 409, text: expect.stringContaining('left before this opens') });
  });

  it('· opens a role play, and the same one again', async () => {
    const open = () => rosa.post('/modules/engagement/role-play-attempts', { rolePlay: 'engagement/role-play/listening' }, '/modules/engagement');
    const { location } = await open();
    expect(location).toMatch(/^\/role-plays\/[0-9a-f-]{36}$/);
    expect((await open()).location).toBe(location);
    expect((await rosa.post('/modules/engagement/role-play-attempts', { rolePlay: 'nowhere' }, '/modules/engagement')).status).toBe(404);
  });

  it('· leaves a training, and what she earned stays', async () => {
    await rosa.post('/join/spring-2027/withdrawal', { reason: '' }, '/join/spring-2027');
    expect((await rosa.get('/')).text).toContain('You have no place in a training yet');
    expect((await rosa.get(FIRST)).status).toBe(404);
  });
});
