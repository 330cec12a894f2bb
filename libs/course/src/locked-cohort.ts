import { NotFound } from '#libs/kernel';
import type { Database } from '#libs/persistence';
import { Cohort } from './entities/cohort.entity.ts';

/** A cohort with its row locked until the open transaction ends: its seats, openings and places are counted by one act at a time. @throws NotFound */
export async function lockedCohort(database: Database, slug: string): Promise<Cohort> {
  const cohort = await database.rows(Cohort).findOne({ where: { slug }, lock: { mode: 'pessimistic_write' } });
  if (!cohort) throw new NotFound('cohort');
  return cohort;
}
