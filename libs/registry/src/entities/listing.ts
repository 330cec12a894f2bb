import type { Day } from '#libs/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ListedFacts } from '../domain/listing.ts';

/** One line of the public book, as certified. Never changed: a correction is a listing of its own that supersedes this one. */
@Entity({ name: 'listings', schema: 'registry' })
export class Listing implements ListedFacts {
  /** The certification's own id. */
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') number: string;
  @Column('text') name: string;
  @Column('text') title: string;
  @Column('text') bodyName: string;
  @Column('date') issuedOn: Day;
  @Column('date') validUntil: Day;
  @Column('date') graceUntil: Day;
  @Column('uuid', { nullable: true }) supersedesListingId: string | null;
  @Column('timestamptz') listedAt: Date;
}
