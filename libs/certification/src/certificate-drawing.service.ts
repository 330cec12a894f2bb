import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock, failPoint, newId, NotFound, Settings } from '#libs/kernel';
import { drawPdf } from '#libs/pdf';
import { Database, Jobs } from '#libs/persistence';
import { RegistryService } from '#libs/registry';
import { sealPdf } from '#libs/signing';
import { certificateFacts, type Certified } from './domain/certificate.ts';
import { CertificateFile, type CertificateCause } from './entities/certificate-file.entity.ts';
import { SealKeeper } from './seal-keeper.ts';

/** Room for the signature and a later time-stamp token with its chain. */
const RESERVED_BYTES = 12_288;

interface Drawn extends Certified {
  readonly personId: string;
  readonly issuedAt: Date;
}

const CERTIFIED = `
  select c.number, c.code, c.certified_name as "certifiedName", c.title, c.body_name as "bodyName", c.issued_on::text as "issuedOn", c.valid_until::text as "validUntil", c.person_id as "personId",
    c.issued_at as "issuedAt", old.number as "replacesNumber"
  from certifications c left join name_corrections n on n.id = c.correction_id left join certifications old on old.id = n.certification_id where c.id = $1`;

/**
 * Draws and signs the certificate of a certification. A failed drawing takes nothing away: the person is verifiable since the award. The job may begin again
 * at any point and from several workers at once; the unique row decides which file exists, and only that one is published.
 */
@Injectable()
export class CertificateDrawing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly registry: RegistryService,
    private readonly jobs: Jobs,
    private readonly keeper: SealKeeper,
  ) {}

  /** @throws NotFound, GlyphMissing */
  async draw(certificationId: string, cause: CertificateCause): Promise<void> {
    if (await this.isKept(certificationId, cause)) return;
    const [certified] = await this.database.read<Drawn>(CERTIFIED, [certificationId]);
    if (!certified) throw new NotFound('certification');
    failPoint('before-drawing');
    const { pdf, signedSha256 } = await this.signed(certified);
    failPoint('after-signing');
    await this.keep(certificationId, cause, certified, pdf, signedSha256);
    failPoint('after-commit');
  }

  /** Outside any transaction and lock: only this takes time. */
  private async signed(certified: Drawn): Promise<{ pdf: Buffer; signedSha256: Buffer }> {
    const signer = await this.keeper.signer();
    const signature = { reservedBytes: RESERVED_BYTES, signedAt: this.clock.now(), signerName: certified.bodyName, reason: 'Certificate issued' };
    const facts = certificateFacts(certified, this.settings.registryUrl);
    const { pdf, seal } = drawPdf(this.keeper.layout('standard'), { ...facts }, { createdAt: certified.issuedAt, signature });
    return sealPdf(pdf, seal!, signer);
  }

  private async keep(certificationId: string, cause: CertificateCause, { personId, number, code }: Drawn, bytes: Buffer, signedSha256: Buffer): Promise<void> {
    const now = this.clock.now();
    const file = { id: newId(now.getTime()), certificationId, cause, stage: 'issued' as const, bytes, sha256: createHash('sha256').update(bytes).digest(), signedSha256, keptAt: now };
    await this.database.transaction(async () => {
      const added = await this.database.rows(CertificateFile).createQueryBuilder().insert().values(file).orIgnore().returning('id').execute();
      if ((added.raw as unknown[]).length === 0) return; // another worker was first
      await this.registry.publishFile({ ...file, listingId: certificationId, byteLength: bytes.length });
      const facts = { number, link: `${this.settings.publicUrl}/certifications/${number}`, verifyLink: `${this.settings.registryUrl}/v/${code}` };
      await this.jobs.letter('certificate-ready', personId, facts, `certificate-ready:${certificationId}:${cause}`);
      failPoint('before-commit');
    });
  }

  private async isKept(certificationId: string, cause: CertificateCause): Promise<boolean> {
    return (await this.database.read(`select 1 from certificate_files where certification_id = $1 and cause = $2 and stage = 'issued'`, [certificationId, cause])).length > 0;
  }
}
