import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit, OneTimeLinks } from '#libs/identity';
import { testSite, type TestSite } from '../support/site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

const zoe = { legalName: "Zoë O'Brien-Ñandú", preferredName: '', pronouns: 'she/her', email: 'zoe@example.org', password: 'quiet river stones', next: '/account' };

describe('a stranger', () => {
  it('· is asked to sign in, and comes back to the page that was wanted', async () => {
    const answer = await site.visitor().get('/account?tab=1');
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?next=%2Faccount%3Ftab%3D1']);
  });

  it('· finds nothing at an unknown address, kindly and with crisis help', async () => {
    const answer = await site.visitor().get('/health-of-others');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('988');
  });

  it('· comes back there by making an account too', async () => {
    expect((await site.visitor().get('/sign-in?next=%2Fjoin%2Fharbor')).text).toContain('href="/sign-up?next&#x3D;%2Fjoin%2Fharbor"');
    expect((await site.visitor().get('/sign-up?next=%2Fjoin%2Fharbor')).text).toContain('href="/sign-in?next&#x3D;%2Fjoin%2Fharbor"');
  });

  it('· cannot be led to another site after signing in', async () => {
    expect((await site.visitor().get('/sign-in?next=//evil.example')).text).toContain('name="next" value="/"');
  });
});

describe('signing up', () => {
  it('· names each fault at its field and keeps what was typed', async () => {
    const answer = await site.visitor().post('/sign-up', { ...zoe, email: 'zoe', legalName: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('This does not look like an e-mail address');
    expect(answer.text).toContain('value="she/her"');
    expect(answer.text).not.toContain('quiet river stones');
  });

  it('· refuses a weak password at its field', async () => {
    const answer = await site.visitor().post('/sign-up', { ...zoe, password: 'password123' });
    expect([answer.status, answer.text.includes('Many people use this password')]).toEqual([422, true]);
  });

  it('· makes a person, signs them in and asks for a letter', async () => {
    const browser = site.visitor();
    const answer = await browser.post('/sign-up', zoe);
    expect([answer.status, answer.location]).toEqual([303, '/account']);
    const account = await browser.get('/account');
    expect(account.text).toContain('Zoë O&#x27;Brien-Ñandú');
    expect(account.text).toContain('Welcome. It is good that you are here.');
    expect(await site.house.database.read(`select task_identifier from graphile_worker.jobs`)).toEqual([{ task_identifier: 'send-letter' }]);
  });

  it('· happens once for a double click', async () => {
    const browser = site.visitor();
    await browser.get('/sign-up');
    const fields = { ...zoe, email: 'twice@example.org', idempotencyKey: '01890000-0000-7000-8000-000000000001' };
    const [one, two] = await Promise.all([browser.post('/sign-up', fields), browser.post('/sign-up', fields)]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(await site.house.database.read(`select count(*)::int as n from people where email = 'twice@example.org'`)).toEqual([{ n: 1 }]);
  });

  it('· refuses an e-mail that is taken, whatever its case', async () => {
    const answer = await site.visitor().post('/sign-up', { ...zoe, email: 'ZOE@example.org' });
    expect([answer.status, answer.text.includes('There is an account with this e-mail already')]).toEqual([422, true]);
  });
});

describe('signing in', () => {
  it('· works with the right password only', async () => {
    const browser = site.visitor();
    const wrong = await browser.post('/sign-in', { email: zoe.email, password: 'quiet river stone', next: '/' });
    expect([wrong.status, wrong.text.includes('do not go together'), wrong.text.includes('value="zoe@example.org"')]).toEqual([422, true, true]);
    const right = await browser.post('/sign-in', { email: zoe.email, password: zoe.password, next: '/account' });
    expect([right.status, right.location]).toEqual([303, '/account']);
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('· is paused after many tries, and says so', async () => {
    const browser = site.visitor();
    let last = 0;
    for (let n = 0; n < 11; n++) last = (await browser.post('/sign-in', { email: 'guess@example.org', password: `guess number ${n}`, next: '/' })).status;
    expect(last).toBe(429);
  });

  it('· needs a token that our own page gave', async () => {
    const browser = site.visitor();
    await browser.get('/sign-in');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `email=${zoe.email}&password=${encodeURIComponent(zoe.password)}`;
    expect((await browser.send('POST', '/sign-in', form, body)).status).toBe(409);
    const token = await browser.token('/sign-in');
    expect((await browser.send('POST', '/sign-in', { ...form, 'sec-fetch-site': 'cross-site' }, `${body}&_csrf=${token}`)).status).toBe(409);
    expect((await browser.send('POST', '/sign-in', { ...form, origin: 'https://evil.example' }, `${body}&_csrf=${token}`)).status).toBe(409);
  });

  it('· ends everywhere else at once', async () => {
    const [id] = await site.house.database.read<{ id: string }>(`select id from people where email = 'zoe@example.org'`);
    const [phone, desk] = [await site.signedIn(id!.id), await site.signedIn(id!.id)];
    expect((await phone.get('/account')).status).toBe(200);
    expect((await desk.post('/account/sign-out-elsewhere', {}, '/account')).status).toBe(303);
    expect((await phone.get('/account')).status).toBe(303);
    expect((await desk.get('/account')).status).toBe(200);
    expect((await desk.post('/sign-out', {}, '/account')).location).toBe('/sign-in');
    expect((await desk.get('/account')).status).toBe(303);
  });

  it('· is over after three idle hours', async () => {
    const [id] = await site.house.database.read<{ id: string }>(`select id from people where email = 'twice@example.org'`);
    const browser = await site.signedIn(id!.id);
    expect((await browser.get('/account')).status).toBe(200);
    site.clock.forward(181);
    expect((await browser.get('/account')).status).toBe(303);
  });
});

describe('a mailed link', () => {
  it('· changes nothing when opened, acts once when pressed', async () => {
    const { database } = site.house;
    const [{ id }] = (await database.read<{ id: string }>(`select id from people where email = 'zoe@example.org'`)) as [{ id: string }];
    const token = await new OneTimeLinks(database, site.clock).make('reset-password', id);
    const browser = site.visitor();
    for (let scans = 0; scans < 3; scans++) expect((await browser.get(`/reset-password/${token}`)).status).toBe(200);
    expect((await browser.post(`/reset-password/${token}`, { password: 'short' })).status).toBe(422);
    expect((await browser.post(`/reset-password/${token}`, { password: 'a new quiet river' })).location).toBe('/sign-in');
    expect((await browser.get(`/reset-password/${token}`)).status).toBe(404);
    expect((await browser.post('/sign-in', { email: zoe.email, password: 'a new quiet river', next: '/' })).status).toBe(303);
  });

  it('· to reset is promised to everyone alike', async () => {
    const known = await site.visitor().post('/forgot-password', { email: zoe.email });
    const unknown = await site.visitor().post('/forgot-password', { email: 'nobody@example.org' });
    expect([known.status, known.location]).toEqual([unknown.status, unknown.location]);
  });
});

describe('the audit trail', () => {
  it('· is whole, cannot be changed by the app, and shows a row changed behind its back', async () => {
    const audit = new Audit(site.house.database, site.clock);
    expect(await audit.firstFault()).toBeUndefined();
    await expect(site.house.database.read(`update audit_entries set act = 'nothing'`)).rejects.toThrow('permission denied');
    await expect(site.house.database.read(`insert into audit_entries select number + 100, actor_id, act, subject, facts, at, hash from audit_entries limit 1`)).rejects.toThrow('permission denied');
    await site.house.asOwner(`update audit_entries set act = 'nothing' where number = 2`);
    expect(await audit.firstFault()).toEqual({ number: '2' });
  });
});
