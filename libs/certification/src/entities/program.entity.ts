import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import type { ProgramRules } from '../domain/requirements.ts';

@Entity({ name: 'programs' })
export class Program {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('timestamptz') addedAt: Date;
}

@Entity({ name: 'requirement_sets' })
export class RequirementSet {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') programId: string;
  @Column('int') version: number;
  @Column('bytea') digest: Buffer;
  @Column('date') effectiveFrom: Day;
  @Column('jsonb') rules: ProgramRules;
  @Column('timestamptz') importedAt: Date;
}
