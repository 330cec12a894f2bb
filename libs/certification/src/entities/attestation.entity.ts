import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';

@Entity({ name: 'attestations' })
export class Attestation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') programId: string;
  @Column('uuid') personId: string;
  /** The words that were said yes to. */
  @Column('text') statement: string;
  @Column('text') signedName: string;
  @Column('date') attestedOn: Day;
  @Column('timestamptz') attestedAt: Date;
}

@Entity({ name: 'attestation_narratives' })
export class AttestationNarrative {
  @PrimaryColumn('uuid') attestationId: string;
  @Column('text') keyId: string;
  @Column('bytea', { nullable: true }) nonce: Buffer | null;
  @Column('bytea', { nullable: true }) sealed: Buffer | null;
  @Column('timestamptz') writtenAt: Date;
  @Column('timestamptz', { nullable: true }) purgedAt: Date | null;
  @Column('text', { nullable: true }) purgedBecause: 'taken-back' | 'appeal-window-over' | null;
}
