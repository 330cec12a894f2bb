import { Injectable } from '@nestjs/common';
import { Database } from '#libs/persistence';
import { SigningCertificate } from './entities/signing-certificate.ts';

/** The body's own X.509 certificates, for anybody who wants to check a file without us. */
@Injectable()
export class SigningCertificates {
  constructor(private readonly database: Database) {}

  /** Newest first: an installation that changed its root keeps the old one, because old files still name it. */
  roots(): Promise<SigningCertificate[]> {
    return this.database.rows(SigningCertificate).find({ where: { role: 'root' }, order: { addedAt: 'DESC' } });
  }

  /** What a signature is pinned to: SHA-256 of every signer the body ever had, 32 bytes each. */
  async signers(): Promise<Buffer[]> {
    const rows = await this.database.prepared<{ sha256: Buffer }>('signers', `select sha256 from registry.signing_certificates where role = 'signer'`, []);
    return rows.map(({ sha256 }) => sha256);
  }
}
