import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock, failPoint, newId, NotFound, Settings } from '#libs/kernel';
import { drawPdf } from '#libs/pdf';
import { Database } from '#libs/persistence';
import { PublishedOtherwise, RegistryService } from '#libs/registry';
import { sealPdf } from '#libs/signing';
import { certificateFacts, type Certified } from './domain/certificate.ts';
import type { CertificateCause } from './entities/certificate-file.entity.ts';
import { SealKeeper } from './seal-keeper.ts';

/** Room for the signature and a later time-stamp token with its chain. */
const RESERVED_BYTES = 12_288;

interface Drawn extends Certified {
  readonly issuedAt: Date;
  /** The file is there already. */
  readonly isKept: boolean;
}

const CERTIFIED = `
  select c.number, c.code, c.certified_name as "certifiedName", c.title, c.body_name as "bodyName", c.issued_on::text as "issuedOn", c.valid_until::text as "validUntil",
    c.issued_at as "issuedAt", old.number as "replacesNumber", exists (select from certificate_files f where f.certification_id = c.id and f.cause = $2 and f.stage = 'issued') as "isKept"
  from certifications c left join name_corrections n on n.id = c.correction_id left join certifications old on old.id = n.certification_id where c.id = $1`;

const KEPT = `insert into certificate_files (id, certification_id, cause, stage, bytes, sha256, signed_sha256, kept_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (certification_id, cause, stage) do nothing returning 1`;

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
    private readonly keeper: SealKeeper,
  ) {}

  /** @throws NotFound, GlyphMissing */
  async draw(certificationId: string, cause: CertificateCause): Promise<void> {
    const certified = await this.certified(certificationId, cause);
    if (certified.isKept) return;
    failPoint('before-drawing');
    const { pdf, signedSha256 } = await this.signed(certified);
    failPoint('after-signing');
    await this.keep(certificationId, cause, pdf, signedSha256);
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

  /** Keeps the file and publishes what it is known by, in one statement. Another worker that was first has the right file: ours is let go. */
  private async keep(certificationId: string, cause: CertificateCause, bytes: Buffer, signedSha256: Buffer): Promise<void> {
    const now = this.clock.now();
    const file = { id: newId(now.getTime()), listingId: certificationId, cause, stage: 'issued' as const, sha256: createHash('sha256').update(bytes).digest(), signedSha256, byteLength: bytes.length };
    const kept = { text: KEPT, values: [file.id, certificationId, cause, file.stage, bytes, file.sha256, signedSha256, now] };
    try {
      await this.database.transaction(async () => {
        await this.registry.publishFile(file, { kept });
        failPoint('before-commit');
      });
    } catch (error) {
      if (!(error instanceof PublishedOtherwise) || !(await this.certified(certificationId, cause)).isKept) throw error;
    }
  }

  private async certified(certificationId: string, cause: CertificateCause): Promise<Drawn> {
    const [found] = await this.database.read<Drawn>(CERTIFIED, [certificationId, cause]);
    if (!found) throw new NotFound('certification');
    return found;
  }
}
