import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Party } from '../domain/consent.ts';

@Entity({ name: 'role_play_attempts' })
export class RolePlayAttempt {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') rolePlay: string;
  @Column('uuid') scenarioVersionId: string;
  @Column('uuid') rubricVersionId: string;
  @Column('text') title: string;
  @Column('text', { array: true }) competencies: string[];
  @Column('text') moduleLineage: string;
  @Column('text') moduleSlug: string;
  @Column('uuid') cohortId: string;
  @Column('uuid') organizationId: string;
  @Column('timestamptz') openedAt: Date;
  /** Set once, with the row that ends it: a result, or consent taken back. */
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
}

@Entity({ name: 'role_play_consents' })
export class RolePlayConsent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') attemptId: string;
  @Column('text') party: Party;
  /** As signed. */
  @Column('text') name: string;
  @Column('int') textVersion: number;
  @Column('text') textSha256: string;
  @Column('int') daysKept: number;
  @Column('int') daysUngraded: number;
  @Column('uuid') takenBy: string;
  @Column('timestamptz') givenAt: Date;
}

@Entity({ name: 'role_play_consent_withdrawals' })
export class ConsentWithdrawal {
  @PrimaryColumn('uuid') consentId: string;
  @Column('uuid') recordedBy: string;
  @Column('timestamptz') at: Date;
}

@Entity({ name: 'role_play_lapse_warnings' })
export class LapseWarning {
  @PrimaryColumn('uuid') submissionId: string;
  @Column('timestamptz') warnedAt: Date;
}

@Entity({ name: 'role_play_submissions' })
export class RolePlaySubmission {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') attemptId: string;
  @Column('uuid') fileId: string;
  @Column('uuid') traineeConsentId: string;
  @Column('uuid') partnerConsentId: string;
  @Column('text') receipt: string;
  @Column('timestamptz') submittedAt: Date;
}
