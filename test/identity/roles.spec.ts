import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAST, addPerson } from '../support/cast.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';

let site: TestSite;
let ada: Visitor;
beforeAll(async () => {
  site = await testSite();
  const id = await addPerson(site.house.database, 'Ada Okonkwo');
  await site.house.database.read(`insert into role_grants (id, person_id, role, granted_at) values (gen_random_uuid(), $1, 'administrator', now())`, [id]);
  ada = await site.signedIn(id);
});
afterAll(() => site.stop());

const held = (email: string) => site.house.database.read<{ role: string; organization: string | null }>(
  `select g.role, o.name as organization from role_grants g join people p on p.id = g.person_id left join organizations o on o.id = g.organization_id
   where p.email = $1 and not exists (select from role_endings e where e.grant_id = g.id) order by g.role`, [email]);

describe('an administrator', () => {
  it('· adds an organization and gives it a coordinator, who is invited by mail', async () => {
    expect((await ada.post('/roles/organizations', { organization: 'Hafen — 港' }, '/roles')).status).toBe(303);
    const nameless = await ada.post('/roles/organizations', { organization: '' }, '/roles');
    expect([nameless.status, nameless.text.match(/Please fill this in/g)?.length]).toEqual([422, 2]); // in the summary, and at the one field
    const [{ id }] = (await site.house.database.read<{ id: string }>(`select id from organizations`)) as [{ id: string }];
    expect((await ada.post('/roles', { name: CAST.dana, email: 'dana@example.org', role: 'coordinator', scope: id })).status).toBe(303);
    expect(await held('dana@example.org')).toEqual([{ role: 'coordinator', organization: 'Hafen — 港' }]);
    expect(await site.house.database.read(`select payload -> 'facts' ->> 'place' as place from graphile_worker._private_jobs where payload ->> 'letter' = 'invitation'`)).toEqual([{ place: 'Hafen — 港' }]);
    expect((await ada.get('/roles')).text).toContain(CAST.dana);
  });

  it('· cannot give a role where it does not belong', async () => {
    const answer = await ada.post('/roles', { name: CAST.odette, email: 'odette@example.org', role: 'instructor', scope: 'body' });
    expect([answer.status, answer.text.includes('This role does not fit'), answer.text.includes('odette@example.org')]).toEqual([422, true, true]);
    expect(await held('odette@example.org')).toEqual([]);
  });
});

describe('a coordinator', () => {
  it('· gives instructors of the own organization, and no more', async () => {
    const [{ id, organization }] = (await site.house.database.read(`select g.person_id as id, g.organization_id as organization from role_grants g where role = 'coordinator'`)) as [{ id: string; organization: string }];
    const dana = await site.signedIn(id);
    expect((await dana.post('/roles', { name: CAST.amir, email: 'amir@example.org', role: 'instructor', scope: organization })).status).toBe(303);
    expect((await dana.post('/roles', { name: CAST.amir, email: 'amir@example.org', role: 'coordinator', scope: organization })).status).toBe(422);
    expect((await dana.post('/roles', { name: CAST.amir, email: 'amir@example.org', role: 'registrar', scope: 'body' })).status).toBe(422);
    expect((await dana.post('/roles/organizations', { organization: 'Mine' }, '/roles')).status).toBe(403);
    const [{ grant }] = (await site.house.database.read<{ grant: string }>(`select id as grant from role_grants where role = 'instructor'`)) as [{ grant: string }];
    expect((await dana.post(`/roles/${grant}/ending`, { reason: 'Moved away' }, '/roles')).status).toBe(303);
    expect(await held('amir@example.org')).toEqual([]);
  });
});

describe('a trainee', () => {
  it('· is told who may', async () => {
    const rosa = await site.signedIn(await addPerson(site.house.database));
    const answer = await rosa.get('/roles');
    expect([answer.status, answer.text.includes('administrators or coordinators')]).toEqual([403, true]);
  });
});
