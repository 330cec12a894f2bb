import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';

@Entity({ name: 'ethics_texts' })
export class EthicsText {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') programId: string;
  @Column('int') version: number;
  @Column('text') title: string;
  /** Markdown. */
  @Column('text') body: string;
  @Column('timestamptz') importedAt: Date;
}

@Entity({ name: 'ethics_signatures' })
export class EthicsSignature {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') textId: string;
  @Column('uuid') personId: string;
  @Column('text') signedName: string;
  @Column('date') signedOn: Day;
  @Column('timestamptz') signedAt: Date;
}
