import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signed-in device. Holds the hash of its token: whoever reads the table cannot sign in with it. */
@Entity({ name: 'sessions' })
export class Session {
  @PrimaryColumn('bytea') tokenHash: Buffer;
  @Column('uuid') personId: string;
  @Column('text') device: string;
  @Column('timestamptz') openedAt: Date;
  @Column('timestamptz') seenAt: Date;
  @Column('timestamptz') expiresAt: Date;
}

@Entity({ name: 'one_time_links' })
export class OneTimeLink {
  @PrimaryColumn('bytea') tokenHash: Buffer;
  @Column('text') purpose: string;
  @Column('uuid', { nullable: true }) personId: string | null;
  @Column('jsonb') facts: Record<string, string>;
  @Column('timestamptz') madeAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}
