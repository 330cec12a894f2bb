import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FileStage } from '#libs/registry';

/** Why a file was drawn. */
export type CertificateCause = 'award' | 'correction';

@Entity({ name: 'certificate_files' })
export class CertificateFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') certificationId: string;
  @Column('text') cause: CertificateCause;
  @Column('text') stage: FileStage;
  @Column('bytea') bytes: Buffer;
  @Column('bytea') sha256: Buffer;
  @Column('bytea') signedSha256: Buffer;
  @Column('timestamptz') keptAt: Date;
}
