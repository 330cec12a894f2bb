import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { addPerson } from '../support/cast.ts';
import { testSite, type Answer, type TestSite, type Visitor } from '../support/site.ts';
import { furnish, hoursOn, placeIn, type Scene } from './room.ts';

let site: TestSite;
let s: Scene;
let harbor: string;
/** Coordinates another organization. */
let omar: string;
let [rosa, dana, june, cher, odette]: Visitor[] = [];
beforeAll(async () => {
  site = await testSite();
  s = await furnish(site.house, site.clock);
  await placeIn(site.house, s.organization, s.ids.rosa);
  harbor = await s.roles.foundOrganization('Harbor', 'harbor');
  omar = await addPerson(site.house.database, 'Omar');
  await s.roles.give(null, omar, 'coordinator', harbor);
  [rosa, dana, june, cher, odette] = await Promise.all(([s.ids.rosa, s.ids.dana, s.ids.june, s.ids.cher, s.ids.odette]).map((id) => site.signedIn(id)));
});
afterAll(() => site.stop());

const rows = async (table: string): Promise<number> => (await site.house.database.read(`select 1 from ${table}`)).length;
/** A row that June was asked about. */
async function asked(date: string): Promise<string> {
  const trainee = await s.actor('rosa');
  const [id] = await s.supervisedHours.log(trainee, await juneApproval(), [hoursOn(date)]);
  await s.supervisedHours.askToConfirm(trainee, 'Rosa');
  return id!;
}
const juneApproval = async (): Promise<string> => (await s.approvals.list(await s.actor('dana'), s.organization)).find(({ personId }) => personId === s.ids.june)!.approvalId;

const WRONG_IDS = ['1', 'x', '00000000-0000-0000-0000-00000000000g', '%00', "';--", '__proto__', '%F0%9F%91%A3'];

describe('an address that holds no id', () => {
  it.each(WRONG_IDS)('· such as %s is a page that is not there', async (id) => {
    for (const path of [`/hours/${id}/amendment`, `/training/${id}/document`]) expect((await rosa!.get(path)).status).toBe(404);
    for (const path of [`/registrar/training/${id}`, `/registrar/training/${id}/document`]) expect((await odette!.get(path)).status).toBe(404);
    for (const path of [`/hours/${id}/withdrawal`, `/hours/${id}/amendment`, `/training/${id}/withdrawal`]) expect((await rosa!.post(path, {}, '/hours')).status).toBe(404);
    expect((await dana!.post(`/supervisors/${id}/ending`, { scope: s.organization, reason: 'x' }, '/supervisors')).status).toBe(404);
  });

  it.each(WRONG_IDS)('· as the key of a page of a list, such as %s, shows the first page', async (id) => {
    for (const [who, path] of [[rosa!, `/hours?before=${id}`], [rosa!, `/training?before=${id}`], [odette!, `/registrar/training?after=${id}`]] as const) expect((await who.get(path)).status).toBe(200);
  });

  it.each(['x', '%00', '__proto__', 'a'.repeat(250)])('· as a mailed link, such as %s, opens nothing', async (token) => expect((await site.visitor().get(`/confirm/${token}`)).status).toBe(404));
});

describe('what somebody types', () => {
  const shift = (changes: Record<string, string>): Record<string, string> => ({ day: '2026-08-01', minutes: '1', site: 'Riverside', domain: 'ethics', activity: 'group', supervisor: s.approvalOf.june, ...changes });

  it.each<[string, Record<string, string>, string]>([
    ['HTML', { site: '<script>alert(1)</script>' }, '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a text from right to left', { site: 'مركز التعافي' }, 'مركز التعافي'],
    ['letters in pieces, which are put together', { site: 'Cafe\u0301' }, 'Café'],
    ['quotes and braces', { site: `O'Brien {{x}} "y"` }, 'O&#x27;Brien {{x}} &quot;y&quot;'],
  ])('· may be %s, and is shown as text', async (_, changes, shown) => {
    site.clock.forward(1);
    expect((await rosa!.post('/hours', shift(changes), '/hours')).location).toBe('/hours');
    expect((await rosa!.get('/hours')).text).toContain(`<bdi>${shown}</bdi>`);
  });

  it('· never makes our own fault, whatever it is', async () => {
    for (const [name, value] of [['minutes', '9'.repeat(400)], ['minutes', '9999:59'], ['day', '275760-09-13'], ['day', '0000-01-01'], ['supervisionDay', '-000001-01-01'], ['supervisor', '00000000-0000-0000-0000-000000000000']]) {
      const { status, text } = await rosa!.post('/hours', shift({ [name!]: value! }), '/hours');
      expect([name, value!.slice(0, 20), status, text.includes('value="')]).toEqual([name, value!.slice(0, 20), 422, true]);
    }
  });

  it('· may hide a sign that no database takes: it is left out', async () => {
    site.clock.forward(1);
    expect((await rosa!.post('/hours', shift({ site: 'Harbor\u0000 house' }), '/hours')).location).toBe('/hours');
    expect((await rosa!.get('/hours')).text).toContain('<bdi>Harbor house</bdi>');
    const id = await asked('2026-08-20');
    expect((await june!.post('/supervision', { [`answer-${id}`]: 'disputed', [`reason-${id}`]: 'We were\u0000 closed' })).location).toBe('/supervision');
    expect((await s.hours.byIds([id]))[0]!.verdictReason).toBe('We were closed');
  });

  it('· as a list or as a map is taken for nothing', async () => {
    const { status, text } = await rosa!.post('/hours', { ...shift({}), site: ['a', 'b'], 'day[x]': 'y' }, '/hours');
    expect([status, text.includes('id="site-fault"')]).toEqual([422, true]);
  });
});

describe('answers of a supervisor', () => {
  let answered: number;
  beforeAll(async () => {
    answered = await rows('vouchings');
  });

  it('· about rows that are not theirs, or do not exist, change nothing', async () => {
    const id = await asked('2026-07-01');
    for (const wrong of [newId(), '00000000-0000-0000-0000-000000000000']) expect((await june!.post('/supervision', { [`answer-${id}`]: 'confirmed', [`answer-${wrong}`]: 'confirmed' })).status).toBe(404);
    expect(await rows('vouchings')).toBe(answered);
  });

  it.each(['credited', 'declined', 'withdrawn', 'CONFIRMED', ''])('· of %j are none', async (verdict) => {
    const id = await asked(`2026-07-0${2 + ['credited', 'declined', 'withdrawn', 'CONFIRMED', ''].indexOf(verdict)}`);
    const { status, text } = await june!.post('/supervision', { [`answer-${id}`]: verdict });
    expect([status, text.includes('Please answer at least one row')]).toEqual([422, true]);
  });

  it('· keep what was chosen and typed when one row is refused', async () => {
    const [one, two] = [await asked('2026-07-10'), await asked('2026-07-11')];
    const { status, text } = await june!.post('/supervision', { [`answer-${one}`]: 'disputed', [`reason-${one}`]: 'Too <long>', [`answer-${two}`]: 'disputed' });
    expect([status, text.includes('value="Too &lt;long&gt;"'), text.includes(`id="reason-${two}-fault"`)]).toEqual([422, true, true]);
    expect(text.match(/value="disputed" checked/g)).toHaveLength(2);
    expect(await rows('vouchings')).toBe(answered);
  });

  it('· come before or after a withdrawal, never together with it', async () => {
    const id = await asked('2026-07-12');
    const [trainee, supervisor] = [await s.actor('rosa'), await s.actor('june')];
    const both = await Promise.allSettled([s.supervisedHours.withdraw(trainee, id), s.vouching.answer(supervisor, [{ claimId: id, verdict: 'confirmed', reason: null }])]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await rows('claim_withdrawals')) + (await rows('vouchings'))).toBe(answered + 1);
  });

  it('· that differ are decided by the first', async () => {
    const id = await asked('2026-07-13');
    const supervisor = await s.actor('june');
    const both = await Promise.allSettled((['confirmed', 'disputed'] as const).map((verdict) => s.vouching.answer(supervisor, [{ claimId: id, verdict, reason: 'x' }])));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const stated = (await s.record.standing(s.ids.rosa)).filter(({ objectId }) => objectId === id).length;
    expect(stated).toBe((await s.hours.byIds([id]))[0]!.verdict === 'confirmed' ? 1 : 0);
  });

  it('· of one who was approved no more say so to the trainee, who can withdraw and choose another', async () => {
    const id = await asked('2026-07-14');
    const ended = await juneApproval();
    await s.approvals.end(await s.actor('dana'), ended, s.organization, 'On leave');
    expect((await rosa!.get('/hours')).text).toContain('This supervisor is not approved any more');
    expect((await june!.post('/supervision', { [`answer-${id}`]: 'confirmed' }, '/hours')).status).toBe(403);
    expect((await rosa!.post(`/hours/${id}/withdrawal`, {}, '/hours')).location).toBe('/hours');
    await s.approvals.approve(await s.actor('dana'), { name: 'June', email: `${s.ids.june}@example.org` }, s.organization);
    expect((await june!.get('/supervision')).status).toBe(200);
  });
});

describe('a correction', () => {
  it('· is made once of two sent at the same moment', async () => {
    const id = await asked('2026-06-01');
    await s.vouching.answer(await s.actor('june'), [{ claimId: id, verdict: 'confirmed', reason: null }]);
    const trainee = await s.actor('rosa');
    const approval = await juneApproval();
    const both = await Promise.allSettled([1, 2].map((hours) => s.supervisedHours.amend(trainee, id, approval, hoursOn('2026-06-01', { minutes: hours * 60 }), 'Shorter')));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('· of a row that waits, or of somebody else’s, has no page', async () => {
    const id = await asked('2026-06-02');
    expect([(await rosa!.get(`/hours/${id}/amendment`)).status, (await cher!.get(`/hours/${id}/amendment`)).status]).toEqual([404, 404]);
  });

  it('· may fill the day that it corrects, and not one minute more', async () => {
    const [id] = await s.supervisedHours.log(await s.actor('rosa'), await juneApproval(), [hoursOn('2026-06-03', { minutes: 900 })]);
    await s.supervisedHours.askToConfirm(await s.actor('rosa'), 'Rosa');
    await s.vouching.answer(await s.actor('june'), [{ claimId: id!, verdict: 'confirmed', reason: null }]);
    const amend = async (minutes: number): Promise<string> => s.supervisedHours.amend(await s.actor('rosa'), id!, await juneApproval(), hoursOn('2026-06-03', { minutes }), 'x');
    await expect(amend(961)).rejects.toMatchObject({ name: 'DayTooLong', facts: { minutesLeft: 960 } });
    await expect(amend(960)).resolves.toEqual(expect.any(String));
  });

  it('· that is withdrawn leaves the row as it was, and another can follow', async () => {
    const id = await asked('2026-06-04');
    const [trainee, approval] = [await s.actor('rosa'), await juneApproval()];
    await s.vouching.answer(await s.actor('june'), [{ claimId: id, verdict: 'confirmed', reason: null }]);
    const first = await s.supervisedHours.amend(trainee, id, approval, hoursOn('2026-06-04', { minutes: 60 }), 'x');
    await s.supervisedHours.withdraw(trainee, first);
    expect((await s.record.standing(s.ids.rosa)).find(({ objectId }) => objectId === id)!.minutes).toBe(240);
    await expect(s.supervisedHours.amend(trainee, id, approval, hoursOn('2026-06-04', { minutes: 30 }), 'y')).resolves.toEqual(expect.any(String));
  });
});

describe('approving supervisors', () => {
  const fields = { name: 'Zoë O\'Brien-Ñandú', email: 'zoe@example.org' };

  it('· is for the own organization: a coordinator of another neither approves nor ends', async () => {
    const other = await site.signedIn(omar);
    expect((await other.get('/supervisors')).text).not.toContain('June');
    expect((await other.post('/supervisors', { ...fields, scope: s.organization })).status).toBe(403);
    expect((await other.post(`/supervisors/${await juneApproval()}/ending`, { scope: s.organization, reason: 'x' }, '/supervisors')).status).toBe(403);
    expect((await other.post(`/supervisors/${await juneApproval()}/ending`, { scope: harbor, reason: 'x' }, '/supervisors')).status).toBe(404);
    expect((await june!.get('/supervision')).status).toBe(200);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no name', { name: '' }, 'name'],
    ['no address', { email: '' }, 'email'],
    ['an address that is none', { email: 'zoe@' }, 'email'],
    ['a name of 201 letters', { name: 'x'.repeat(201) }, 'name'],
  ])('· with %s comes back with a message at the field', async (_, changes, field) => {
    const { status, text } = await dana!.post('/supervisors', { ...fields, scope: s.organization, ...changes });
    expect([status, text.includes(`id="${field}-fault"`)]).toEqual([422, true]);
  });

  it.each(['body', 'x', '00000000-0000-0000-0000-000000000000', '__proto__'])('· for %j is not a coordinator’s to do', async (scope) => expect((await dana!.post('/supervisors', { ...fields, scope })).status).toBe(403));

  it('· of one person twice, in any case of the address, is one approval or a kind word, never a second person', async () => {
    const before = await rows('people');
    for (const email of ['Zoe@Example.org', 'zoe@example.org']) expect((await dana!.post('/supervisors', { ...fields, email, scope: s.organization })).status).toBeLessThan(500);
    const approvals = (await s.approvals.list(await s.actor('dana'), s.organization)).filter(({ email }) => email.toLowerCase() === 'zoe@example.org');
    expect([approvals.length, await rows('people')]).toEqual([1, before + 1]);
  });

  it('· needs a reason to end, and ends once of two presses', async () => {
    const [approval] = (await s.approvals.list(await s.actor('dana'), s.organization)).filter(({ name }) => name.startsWith('Zoë'));
    const path = `/supervisors/${approval!.approvalId}/ending`;
    expect((await dana!.post(path, { scope: s.organization, reason: ' ' }, '/supervisors')).status).toBe(422);
    const both = await Promise.all([1, 2].map(() => dana!.post(path, { scope: s.organization, reason: 'Moved' }, '/supervisors')));
    expect(both.map(({ status }) => status).sort()).toEqual([303, expect.any(Number)]);
    expect(both.every(({ status }) => status < 500)).toBe(true);
  });

  it('· by the body is an administrator’s, and holds in every organization', async () => {
    const ada = await addPerson(site.house.database, 'Ada');
    await s.roles.give(null, ada, 'administrator', null);
    const browser = await site.signedIn(ada);
    expect((await browser.post('/supervisors', { name: '王', email: 'wang@example.org', scope: 'body' })).location).toBe('/supervisors');
    expect((await rosa!.get('/hours')).text).toContain('王 · Model State Peer Certification Board');
  });
});

describe('the pages of others', () => {
  it.each(['/supervisors', '/supervision', '/registrar/training'])('· %s says who can, to a trainee', async (path) => {
    const { status, text } = await cher!.get(path);
    expect([status, /supervisors|coordinators|registrars/.test(text)]).toEqual([403, true]);
  });

  it('· lead a stranger to the sign-in', async () => {
    for (const path of ['/hours', '/training', '/supervision', '/supervisors', '/registrar/training', `/hours/${newId()}/amendment`]) expect((await site.visitor().get(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  });

  it('· have no document where none was sent', async () => {
    const claim = await s.transferred.claim(await s.actor('rosa'), { provider: 'Academy', fromDay: hoursOn('2026-03-02').day, toDay: hoursOn('2026-03-02').day, minutes: [{ domain: 'ethics', minutes: 60 }] }, null);
    expect([(await rosa!.get(`/training/${claim}/document`)).status, (await odette!.get(`/registrar/training/${claim}/document`)).status]).toEqual([404, 404]);
  });

  it('· refuse a registrar who would credit herself, and say that another may', async () => {
    const claim = await s.transferred.claim(await s.actor('odette'), { provider: 'Academy', fromDay: hoursOn('2026-03-02').day, toDay: hoursOn('2026-03-02').day, minutes: [{ domain: 'ethics', minutes: 60 }] }, null);
    const answer = await odette!.post(`/registrar/training/${claim}`, { verdict: 'credited', 'time-ethics': '1', reason: '' });
    expect([answer.status, answer.text.includes('Nobody can confirm their own'), await rows('training_credits')]).toEqual([403, true, 0]);
  });

  it('· let a trainee withdraw, or a registrar answer, never both', async () => {
    const claim = await s.transferred.claim(await s.actor('rosa'), { provider: 'Academy', fromDay: hoursOn('2026-03-02').day, toDay: hoursOn('2026-03-02').day, minutes: [{ domain: 'ethics', minutes: 60 }] }, null);
    const [trainee, registrar] = [await s.actor('rosa'), await s.actor('odette')];
    const both = await Promise.allSettled([s.transferred.withdraw(trainee, claim), s.review.credit(registrar, claim, [{ domain: 'ethics', minutes: 60 }], null, null)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('long lists', () => {
  const unescaped = ({ text }: Answer): string => text.replaceAll('&#x3D;', '=');

  it('· of hours go on over pages, each row once, newest first', async () => {
    const wei = await addPerson(site.house.database, 'محمد العلي');
    const trainee = { id: wei, roles: [], organizationIds: [s.organization] };
    const days = Array.from({ length: 65 }, (_, at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10));
    await s.supervisedHours.log(trainee, await juneApproval(), days.map((date) => hoursOn(date, { site: `site ${date}` })));
    const browser = await site.signedIn(wei);
    const seen: string[] = [];
    for (let path: string | undefined = '/hours'; path; ) {
      const text = unescaped(await browser.get(path));
      seen.push(...[...text.matchAll(/<bdi>site ([\d-]+)<\/bdi>/g)].map(([, date]) => date!));
      path = /href="(\/hours\?before=[0-9a-f-]+)"/.exec(text)?.[1];
    }
    expect(seen).toEqual(days.toReversed());
  });

  it('· of trainings that wait go on over pages, oldest first', async () => {
    const before = (await s.review.queue(await s.actor('odette'), { most: 500 })).length;
    const one = { provider: 'Academy', fromDay: hoursOn('2026-03-02').day, toDay: hoursOn('2026-03-02').day, minutes: [{ domain: 'ethics', minutes: 60 }] };
    for (let count = 0; count < 55; count++) await s.transferred.claim(await s.actor('rosa'), one, null);
    const ids: string[] = [];
    for (let path: string | undefined = '/registrar/training'; path; ) {
      const text = unescaped(await odette!.get(path));
      ids.push(...[...text.matchAll(/href="\/registrar\/training\/([0-9a-f-]{36})"/g)].map(([, id]) => id!));
      path = /href="(\/registrar\/training\?after=[0-9a-f-]+)"/.exec(text)?.[1];
    }
    expect([ids.length, new Set(ids).size, ids]).toEqual([before + 55, before + 55, ids.toSorted()]);
  });
});
