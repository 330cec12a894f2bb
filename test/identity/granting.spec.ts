import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LastAdministrator, NotPermitted, RoleEndedAlready, ScopeDoesNotFit, type Actor, type Role } from '#libs/identity';
import { newId, NotFound } from '#libs/kernel';
import { CAST } from '../support/cast.ts';
import { Rooms } from './support/rooms.ts';

let rooms: Rooms;
let harbor: string;
let ada: Actor;
let dana: Actor;
beforeAll(async () => {
  rooms = await Rooms.open();
  harbor = await rooms.roles.foundOrganization('Hafen — 港 "Peers" & Co', 'harbor');
  ada = await rooms.person('Ada Okonkwo', { roles: [{ role: 'administrator', organizationId: null }] });
  dana = await rooms.person(CAST.dana, { roles: [{ role: 'coordinator', organizationId: harbor }] });
});
afterAll(() => rooms.house.drop());

const grantOf = async (personId: string, role: Role): Promise<string> =>
  (await rooms.database.read<{ id: string }>(`select id from role_grants where person_id = $1 and role = $2 order by granted_at desc, id desc`, [personId, role]))[0]!.id;

describe('a person with an account who is given a role', () => {
  it('· gets a letter: which, where, by whom, and the way there', async () => {
    const amir = await rooms.person(CAST.amir);
    await rooms.roles.grant(dana, amir.id, 'instructor', harbor);
    const grant = await grantOf(amir.id, 'instructor');
    const facts = { role: 'instructor', place: 'Hafen — 港 "Peers" & Co', givenBy: CAST.dana, link: 'https://peerway.example.org/' };
    expect(await rooms.letters(amir.id)).toEqual([{ letter: 'role-given', personId: amir.id, facts, letterId: `role-given:${grant}` }]);
  });

  it('· of the body reads the name of the body', async () => {
    const odette = await rooms.person(CAST.odette);
    await rooms.roles.grant(ada, odette.id, 'registrar', null);
    expect((await rooms.letters(odette.id)).map(({ facts }) => facts['place'])).toEqual(['State Board']);
  });

  it('· gets one letter, however often and by how many it is given at once', async () => {
    const wei = await rooms.person(CAST.wei);
    await Promise.all([1, 2, 3, 4].map(() => rooms.roles.grant(dana, wei.id, 'instructor', harbor)));
    await rooms.roles.grant(ada, wei.id, 'instructor', harbor);
    expect(await rooms.letters(wei.id)).toHaveLength(1);
    expect(await rooms.database.read(`select count(*)::int as n from role_grants where person_id = $1`, [wei.id])).toEqual([{ n: 1 }]);
  });

  it('· gets none when the act around it fails', async () => {
    const cher = await rooms.person(CAST.cher);
    const act = rooms.database.transaction(async () => {
      await rooms.roles.grant(ada, cher.id, 'registrar', null);
      throw new Error('afterwards');
    });
    await expect(act).rejects.toThrow('afterwards');
    expect([await rooms.letters(cher.id), await rooms.roles.of(cher.id)]).toEqual([[], []]);
  });
});

describe('a person without an account who is given a role', () => {
  it('· is invited and gets no second letter', async () => {
    const id = await rooms.accounts.invite(dana, { legalName: CAST.rosa, email: 'new-rosa@example.org' }, { place: 'Hafen' });
    await rooms.roles.grant(dana, id, 'instructor', harbor);
    expect((await rooms.letters(id)).map(({ letter }) => letter)).toEqual(['invitation']);
  });

  it('· as a supervisor is not written to: they need no account', async () => {
    const june = await rooms.person(CAST.june, { account: false });
    await rooms.roles.grant(dana, june.id, 'supervisor', harbor);
    expect(await rooms.letters(june.id)).toEqual([]);
  });
});

describe('a role that ends', () => {
  it('· is told by a letter without the reason, for mail is read by others', async () => {
    const amir = await rooms.person('Amir the Second', { roles: [{ role: 'instructor', organizationId: harbor }] });
    const grant = await grantOf(amir.id, 'instructor');
    await rooms.roles.end(dana, grant, 'He was unwell for long');
    const facts = { role: 'instructor', place: 'Hafen — 港 "Peers" & Co', endedBy: CAST.dana, link: 'https://peerway.example.org/' };
    expect(await rooms.letters(amir.id)).toEqual([{ letter: 'role-ended', personId: amir.id, facts, letterId: `role-ended:${grant}` }]);
  });

  it('· ends once: the second of two at the same moment is told so, and one letter goes out', async () => {
    const amir = await rooms.person('Amir the Third', { roles: [{ role: 'instructor', organizationId: harbor }] });
    const grant = await grantOf(amir.id, 'instructor');
    const both = await Promise.allSettled([rooms.roles.end(dana, grant, 'moved'), rooms.roles.end(ada, grant, 'moved')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toBeInstanceOf(RoleEndedAlready);
    expect(await rooms.letters(amir.id)).toHaveLength(1);
  });

  it('· can be given again, and that is a letter again', async () => {
    const amir = await rooms.person('Amir the Fourth', { roles: [{ role: 'instructor', organizationId: harbor }] });
    await rooms.roles.end(dana, await grantOf(amir.id, 'instructor'), 'leave');
    rooms.clock.forward(1);
    await rooms.roles.grant(dana, amir.id, 'instructor', harbor);
    expect((await rooms.letters(amir.id)).map(({ letter }) => letter)).toEqual(['role-ended', 'role-given']);
    expect(await rooms.roles.of(amir.id)).toEqual([{ role: 'instructor', organizationId: harbor }]);
  });

  it('· that nobody holds is not found', () => expect(rooms.roles.end(ada, newId(), 'gone')).rejects.toThrow(NotFound));

  it('· of the last administrator does not end, not even when two end each other at once', async () => {
    const grant = await grantOf(ada.id, 'administrator');
    await expect(rooms.roles.end(ada, grant, 'tired')).rejects.toThrow(LastAdministrator);
    const bo = await rooms.person('Bo', { roles: [{ role: 'administrator', organizationId: null }] });
    const both = await Promise.allSettled([rooms.roles.end(ada, await grantOf(bo.id, 'administrator'), 'x'), rooms.roles.end(bo, grant, 'y')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await rooms.database.read(`select 1 as one from role_grants g where role = 'administrator' and not exists (select from role_endings e where e.grant_id = g.id)`)).toEqual([{ one: 1 }]);
    if ((await rooms.roles.of(ada.id)).length === 0) await rooms.roles.give(null, ada.id, 'administrator', null);
  });
});

describe('who may give which role where', () => {
  let other: string;
  beforeAll(async () => {
    other = await rooms.roles.foundOrganization('Lakeside', 'lakeside');
  });
  const places = { body: () => null, harbor: () => harbor, lakeside: () => other };
  const actors = {
    administrator: () => ada,
    coordinator: () => dana,
    trainee: () => rooms.person('Nobody'),
    registrar: () => rooms.person('Registrar', { roles: [{ role: 'registrar', organizationId: null }] }),
    instructor: () => rooms.person('Instructor', { roles: [{ role: 'instructor', organizationId: harbor }] }),
  };

  it.each([
    ['administrator', 'administrator', 'body', 'yes'],
    ['administrator', 'registrar', 'body', 'yes'],
    ['administrator', 'supervisor', 'body', 'yes'],
    ['administrator', 'coordinator', 'harbor', 'yes'],
    ['administrator', 'instructor', 'lakeside', 'yes'],
    ['administrator', 'registrar', 'harbor', ScopeDoesNotFit],
    ['administrator', 'administrator', 'harbor', ScopeDoesNotFit],
    ['administrator', 'coordinator', 'body', ScopeDoesNotFit],
    ['administrator', 'instructor', 'body', ScopeDoesNotFit],
    ['coordinator', 'instructor', 'harbor', 'yes'],
    ['coordinator', 'supervisor', 'harbor', 'yes'],
    ['coordinator', 'coordinator', 'harbor', NotPermitted],
    ['coordinator', 'instructor', 'lakeside', NotPermitted],
    ['coordinator', 'supervisor', 'body', NotPermitted],
    ['coordinator', 'administrator', 'body', NotPermitted],
    ['registrar', 'registrar', 'body', NotPermitted],
    ['registrar', 'supervisor', 'body', NotPermitted],
    ['instructor', 'instructor', 'harbor', NotPermitted],
    ['trainee', 'administrator', 'body', NotPermitted],
  ] as const)('· a %s gives the role of %s for %s: %p', async (who, role, where, answer) => {
    const person = await rooms.person('Somebody');
    const grant = rooms.roles.grant(await actors[who](), person.id, role, places[where]());
    if (answer !== 'yes') await expect(grant).rejects.toThrow(answer);
    else await grant;
    expect(await rooms.roles.of(person.id)).toEqual(answer === 'yes' ? [{ role, organizationId: places[where]() }] : []);
  });

  it('· a coordinator ends no role of another organization', async () => {
    const amir = await rooms.person('Elsewhere', { roles: [{ role: 'instructor', organizationId: other }] });
    await expect(rooms.roles.end(dana, await grantOf(amir.id, 'instructor'), 'no')).rejects.toThrow(NotPermitted);
    expect(await rooms.roles.of(amir.id)).toHaveLength(1);
  });

  it('· nobody but an administrator adds an organization', async () => {
    for (const who of [dana, await actors.registrar(), await actors.trainee()]) await expect(rooms.roles.addOrganization(who, 'Mine')).rejects.toThrow(NotPermitted);
  });

  it.each(['王小明之家', 'Harbor', 'Harbor', '  Åsgård   Peers  ', '🌿'])('· an organization named %p gets a path of its own', async (name) => {
    const id = await rooms.roles.addOrganization(ada, name);
    const [organization] = await rooms.roles.organizations([id]);
    expect(organization!.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(organization!.name).toBe(name.trim().replace(/\s+/g, ' '));
  });
});
