import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'people' })
export class Person {
  @PrimaryColumn('uuid') id: string;
  @Column('text') legalName: string;
  @Column('text', { nullable: true }) preferredName: string | null;
  @Column('text', { nullable: true }) pronouns: string | null;
  @Column('citext') email: string;
  @Column('text') language: string;
  @Column('text') timeZone: string;
  @Column('timestamptz') joinedAt: Date;
  @Column('timestamptz', { nullable: true }) emailVerifiedAt: Date | null;
}

@Entity({ name: 'passwords' })
export class Password {
  @PrimaryColumn('uuid') personId: string;
  @Column('text') hash: string;
  @Column('timestamptz') setAt: Date;
}
