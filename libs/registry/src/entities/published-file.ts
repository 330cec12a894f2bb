import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `issued` is signed; `time-stamped` and `archived` add to the same signed bytes without touching one of them. */
export type FileStage = 'issued' | 'time-stamped' | 'archived';

/** What a genuine file is known by. The bytes themselves are kept by certification. */
@Entity({ name: 'published_files', schema: 'registry' })
export class PublishedFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') listingId: string;
  /** Why the file was drawn, in the words of certification: `award`, `correction` … */
  @Column('text') cause: string;
  @Column('text') stage: FileStage;
  /** Of the whole file. */
  @Column('bytea') sha256: Buffer;
  /** Of the bytes that the signature covers: the same at every stage. */
  @Column('bytea') signedSha256: Buffer;
  @Column('int') byteLength: number;
  @Column('timestamptz') publishedAt: Date;
}
