import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import type { Evaluation } from '../domain/evaluation.ts';
import type { DocumentKind, IdentityMethod } from '../domain/identity.ts';

@Entity({ name: 'identity_checks' })
export class IdentityCheck {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  @Column('text') method: IdentityMethod;
  @Column('text') documentKind: DocumentKind;
  @Column('uuid') checkedBy: string;
  @Column('timestamptz') checkedAt: Date;
}

@Entity({ name: 'waivers' })
export class Waiver {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') applicationId: string;
  @Column('text') requirementKey: string;
  @Column('text') reason: string;
  @Column('uuid') waivedBy: string;
  @Column('timestamptz') waivedAt: Date;
}

@Entity({ name: 'decisions' })
export class Decision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  @Column('text') kind: 'awarded' | 'returned' | 'denied';
  @Column('text') reasons: string;
  @Column('date', { nullable: true }) appealUntil: Day | null;
  @Column('jsonb') checklist: Evaluation;
  @Column('uuid') decidedBy: string;
  @Column('timestamptz') decidedAt: Date;
}
