import { Roles, Sessions, type Actor } from '#libs/identity';
import { newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { CAST } from '../support/cast.ts';
import { addRows } from './rows.ts';
import type { Services } from './services.ts';

export interface BenchPerson extends Actor {
  readonly name: string;
}

const GIVEN = Object.values(CAST);

/** People with names as they are; none of them holds a role. */
export async function addPeople(services: Services, count: number): Promise<BenchPerson[]> {
  const people = Array.from({ length: count }, (_, at) => ({ id: newId(), name: `${GIVEN[at % GIVEN.length]!} ${at + 1}`, roles: [] }));
  const now = new Date().toISOString();
  const rows = people.map(({ id, name }) => ({ id, legal_name: name, email: `${id}@example.org`, language: 'en', time_zone: 'America/Chicago', joined_at: now, email_verified_at: now }));
  await addRows(services.get(Database), 'people', rows);
  return people;
}

export async function addStaff(services: Services, role: 'coordinator' | 'instructor' | 'registrar', organizationId: string | null): Promise<BenchPerson> {
  const [person] = await addPeople(services, 1);
  await services.get(Roles).give(null, person!.id, role, organizationId);
  return { ...person!, roles: (await services.get(Roles).actor(person!.id)).roles };
}

/** The cookie of somebody who signed in. */
export async function signIn(services: Services, { id }: Actor): Promise<string> {
  return `session=${await services.get(Sessions).open(id, 'bench')}`;
}
