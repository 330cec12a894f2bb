import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EmailTaken, FirstAdministrator, LINK_LIFETIME_HOURS, LinkNoLongerWorks, PasswordTooWeak, type LinkPurpose } from '#libs/identity';
import { CAST } from '../support/cast.ts';
import { Rooms } from './support/rooms.ts';

const PURPOSES = Object.keys(LINK_LIFETIME_HOURS) as LinkPurpose[];
const GOOD = 'a quiet river of stones';

let rooms: Rooms;
let person: { id: string; email: string };
beforeAll(async () => {
  rooms = await Rooms.open();
});
afterAll(() => rooms.house.drop());
beforeEach(async () => {
  person = await rooms.person(CAST.rosa);
});

describe.each(PURPOSES)('a link to %s', (purpose) => {
  it('· works once', async () => {
    const token = await rooms.links.make(purpose, person.id, { to: 'x' });
    expect(await rooms.links.bearer(purpose, token)).toEqual({ personId: person.id, facts: { to: 'x' } });
    expect(await rooms.links.use(purpose, token)).toEqual({ personId: person.id, facts: { to: 'x' } });
    await expect(rooms.links.use(purpose, token)).rejects.toThrow(LinkNoLongerWorks);
    await expect(rooms.links.bearer(purpose, token)).rejects.toThrow(LinkNoLongerWorks);
  });

  it('· works until its time is over, and not a moment longer', async () => {
    const token = await rooms.links.make(purpose, person.id);
    rooms.clock.forward(LINK_LIFETIME_HOURS[purpose] * 60 - 1);
    expect((await rooms.links.bearer(purpose, token)).personId).toBe(person.id);
    rooms.clock.forward(1);
    await expect(rooms.links.bearer(purpose, token)).rejects.toThrow(LinkNoLongerWorks);
    await expect(rooms.links.use(purpose, token)).rejects.toThrow(LinkNoLongerWorks);
  });

  it('· opens no other door', async () => {
    const token = await rooms.links.make(purpose, person.id);
    for (const other of PURPOSES.filter((one) => one !== purpose)) await expect(rooms.links.use(other, token)).rejects.toThrow(LinkNoLongerWorks);
    expect((await rooms.links.use(purpose, token)).personId).toBe(person.id);
  });

  it('· is used up by one of two at the same moment', async () => {
    const token = await rooms.links.make(purpose, person.id);
    const use = () => rooms.database.transaction(() => rooms.links.use(purpose, token));
    const both = await Promise.allSettled([use(), use(), use()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});

describe('a link', () => {
  it('· is free again when the act that used it fails', async () => {
    const token = await rooms.links.make('reset-password', person.id);
    await expect(rooms.accounts.resetPassword(token, 'short')).rejects.toThrow(PasswordTooWeak);
    expect(await rooms.accounts.resetPassword(token, GOOD)).toBe(person.id);
  });

  it('· is kept as a hash alone', async () => {
    const token = await rooms.links.make('reset-password', person.id);
    const rows = await rooms.database.read<{ all: string }>(`select one_time_links::text as all from one_time_links where person_id = $1`, [person.id]);
    expect(rows.map(({ all }) => all.includes(token))).toEqual([false]);
  });

  it.each(['', 'x', '\u00e4', "' or 1=1 --", 'A'.repeat(5_000)])('· is none when the token is made up (%#)', (token) => expect(rooms.links.bearer('reset-password', token)).rejects.toThrow(LinkNoLongerWorks));

  it('· that is made again for the same letter works on, and a used one stays used', async () => {
    await rooms.links.make('invitation', person.id, {}, 'token-of-a-letter');
    await rooms.links.make('invitation', person.id, {}, 'token-of-a-letter');
    await rooms.links.use('invitation', 'token-of-a-letter');
    await rooms.links.make('invitation', person.id, {}, 'token-of-a-letter');
    await expect(rooms.links.use('invitation', 'token-of-a-letter')).rejects.toThrow(LinkNoLongerWorks);
  });
});

describe('a new password by a link', () => {
  it('· ends every other link that could set one, and nobody else’s', async () => {
    const other = await rooms.person(CAST.wei);
    const [reset, second, invitation, verify, others] = [
      await rooms.links.make('reset-password', person.id),
      await rooms.links.make('reset-password', person.id),
      await rooms.links.make('invitation', person.id),
      await rooms.links.make('verify-email', person.id),
      await rooms.links.make('reset-password', other.id),
    ];
    await rooms.accounts.resetPassword(reset, GOOD);
    await expect(rooms.accounts.resetPassword(second, GOOD)).rejects.toThrow(LinkNoLongerWorks);
    await expect(rooms.accounts.acceptInvitation(invitation, { legalName: 'Intruder', preferredName: null, pronouns: null }, GOOD)).rejects.toThrow(LinkNoLongerWorks);
    expect(await rooms.emails.verify(verify)).toBe(person.id);
    expect(await rooms.accounts.resetPassword(others, GOOD)).toBe(other.id);
  });

  it('· takes the place of the old one, and proves the e-mail', async () => {
    await rooms.passwords.set({ ...person, legalName: CAST.rosa }, 'the old one of before');
    expect(await rooms.passwords.whoIs(person.email, 'the old one of before')).toBe(person.id);
    await rooms.accounts.resetPassword(await rooms.links.make('reset-password', person.id), GOOD);
    expect([await rooms.passwords.whoIs(person.email, 'the old one of before'), await rooms.passwords.whoIs(person.email.toUpperCase(), GOOD)]).toEqual([undefined, person.id]);
    expect((await rooms.people.byId(person.id)).emailVerifiedAt).toEqual(rooms.clock.now());
  });

  it('· is not promised to an unknown e-mail: no letter, and no word about it', async () => {
    await rooms.accounts.askForReset('nobody@example.org');
    await rooms.accounts.askForReset(` ${person.email.toUpperCase()} `);
    expect((await rooms.letters(person.id)).map(({ letter }) => letter)).toEqual(['reset-password']);
  });
});

describe('an invited person', () => {
  it('· chooses names and a password, and can sign in', async () => {
    const id = await rooms.accounts.invite({ id: person.id, roles: [] }, { legalName: 'Wei', email: 'wei@example.org' }, { place: '港' });
    expect(await rooms.passwords.whoIs('wei@example.org', '')).toBeUndefined();
    await rooms.accounts.acceptInvitation(await rooms.links.make('invitation', id), { legalName: ' 王  小明 ', preferredName: ' ', pronouns: null }, GOOD);
    expect(await rooms.people.byId(id)).toMatchObject({ legalName: '王 小明', preferredName: null });
    expect(await rooms.passwords.whoIs('wei@example.org', GOOD)).toBe(id);
  });

  it('· who is known already keeps name and account, and gets no invitation', async () => {
    const id = await rooms.accounts.invite({ id: person.id, roles: [] }, { legalName: 'Somebody Else', email: person.email.toUpperCase() }, { place: 'x' });
    expect([id, (await rooms.people.byId(id)).legalName, await rooms.letters(id)]).toEqual([person.id, CAST.rosa, []]);
  });

  it('· by two at the same moment is one person', async () => {
    const invite = () => rooms.accounts.invite({ id: person.id, roles: [] }, { legalName: 'Twin', email: 'twin@example.org' }, { place: 'x' });
    const both = await Promise.allSettled([invite(), invite()]);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(EmailTaken);
    expect(await rooms.database.read(`select count(*)::int as n from people where email = 'twin@example.org'`)).toEqual([{ n: 1 }]);
  });
});

describe('the first administrator', () => {
  const first = () => new FirstAdministrator(rooms.database, rooms.clock, rooms.links, rooms.people, rooms.passwords, rooms.roles);
  const ada = { legalName: 'Ada', email: 'ada@example.org' };

  it('· comes by the newest link only, is administrator and registrar, and there is no second', async () => {
    const [early, late] = [(await first().invite())!, (await first().invite())!];
    await expect(first().accept(early, ada, GOOD)).rejects.toThrow(LinkNoLongerWorks);
    await expect(first().accept(late, { ...ada, email: person.email }, GOOD)).rejects.toThrow(EmailTaken);
    await expect(first().accept(late, ada, 'ada@example.org')).rejects.toThrow(PasswordTooWeak);
    const id = await first().accept(late, ada, GOOD);
    expect((await rooms.roles.of(id)).map(({ role }) => role).sort()).toEqual(['administrator', 'registrar']);
    expect(await first().invite()).toBeUndefined();
    await expect(first().accept(late, { ...ada, email: 'eve@example.org' }, GOOD)).rejects.toThrow(LinkNoLongerWorks);
  });

  it('· is invited once by two starts at the same moment: one link works', async () => {
    await rooms.house.asOwner(`delete from role_endings; delete from role_grants`);
    const tokens = await Promise.all([first().invite(), first().invite()]);
    const works = await Promise.allSettled(tokens.map((token) => rooms.links.bearer('first-administrator', token!)));
    expect(works.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
