import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { bringProgram, furnish, placeIn, type Scene } from './room.ts';

let site: TestSite;
let s: Scene;
let rosa: Visitor;
let june: Visitor;
beforeAll(async () => {
  site = await testSite();
  s = await furnish(site.house, site.clock);
  await bringProgram(site.house, site.clock);
  await placeIn(site.house, s.organization, s.ids.rosa);
  [rosa, june] = [await site.signedIn(s.ids.rosa), await site.signedIn(s.ids.june)];
});
afterAll(() => site.stop());

const shift = (changes: Record<string, string> = {}): Record<string, string> => ({
  day: '2026-11-20',
  minutes: '3:30',
  site: 'Casa de la Niña <b>',
  domain: 'mentoring',
  activity: 'one-to-one',
  supervisor: s.approvalOf.june,
  supervisionDay: '',
  individualMinutes: '',
  groupMinutes: '',
  ...changes,
});
const claimed = (): Promise<{ id: string; day: string; minutes: number }[]> =>
  site.house.database.read(`select c.id, h.day::text, h.minutes from claims c join hours_rows h on h.claim_id = c.id order by c.made_at, h.day desc, c.id`);
const statements = async (): Promise<number> => (await site.house.database.read(`select 1 from statements`)).length;

describe('the page of hours', () => {
  it('· greets a trainee who has none yet, and offers approved supervisors without their addresses', async () => {
    const { status, text } = await rosa.get('/hours');
    expect(status).toBe(200);
    expect(text).toContain('The first row is a good start');
    expect(text).toContain('June Šimůnková · Casa de la Niña');
    expect(text).toContain('王小明 · Model State Peer Certification Board');
    expect(text).not.toContain(`${s.ids.june}@example.org`);
  });

  it('· asks for sign-in', async () => {
    expect((await site.visitor().get('/hours')).location).toBe('/sign-in?next=%2Fhours');
  });

  it.each<[string, Record<string, string>, string]>([
    ['an empty day', { day: '' }, 'Please fill this in'],
    ['a day to come', { day: '2026-11-23' }, 'This day has not come yet'],
    ['a time that is none', { minutes: 'all day' }, 'such as 3:30 or 0:45'],
    ['seventeen hours', { minutes: '17' }, 'There are 960 minutes left on this day'],
    ['a second day without a time', { day2: '2026-11-19' }, 'both the day and the time'],
    ['supervision without a day', { individualMinutes: '0:30' }, 'both the day of the supervision and its time'],
    ['nobody as supervisor', { supervisor: '' }, 'Please choose one'],
    ['a supervisor who is not approved', { supervisor: '01890000-0000-7000-8000-000000000001' }, 'not approved to confirm your hours'],
  ])('· says at its field what is wrong with %s, and keeps the rest', async (_, changes, words) => {
    const { status, text } = await rosa.post('/hours', shift(changes), '/hours');
    expect([status, text.includes(words), text.includes('value="Casa de la Niña &lt;b&gt;"')]).toEqual([422, true, true]);
    expect(await claimed()).toEqual([]);
  });

  it('· logs several days at once, once for a double click', async () => {
    const fields = shift({ day2: '2026-11-19', minutes2: '2', supervisionDay: '2026-11-20', individualMinutes: '0:20', idempotencyKey: newId() });
    const [one, two] = await Promise.all([rosa.post('/hours', fields), rosa.post('/hours', fields)]);
    expect([one.status, two.status, one.location]).toEqual([303, 303, '/hours']);
    expect((await claimed()).map(({ day, minutes }) => [day, minutes])).toEqual([['2026-11-20', 210], ['2026-11-19', 120]]);
    const { text } = await rosa.get('/hours');
    expect(text).toContain('2 rows are saved');
    expect(text).toContain('Casa de la Niña &lt;b&gt;');
    expect(text).toContain('2 rows are ready. We write to: June Šimůnková.');
  });

  it('· sends one letter without a token in it', async () => {
    expect((await rosa.post('/hours/confirmation-request', {}, '/hours')).location).toBe('/hours');
    const jobs = await site.house.database.read<{ payload: { letter: string; facts: object } }>(`select payload from graphile_worker._private_jobs`);
    expect(jobs.map(({ payload }) => [payload.letter, Object.keys(payload.facts)])).toEqual([['hours-to-confirm', ['traineeName', 'requestId']]]);
    expect((await rosa.get('/hours')).text).toContain('Waiting for the supervisor');
    expect((await rosa.post('/hours/confirmation-request', {}, '/hours')).status).toBe(409);
  });
});

describe('the mailed link', () => {
  it('· opens without an account and changes nothing, however often', async () => {
    const token = await s.links.make('hours-to-confirm', s.ids.june);
    const scanner = site.visitor();
    for (let scans = 0; scans < 3; scans++) {
      const { status, text } = await scanner.get(`/confirm/${token}`);
      expect([status, text.includes('Rosa Zoë O&#x27;Brien-Ñandú: 5 h 30 min'), text.includes('20 min one to one, 0 min in a group')]).toEqual([200, true, true]);
    }
    expect([await statements(), (await site.house.database.read(`select 1 from vouchings`)).length]).toEqual([0, 0]);
  });

  it('· takes an answer for each row once, and shows a plain receipt', async () => {
    const path = `/confirm/${await s.links.make('hours-to-confirm', s.ids.june)}`;
    const [first, second] = await claimed();
    const browser = site.visitor();
    expect((await browser.post(path, {})).text).toContain('Please answer at least one row');
    const refused = await browser.post(path, { [`answer-${first!.id}`]: 'confirmed', [`answer-${second!.id}`]: 'disputed' });
    expect([refused.status, refused.text.includes('Please say in a few words what is not right'), await statements()]).toEqual([422, true, 0]);
    const answers = { [`answer-${first!.id}`]: 'confirmed', [`answer-${second!.id}`]: 'disputed', [`reason-${second!.id}`]: 'We were closed <that> day' };
    for (let presses = 0; presses < 2; presses++) expect((await browser.post(path, answers)).location).toBe(path);
    expect(await statements()).toBe(2);
    const { text } = await browser.get(path);
    expect(text).toContain('Thank you. Your answers are saved.');
    expect(text).toContain('You have answered every row');
    expect(text).toContain('We were closed &lt;that&gt; day');
  });

  it('· is good for its bearer only: another link, an old one, or none opens nothing', async () => {
    const guess = await site.visitor().get(`/confirm/${'x'.repeat(43)}`);
    expect(guess.status).toBe(404);
    const stranger = await s.links.make('hours-to-confirm', s.ids.cher);
    expect((await site.visitor().get(`/confirm/${stranger}`)).status).toBe(403);
    const [first] = await claimed();
    const wei = await s.links.make('hours-to-confirm', s.ids.wei);
    expect((await site.visitor().post(`/confirm/${wei}`, { [`answer-${first!.id}`]: 'confirmed' })).status).toBe(404);
  });
});

describe('after the answer', () => {
  it('· the trainee sees what counts, what does not and why', async () => {
    const { text } = await rosa.get('/hours');
    for (const words of ['<dd>3 h 30 min of 120 h</dd>', 'one hour for 25', '20 min of 9 min', 'Confirmed', 'Not confirmed', 'We were closed &lt;that&gt; day']) expect(text).toContain(words);
  });

  it('· a row is corrected on a page of its own, filled in with what it said', async () => {
    const [first] = await claimed();
    const path = `/hours/${first!.id}/amendment`;
    const { text } = await rosa.get(path);
    expect(text).toContain('value="3:30"');
    expect(text).toContain(`value="${s.approvalOf.june}" selected`);
    site.clock.forward(1);
    expect((await rosa.post(path, shift({ minutes: '2' }))).status).toBe(422);
    expect((await rosa.post(path, { ...shift({ minutes: '2' }), reason: 'I left early' })).location).toBe('/hours');
    expect((await rosa.get('/hours')).text).toContain('Your correction waits for the supervisor');
    await rosa.post('/hours/confirmation-request', {}, '/hours');
  });

  it('· a signed-in supervisor answers on a page of their own', async () => {
    const { text } = await june.get('/supervision');
    expect(text).toContain('Corrects an earlier row');
    const amended = (await claimed()).at(-1)!;
    expect((await june.post('/supervision', { [`answer-${amended.id}`]: 'confirmed' })).location).toBe('/supervision');
    expect((await rosa.get('/hours')).text).toContain('<dd>2 h of 120 h</dd>');
    expect((await rosa.get('/supervision')).status).toBe(403);
  });

  it('· others find no row of Rosa’s', async () => {
    const [first] = await claimed();
    const cher = await site.signedIn(s.ids.cher);
    expect((await cher.get(`/hours/${first!.id}/amendment`)).status).toBe(404);
    expect((await cher.post(`/hours/${first!.id}/withdrawal`, {}, '/hours')).status).toBe(404);
    expect((await cher.post('/hours/nonsense/withdrawal', {}, '/hours')).status).toBe(404);
  });

  it('· a row not answered yet is withdrawn', async () => {
    site.clock.forward(1);
    await rosa.post('/hours', shift({ day: '2026-11-01' }));
    const id = (await claimed()).at(-1)!.id;
    expect((await rosa.post(`/hours/${id}/withdrawal`, {}, '/hours')).location).toBe('/hours');
    expect((await rosa.post(`/hours/${id}/withdrawal`, {}, '/hours')).status).toBe(409);
  });
});

describe('the page of supervisors', () => {
  it('· lets a coordinator approve for the own organization, and end it', async () => {
    const dana = await site.signedIn(s.ids.dana);
    expect((await dana.get('/supervisors')).text).toContain('June Šimůnková');
    const fields = { name: 'محمد العلي', email: 'mohammed@example.org', scope: s.organization };
    expect((await dana.post('/supervisors', { ...fields, email: 'mohammed' })).text).toContain('This does not look like an e-mail address');
    expect((await dana.post('/supervisors', { ...fields, scope: 'body' })).status).toBe(403);
    expect((await dana.post('/supervisors', fields)).location).toBe('/supervisors');
    expect((await dana.get('/supervisors')).text).toContain('محمد العلي');
    const [approval] = (await s.approvals.list(await s.actor('dana'), s.organization)).filter(({ email }) => email === fields.email);
    expect((await dana.post(`/supervisors/${approval!.approvalId}/ending`, { scope: s.organization, reason: 'Moved' }, '/supervisors')).location).toBe('/supervisors');
    expect((await dana.get('/supervisors')).text).not.toContain('محمد العلي');
  });

  it('· is closed to others', async () => {
    const answer = await rosa.get('/supervisors');
    expect([answer.status, answer.text.includes('coordinators of the organization')]).toEqual([403, true]);
  });
});
