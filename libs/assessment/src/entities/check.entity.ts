import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'check_attempts' })
export class CheckAttempt {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') checkKey: string;
  @Column('text') moduleLineage: string;
  @Column('text') moduleSlug: string;
  @Column('text') title: string;
  @Column('int') passPercent: number;
  @Column('text', { array: true }) competencies: string[];
  @Column('uuid') cohortId: string;
  @Column('uuid') organizationId: string;
  @Column('int') seed: number;
  @Column('timestamptz') startedAt: Date;
  /** Set once, with the row of the result: an attempt is open until then. */
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
}

@Entity({ name: 'check_questions' })
export class CheckQuestion {
  @PrimaryColumn('uuid') attemptId: string;
  @PrimaryColumn('int') number: number;
  @Column('uuid') itemVersionId: string;
  @Column('int', { array: true }) optionOrder: number[];
}

@Entity({ name: 'check_answers' })
export class CheckAnswer {
  @PrimaryColumn('uuid') attemptId: string;
  @PrimaryColumn('int') number: number;
  @PrimaryColumn('int') sequence: number;
  @Column('int', { array: true }) chosen: number[];
  @Column('text') receipt: string;
  @Column('timestamptz') savedAt: Date;
}

@Entity({ name: 'check_results' })
export class CheckResult {
  @PrimaryColumn('uuid') attemptId: string;
  @Column('int') points: number;
  @Column('int') ofPoints: number;
  @Column('boolean') passed: boolean;
  @Column('timestamptz') resolvedAt: Date;
}
