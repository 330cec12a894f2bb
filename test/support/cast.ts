import { Clock, newId } from '#libs/kernel';
import type { Database } from '#libs/persistence';

/** A clock that stands still until it is told otherwise. */
export class StillClock extends Clock {
  constructor(private instant = new Date('2026-11-22T15:00:00Z')) {
    super();
  }

  override now(): Date {
    return this.instant;
  }

  forward(minutes: number): void {
    this.instant = new Date(this.instant.getTime() + minutes * 60_000);
  }

  set(instant: string): void {
    this.instant = new Date(instant);
  }
}

/** People of the tests: trainee, instructor, registrar, supervisor, coordinator, administrator; and names that break careless code. */
export const CAST = {
  rosa: "Rosa Zoë O'Brien-Ñandú",
  amir: 'Amir محمد العلي',
  odette: 'Odette Nguyễn',
  june: 'June Šimůnková',
  dana: 'Dana Brontë',
  wei: '王小明',
  cher: 'Cher',
} as const;

/** Adds a person straight to the database, for tests that are about something else; answers the id. */
export async function addPerson(database: Database, legalName: string = CAST.rosa): Promise<string> {
  const id = newId();
  await database.read(`insert into people (id, legal_name, email, language, time_zone, joined_at) values ($1, $2, $3, 'en', 'America/Chicago', now())`, [id, legalName, `${id}@example.org`]);
  return id;
}
