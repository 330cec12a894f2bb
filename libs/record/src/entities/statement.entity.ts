import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import type { Statement, StatementKind, Verb, VoucherKind } from '../domain/statement.ts';

@Entity({ name: 'statements' })
export class StatementRow implements Statement {
  @PrimaryColumn('uuid') id: string;
  @Column('text') source: string;
  @Column('int') voidedBefore: number;
  @Column('uuid') personId: string;
  @Column('text') verb: Verb;
  @Column('text') kind: StatementKind;
  @Column('text') objectId: string;
  @Column('text') lineage: string;
  @Column('text') title: string;
  @Column('date') day: Day;
  @Column('int', { nullable: true }) minutes: number | null;
  @Column('int', { nullable: true }) minutesObserved: number | null;
  @Column('text', { nullable: true }) domain: string | null;
  @Column('text', { array: true }) competencies: string[];
  @Column('jsonb', { nullable: true }) result: Record<string, string | number | boolean> | null;
  @Column('text') voucherKind: VoucherKind;
  @Column('uuid', { nullable: true }) vouchedBy: string | null;
  @Column('timestamptz') recordedAt: Date;
  @Column('uuid', { nullable: true }) voids: string | null;
  @Column('text', { nullable: true }) reason: string | null;
}
