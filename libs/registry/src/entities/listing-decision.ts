import type { Day } from '#libs/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecisionKind } from '../domain/standing.ts';

@Entity({ name: 'listing_decisions', schema: 'registry' })
export class ListingDecision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') listingId: string;
  @Column('text') kind: DecisionKind;
  @Column('date') effectiveOn: Day;
  @Column('timestamptz') recordedAt: Date;
  /** Read by anybody; the reasons themselves stay with the body. */
  @Column('text', { nullable: true }) publicNote: string | null;
  @Column('uuid', { nullable: true }) successorListingId: string | null;
}
