import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FileKind } from '../domain/accepted.ts';

/** Why bytes are gone: their time was over, nobody graded them in time, a person took consent back, or nothing ever came of the upload. */
export type RemovalReason = 'retention' | 'ungraded' | 'withdrawn' | 'unused';

@Entity({ name: 'files' })
export class FileRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('text') kind: FileKind;
  @Column('text') name: string;
  @Column('text') type: string;
  @Column('int') bytes: number;
  @Column('text') sha256: string;
  @Column('timestamptz') storedAt: Date;
}

@Entity({ name: 'file_uses' })
export class FileUse {
  @PrimaryColumn('uuid') fileId: string;
  @Column('text') usedBy: string;
  @Column('timestamptz') usedAt: Date;
}

@Entity({ name: 'file_derivatives' })
export class FileDerivative {
  @PrimaryColumn('uuid') fileId: string;
  @PrimaryColumn('text') kind: 'seekable';
  @Column('int') bytes: number;
  @Column('text') sha256: string;
  @Column('timestamptz') madeAt: Date;
}

@Entity({ name: 'file_lengths' })
export class FileLength {
  @PrimaryColumn('uuid') fileId: string;
  @Column('int') durationMs: number;
  @Column('timestamptz') measuredAt: Date;
}

@Entity({ name: 'tombstones' })
export class Tombstone {
  @PrimaryColumn('uuid') fileId: string;
  @Column('text') why: RemovalReason;
  @Column('uuid', { nullable: true }) removedBy: string | null;
  @Column('timestamptz') at: Date;
}

@Entity({ name: 'playbacks' })
export class Playback {
  @PrimaryColumn('uuid') fileId: string;
  @PrimaryColumn('uuid') personId: string;
  @PrimaryColumn('timestamptz') hour: Date;
  @Column('timestamptz') at: Date;
}
