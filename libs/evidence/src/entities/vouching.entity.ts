import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Verdict } from '../domain/claim.ts';

/** Rows that were mailed to a supervisor in one letter. */
@Entity({ name: 'vouch_requests' })
export class VouchRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('uuid') supervisorId: string;
  @Column('timestamptz') askedAt: Date;
}

@Entity({ name: 'asked_claims' })
export class AskedClaim {
  @PrimaryColumn('uuid') requestId: string;
  @PrimaryColumn('uuid') claimId: string;
}

@Entity({ name: 'vouchings' })
export class VouchingRow {
  @PrimaryColumn('uuid') claimId: string;
  @Column('uuid') voucherId: string;
  @Column('text') verdict: Verdict;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz') at: Date;
}
