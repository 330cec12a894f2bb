import type { Day } from '#libs/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Invited } from '../domain/invitation-list.ts';

@Entity({ name: 'cohorts' })
export class Cohort {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('text') title: string;
  @Column('uuid') organizationId: string;
  /** The version that everyone in the cohort finishes on. */
  @Column('uuid') curriculumVersionId: string;
  @Column('date') startsOn: Day;
  @Column('date', { nullable: true }) endsOn: Day | null;
  /** Null: as many as come. */
  @Column('int', { nullable: true }) seats: number | null;
  @Column('uuid') madeBy: string;
  @Column('timestamptz') madeAt: Date;
}

@Entity({ name: 'cohort_openings' })
export class CohortOpening {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') cohortId: string;
  @Column('uuid') openedBy: string;
  @Column('timestamptz') openedAt: Date;
}

@Entity({ name: 'cohort_closings' })
export class CohortClosing {
  @PrimaryColumn('uuid') openingId: string;
  @Column('uuid') closedBy: string;
  @Column('timestamptz') closedAt: Date;
}

@Entity({ name: 'enrollments' })
export class Enrollment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') cohortId: string;
  @Column('uuid') personId: string;
  @Column('uuid') enrolledBy: string;
  @Column('timestamptz') enrolledAt: Date;
}

@Entity({ name: 'withdrawals' })
export class Withdrawal {
  @PrimaryColumn('uuid') enrollmentId: string;
  @Column('uuid') withdrawnBy: string;
  @Column('text') reason: string;
  @Column('timestamptz') withdrawnAt: Date;
}

@Entity({ name: 'invitation_lists' })
export class InvitationList {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') cohortId: string;
  @Column('jsonb') lines: Invited[];
  @Column('uuid') invitedBy: string;
  @Column('timestamptz') invitedAt: Date;
}
