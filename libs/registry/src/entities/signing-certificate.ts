import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SigningCertificateRole = 'root' | 'issuing' | 'signer';

/** An X.509 certificate that this body ever signed with, kept for ever: a file is held against these bytes, never against a subject's name. */
@Entity({ name: 'signing_certificates', schema: 'registry' })
export class SigningCertificate {
  @PrimaryColumn('bytea') sha256: Buffer;
  @Column('bytea') der: Buffer;
  @Column('text') role: SigningCertificateRole;
  @Column('text') subject: string;
  @Column('timestamptz') notAfter: Date;
  @Column('timestamptz') addedAt: Date;
}
