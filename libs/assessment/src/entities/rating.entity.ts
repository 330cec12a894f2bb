import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RatingDraft } from '../domain/rating.ts';
import type { Missing } from '../domain/result.ts';

@Entity({ name: 'grading_claims' })
export class GradingClaim {
  @PrimaryColumn('uuid') submissionId: string;
  @Column('uuid') instructorId: string;
  @Column('timestamptz') claimedAt: Date;
  @Column('timestamptz') leasedUntil: Date;
}

@Entity({ name: 'ratings' })
export class Rating {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  @Column('uuid') instructorId: string;
  @Column('uuid') rubricVersionId: string;
  @Column('int') version: number;
  @Column('jsonb') draft: RatingDraft;
  @Column('timestamptz') savedAt: Date;
  @Column('timestamptz', { nullable: true }) releasedAt: Date | null;
}

@Entity({ name: 'role_play_results' })
export class RolePlayResult {
  @PrimaryColumn('uuid') submissionId: string;
  @Column('uuid') ratingId: string;
  @Column('text') outcome: 'passed' | 'not-yet';
  @Column('int') points: number;
  @Column('int') ofPoints: number;
  @Column('jsonb') missing: Missing[];
  @Column('uuid') releasedBy: string;
  @Column('timestamptz') releasedAt: Date;
}
