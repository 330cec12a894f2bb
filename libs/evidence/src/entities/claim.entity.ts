import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClaimKind } from '../domain/claim.ts';

@Entity({ name: 'claims' })
export class Claim {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') kind: ClaimKind;
  /** The first claim of a chain of corrections; its own id for the first. */
  @Column('uuid') lineage: string;
  @Column('uuid', { nullable: true }) supersedes: string | null;
  /** Why it corrects the other; only set where it does. */
  @Column('text', { nullable: true }) amendmentReason: string | null;
  @Column('timestamptz') madeAt: Date;
}

@Entity({ name: 'claim_withdrawals' })
export class ClaimWithdrawal {
  @PrimaryColumn('uuid') claimId: string;
  @Column('timestamptz') at: Date;
}
