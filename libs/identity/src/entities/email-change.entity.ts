import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Asked for by a person; made by whoever reads the new address, or withdrawn. */
@Entity({ name: 'email_changes' })
export class EmailChange {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('citext') oldEmail: string;
  @Column('citext') newEmail: string;
  @Column('timestamptz') askedAt: Date;
  @Column('timestamptz', { nullable: true }) madeAt: Date | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
}
