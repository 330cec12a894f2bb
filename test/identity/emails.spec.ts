import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EmailTaken, LINK_LIFETIME_HOURS, LinkNoLongerWorks, PasswordNotRight } from '#libs/identity';
import { PeopleLetterBook } from '../../apps/worker/src/letters/people-letter-book.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { Rooms, type Letter } from './support/rooms.ts';

const PASSWORD = 'quiet river stones';

let site: TestSite;
let rooms: Rooms;
let book: PeopleLetterBook;
let person: { id: string; email: string; roles: readonly [] };
let browser: Visitor;
let people = 0;

beforeAll(async () => {
  site = await testSite();
  rooms = new Rooms(site.house, site.clock);
  await rooms.accounts.signUp({ legalName: '王小明', email: 'wei@example.org' }, PASSWORD);
  book = new PeopleLetterBook(rooms.people, rooms.links, rooms.emails, rooms.clock, site.settings);
});
afterAll(() => site.stop());

beforeEach(async () => {
  const email = `zoe-${++people}@example.org`;
  const id = await rooms.people.add({ legalName: "Zoë O'Brien-Ñandú", email }, null);
  await rooms.database.read(`insert into passwords (person_id, hash, set_at) select $1, hash, set_at from passwords w join people p on p.id = w.person_id where p.email = 'wei@example.org'`, [id]);
  person = { id, email, roles: [] };
  await rooms.emails.sendProof(person);
  browser = await site.signedIn(id);
});

const names = async () => (await rooms.letters(person.id)).map(({ letter }) => letter);
const newest = async (name: string): Promise<Letter> => (await rooms.letters(person.id)).filter(({ letter }) => letter === name).at(-1)!;
const row = async () => (await rooms.database.read<{ email: string; verified: boolean }>(`select email, email_verified_at is not null as verified from people where id = $1`, [person.id]))[0]!;

/** What the worker would send: where to, and the token of its link. */
async function sent(name: string): Promise<{ to: string | undefined; token: string }> {
  const { letter, personId, facts, letterId } = await newest(name);
  const to = await book.addressee(personId, letter, facts);
  const { link } = await book.links(letter, personId, facts, letterId);
  return { to: to?.email, token: String(link).split('/').at(-1)! };
}

const ask = (email: string, password = PASSWORD) => browser.post('/account/email', { email, password });

describe('an address that is not verified', () => {
  it('· is said so at home, on the account page and on the page of the address, and no more once it is', async () => {
    for (const path of ['/', '/account', '/account/email']) expect((await browser.get(path)).text).toContain('Your e-mail is not verified yet');
    expect((await browser.get('/hours')).text).not.toContain('not verified');
    const { token } = await sent('verify-email');
    expect((await site.visitor().post(`/verify-email/${token}`)).location).toBe('/');
    for (const path of ['/', '/account', '/account/email']) expect((await browser.get(path)).text).not.toContain('not verified yet');
    expect((await row()).verified).toBe(true);
  });

  it('· gets its letter again when asked, and each link works', async () => {
    const first = await sent('verify-email');
    expect((await browser.post('/account/email/verification', {}, '/account/email')).location).toBe('/account/email');
    expect(await names()).toEqual(['verify-email', 'verify-email']);
    expect((await browser.get('/account/email')).text).toContain('The letter is on its way.');
    expect((await sent('verify-email')).token).not.toBe(first.token);
    expect(await rooms.emails.verify(first.token)).toBe(person.id);
  });

  it('· is written to once for a double click', async () => {
    const idempotencyKey = '01890000-0000-7000-8000-0000000000aa';
    await Promise.all([1, 2].map(() => browser.post('/account/email/verification', { idempotencyKey }, '/account/email')));
    expect(await names()).toEqual(['verify-email', 'verify-email']);
  });

  it('· is written to five times an hour and no more', async () => {
    const answers: number[] = [];
    for (let n = 0; n < 6; n++) answers.push((await browser.post('/account/email/verification', {}, '/account/email')).status);
    expect(answers).toEqual([303, 303, 303, 303, 303, 429]);
    expect(await names()).toHaveLength(6);
  });

  it('· is not written to when it was verified meanwhile', async () => {
    await rooms.people.markVerified(person.id);
    await browser.post('/account/email/verification', {}, '/account/email');
    expect(await names()).toEqual(['verify-email']);
  });
});

describe('another address', () => {
  it('· counts once its reader has confirmed it; the address before is told twice', async () => {
    expect((await ask('zoe.new@example.org')).location).toBe('/account/email');
    expect((await row()).email).toBe(person.email);
    expect((await browser.get('/account/email')).text).toContain('We sent a letter with a link to zoe.new@example.org.');
    expect((await sent('email-change-asked')).to).toBe(person.email);
    const { to, token } = await sent('change-email');
    expect(to).toBe('zoe.new@example.org');
    const reader = site.visitor();
    for (let scans = 0; scans < 3; scans++) expect((await reader.get(`/change-email/${token}`)).status).toBe(200);
    expect((await row()).email).toBe(person.email);
    expect((await reader.post(`/change-email/${token}`)).location).toBe('/');
    expect(await row()).toEqual({ email: 'zoe.new@example.org', verified: true });
    expect((await sent('email-changed')).to).toBe(person.email);
    expect(await names()).toEqual(['verify-email', 'change-email', 'email-change-asked', 'email-changed']);
    const shown = (await browser.get('/account/email')).text;
    expect([shown.includes('zoe.new@example.org'), shown.includes('waits to be confirmed')]).toEqual([true, false]);
    expect((await reader.get(`/change-email/${token}`)).status).toBe(404);
    expect((await site.visitor().post('/sign-in', { email: 'zoe.new@example.org', password: PASSWORD })).status).toBe(303);
    expect((await site.visitor().post('/sign-in', { email: person.email, password: PASSWORD })).status).toBe(422);
  });

  it('· is asked for with the password, which is not shown again; the address stays in the form', async () => {
    const answer = await ask('zoe.two@example.org', 'not my password');
    expect([answer.status, answer.text.includes('This is not your present password'), answer.text.includes('value="zoe.two@example.org"'), answer.text.includes('not my password')]).toEqual([422, true, true, false]);
    expect(await names()).toEqual(['verify-email']);
  });

  it('· cannot be guessed at: after five tries it is paused even with the right password', async () => {
    for (let n = 0; n < 5; n++) expect((await ask('zoe.three@example.org', `guess number ${n}`)).status).toBe(422);
    const paused = await ask('zoe.three@example.org');
    expect([paused.status, paused.text.includes('many tries')]).toEqual([409, true]);
    expect(await rooms.emails.wished(person.id)).toBeUndefined();
  });

  it.each(['', 'zoe', 'zoe@', '@example.org', 'a b@example.org', 'zoe@example.org\r\nBcc: all@example.org', `${'x'.repeat(300)}@example.org`])('· that is none (%j) is refused at its field', async (email) => {
    const answer = await ask(email);
    expect([answer.status, answer.text.includes('id="email-fault"')]).toEqual([422, true]);
  });

  it('· of somebody else is refused, whatever its case', async () => {
    const answer = await ask('ZOE-1@Example.org');
    expect([answer.status, answer.text.includes('There is an account with this e-mail already')]).toEqual([422, true]);
  });

  it('· that somebody else took meanwhile is refused when confirmed, and nothing changes', async () => {
    await ask('contested@example.org');
    const { token } = await sent('change-email');
    await rooms.accounts.signUp({ legalName: 'Cher', email: 'Contested@example.org' }, PASSWORD);
    const answer = await site.visitor().post(`/change-email/${token}`);
    expect([answer.status, answer.text.includes('There is an account with this e-mail already')]).toEqual([422, true]);
    expect((await row()).email).toBe(person.email);
  });

  it('· takes the place of one asked for before, whose link ends', async () => {
    await ask('first@example.org');
    const first = await sent('change-email');
    await ask('second@example.org');
    expect(await rooms.emails.wished(person.id)).toBe('second@example.org');
    expect((await site.visitor().post(`/change-email/${first.token}`)).status).toBe(404);
    expect(await rooms.emails.change((await sent('change-email')).token)).toBe(person.id);
  });

  it('· can be given up', async () => {
    await ask('given.up@example.org');
    const { token } = await sent('change-email');
    expect((await browser.post('/account/email/withdrawal', {}, '/account/email')).location).toBe('/account/email');
    await expect(rooms.emails.change(token)).rejects.toThrow(LinkNoLongerWorks);
    expect((await row()).email).toBe(person.email);
  });

  it('· is confirmed once by two at the same moment', async () => {
    await ask('both@example.org');
    const { token } = await sent('change-email');
    const both = await Promise.allSettled([rooms.emails.change(token), rooms.emails.change(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await names()).filter((name) => name === 'email-changed')).toHaveLength(1);
  });

  it('· is asked for once by two at the same moment: one wish is open', async () => {
    const both = await Promise.allSettled(['one', 'two'].map((name) => rooms.emails.askForChange(person, `${name}-at-once@example.org`, true)));
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await rooms.database.read(`select count(*)::int as n from email_changes where person_id = $1 and made_at is null and withdrawn_at is null`, [person.id])).toEqual([{ n: 1 }]);
  });

  it('· is too late after a day', async () => {
    await ask('late@example.org');
    const { token } = await sent('change-email');
    rooms.clock.forward(LINK_LIFETIME_HOURS['change-email'] * 60);
    await expect(rooms.emails.change(token)).rejects.toThrow(LinkNoLongerWorks);
  });

  it('· ends the links that went to the old one: its reader can no longer set a password', async () => {
    await rooms.accounts.askForReset(person.email);
    const [reset, verify] = [await sent('reset-password'), await sent('verify-email')];
    await ask('moved@example.org');
    await rooms.emails.change((await sent('change-email')).token);
    expect((await site.visitor().get(`/reset-password/${reset.token}`)).status).toBe(404);
    await expect(rooms.emails.verify(verify.token)).rejects.toThrow(LinkNoLongerWorks);
  });

  it('· that an intruder asked for is stopped by setting a new password', async () => {
    await ask('intruder@example.org');
    const { token } = await sent('change-email');
    await rooms.accounts.askForReset(person.email);
    await rooms.accounts.resetPassword((await sent('reset-password')).token, 'an even quieter river');
    await expect(rooms.emails.change(token)).rejects.toThrow(LinkNoLongerWorks);
    expect(await rooms.emails.wished(person.id)).toBeUndefined();
  });

  it('· is refused by the service itself without the password', () => expect(rooms.emails.askForChange(person, 'x@example.org', false)).rejects.toThrow(PasswordNotRight));

  it('· is refused by the service itself when taken', () => expect(rooms.emails.askForChange(person, person.email, true)).rejects.toThrow(EmailTaken));

  it('· is not in the queue, in the audit trail or in the log: only its id is', async () => {
    await ask('secret.wish@example.org');
    const [found] = await rooms.database.read<{ n: number }>(
      `select ((select count(*) from graphile_worker._private_jobs where payload::text like '%secret.wish%') + (select count(*) from audit_entries where facts::text like '%secret.wish%'))::int as n`,
    );
    expect(found!.n).toBe(0);
  });
});

describe('a letter about a change', () => {
  it('· that was never asked for goes to nobody', async () => {
    expect(await book.addressee(person.id, 'change-email', { change: '01890000-0000-7000-8000-000000000001' })).toBeUndefined();
  });

  it('· to the old address goes there however late it is sent', async () => {
    await ask('later@example.org');
    await rooms.emails.change((await sent('change-email')).token);
    expect((await sent('email-change-asked')).to).toBe(person.email);
  });

  it.each(['change-email', 'email-change-asked'])('· %s is the same when it is sent again after a crash', async (name) => {
    await ask('again@example.org');
    expect(await sent(name)).toEqual(await sent(name));
    await rooms.emails.withdraw(person);
  });
});

describe('a stranger', () => {
  it.each(['/account/email'])('· sees no %s', async (path) => expect((await site.visitor().get(path)).location).toBe('/sign-in?next=%2Faccount%2Femail'));
});
