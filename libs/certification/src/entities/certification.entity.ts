import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import type { StandingDecisionKind } from '../domain/standing-acts.ts';

@Entity({ name: 'certifications' })
export class Certification {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('uuid') programId: string;
  @Column('text') number: string;
  @Column('text') code: string;
  @Column('text') certifiedName: string;
  @Column('text') title: string;
  @Column('text') bodyName: string;
  @Column('date') issuedOn: Day;
  @Column('date') validUntil: Day;
  @Column('date') graceUntil: Day;
  /** One of the two: the award, or the corrected name that this one was issued for. */
  @Column('uuid', { nullable: true }) decisionId: string | null;
  @Column('uuid', { nullable: true }) correctionId: string | null;
  @Column('timestamptz') issuedAt: Date;
}

@Entity({ name: 'standing_decisions' })
export class StandingDecisionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') certificationId: string;
  @Column('int') number: number;
  @Column('text') kind: StandingDecisionKind;
  @Column('text') reason: string;
  @Column('text', { nullable: true }) publicNote: string | null;
  @Column('date') effectiveOn: Day;
  @Column('uuid') decidedBy: string;
  @Column('timestamptz') decidedAt: Date;
}
