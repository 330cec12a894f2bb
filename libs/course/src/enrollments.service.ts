import { Audit, requireRole, type Actor } from '#libs/identity';
import { Clock, newId, NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { Enrollment, Withdrawal, type Cohort } from './entities/cohort.entity.ts';
import { lockedCohort } from './locked-cohort.ts';
import { CohortFull, CohortNotOpen } from './refusals.ts';

const STANDING = `not exists (select from withdrawals w where w.enrollment_id = e.id)`;

@Injectable()
export class Enrollments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** A person joins an open cohort by its address; joining twice changes nothing. @throws NotFound, CohortNotOpen, CohortFull */
  async enroll(actor: Actor, cohortSlug: string): Promise<void> {
    await this.database.transaction(async () => {
      const cohort = await lockedCohort(this.database, cohortSlug);
      if (await this.standing(cohort.id, actor.id)) return;
      if (!(await this.isOpen(cohort.id))) throw new CohortNotOpen();
      await this.requireSeat(cohort);
      await this.place(actor, cohort, actor.id);
    });
  }

  /** Gives a place in a cohort whose row the caller has locked and whose permission it has checked; answers the enrollment's id. */
  async place(actor: Actor, cohort: Pick<Cohort, 'id'>, personId: string): Promise<string> {
    const now = this.clock.now();
    const id = newId(now.getTime());
    await this.database.rows(Enrollment).insert({ id, cohortId: cohort.id, personId, enrolledBy: actor.id, enrolledAt: now });
    await this.audit.note(actor.id, 'enroll', `person:${personId}`, { cohortId: cohort.id });
    return id;
  }

  /** A person leaves, or a coordinator of the organization ends the place. What was earned stays earned. @throws NotPermitted, NotFound */
  async withdraw(actor: Actor, cohortSlug: string, personId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const cohort = await lockedCohort(this.database, cohortSlug);
      if (personId !== actor.id) requireRole(actor, 'coordinator', cohort.organizationId);
      const enrollmentId = await this.standing(cohort.id, personId);
      if (!enrollmentId) throw new NotFound('enrollment');
      await this.database.rows(Withdrawal).insert({ enrollmentId, withdrawnBy: actor.id, reason, withdrawnAt: this.clock.now() });
      await this.audit.note(actor.id, 'withdraw', `person:${personId}`, { cohortId: cohort.id });
    });
  }

  /** Id of the enrollment that a person has in a cohort. */
  async standing(cohortId: string, personId: string): Promise<string | undefined> {
    const [enrollment] = await this.database.read<{ id: string }>(`select id from enrollments e where cohort_id = $1 and person_id = $2 and ${STANDING}`, [cohortId, personId]);
    return enrollment?.id;
  }

  /** Counts the places taken in a cohort whose row is locked. @throws CohortFull */
  async requireSeat({ id, seats }: Pick<Cohort, 'id' | 'seats'>): Promise<void> {
    if (seats === null) return;
    const [taken] = await this.database.read<{ count: number }>(`select count(*)::int as count from enrollments e where cohort_id = $1 and ${STANDING}`, [id]);
    if (taken!.count >= seats) throw new CohortFull(seats);
  }

  private async isOpen(cohortId: string): Promise<boolean> {
    const open = await this.database.read(`select 1 from cohort_openings o where cohort_id = $1 and not exists (select from cohort_closings c where c.opening_id = o.id)`, [cohortId]);
    return open.length > 0;
  }
}
