import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationDraft } from '../domain/draft.ts';
import type { Evaluation } from '../domain/evaluation.ts';

@Entity({ name: 'applications' })
export class Application {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('uuid') requirementSetId: string;
  @Column('timestamptz') openedAt: Date;
  @Column('jsonb') draft: ApplicationDraft;
  @Column('int') draftVersion: number;
  @Column('timestamptz', { nullable: true }) draftSavedAt: Date | null;
}

@Entity({ name: 'application_submissions' })
export class ApplicationSubmission {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') applicationId: string;
  @Column('int') number: number;
  @Column('text') certifiedName: string;
  @Column('jsonb') checklist: Evaluation;
  @Column('jsonb') draft: ApplicationDraft;
  @Column('timestamptz') submittedAt: Date;
}

@Entity({ name: 'application_withdrawals' })
export class ApplicationWithdrawal {
  @PrimaryColumn('uuid') applicationId: string;
  @Column('text') reason: string;
  @Column('timestamptz') withdrawnAt: Date;
}

@Entity({ name: 'application_claims' })
export class ApplicationClaim {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  @Column('uuid') registrarId: string;
  @Column('timestamptz') claimedAt: Date;
  @Column('timestamptz', { nullable: true }) givenBackAt: Date | null;
}
