import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'audit_entries' })
export class AuditEntry {
  @PrimaryColumn('bigint') number: string;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('text') act: string;
  @Column('text') subject: string;
  @Column('jsonb') facts: Record<string, unknown>;
  @Column('timestamptz') at: Date;
  @Column('bytea') hash: Buffer;
}
