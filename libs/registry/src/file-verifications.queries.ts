import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#libs/persistence';
import { checkSeal, inspectPdf, type SealCms, type SignatureFound, type SignedRevision } from '#libs/signing';
import { judge, type Judgement, type SealFinding, type SignedOriginal } from './domain/judgement.ts';
import { headersOf, stretchesOf, type Stretch } from './file-digests.ts';
import { SigningCertificates } from './signing-certificates.queries.ts';

/** What a file turned out to be, and the listing that it leads to, if any. */
export interface FileFinding {
  readonly reason: Judgement['reason'] | 'identical-file' | 'not-a-pdf';
  readonly listingId: string | null;
  readonly bytesAdded: number | null;
}

interface Published {
  readonly sha256: string;
  readonly listing_id: string;
}

interface Original {
  readonly signed_sha256: string;
  readonly listing_id: string;
  readonly byte_length: number;
}

interface Readable extends SignatureFound {
  readonly revision: SignedRevision;
  readonly cms: SealCms;
}

const isReadable = (signature: SignatureFound): signature is Readable => Boolean(signature.revision && signature.cms);

/** Holds an uploaded file against what was published. Nothing of the file is kept, and nothing that it says is repeated. */
@Injectable()
export class FileVerifications {
  private readonly logger = new Logger('registry');

  constructor(
    private readonly database: Database,
    private readonly certificates: SigningCertificates,
  ) {}

  async find(file: Buffer): Promise<FileFinding> {
    const stretches = stretchesOf(file);
    const published = await this.publishedAmong(stretches);
    const longest = stretches.filter(({ sha256 }) => published.has(sha256.toString('hex'))).sort((one, other) => other.length - one.length)[0];
    if (!longest) return headersOf(file).length === 0 ? { reason: 'not-a-pdf', listingId: null, bytesAdded: null } : this.judged(file);
    const bytesAdded = file.length - longest.length;
    const listingId = published.get(longest.sha256.toString('hex'))!;
    return bytesAdded === 0 ? { reason: 'identical-file', listingId, bytesAdded: null } : { reason: 'changed-after-issue', listingId, bytesAdded };
  }

  /** Listings by the hex digests of their whole files. */
  private async publishedAmong(stretches: readonly Stretch[]): Promise<Map<string, string>> {
    const rows = await this.database.read<Published>(`select encode(sha256, 'hex') as sha256, listing_id from registry.published_files where sha256 = any($1::bytea[])`, [
      stretches.map(({ sha256 }) => sha256),
    ]);
    return new Map(rows.map((row) => [row.sha256, row.listing_id]));
  }

  private async judged(file: Buffer): Promise<FileFinding> {
    const { signatures, fault } = inspectPdf(file);
    const pinned = new Set((await this.certificates.signers()).map((sha256) => sha256.toString('hex')));
    const readable = signatures.filter(isReadable);
    const signedSha256s = signatures.flatMap(({ revision }) => revision?.signedSha256.toString('hex') ?? []);
    const judgement = judge({
      byteLength: file.length,
      signedSha256s,
      seals: readable.map((signature) => sealFinding(signature, pinned)),
      hasUnreadableSeal: fault !== undefined || readable.length < signatures.length,
      originals: await this.originals([...signedSha256s, ...readable.map(({ cms }) => cms.messageDigest.toString('hex'))]),
    });
    if (judgement.reason === 'signed-but-unlisted') this.alarm(signedSha256s);
    return judgement;
  }

  /** Published files by the hex digests of their signed bytes; of several stages the longest, so that what we added ourselves is not counted as added. */
  private async originals(digests: readonly string[]): Promise<Map<string, SignedOriginal>> {
    const rows = await this.database.read<Original>(
      `select encode(signed_sha256, 'hex') as signed_sha256, listing_id, byte_length from registry.published_files where signed_sha256 = any($1::bytea[]) order by byte_length`,
      [digests.map((digest) => Buffer.from(digest, 'hex'))],
    );
    return new Map(rows.map((row) => [row.signed_sha256, { listingId: row.listing_id, byteLength: row.byte_length }]));
  }

  /** Somebody signs with our key behind our back, or a listing was lost. Neither may wait. */
  private alarm(signedSha256s: readonly string[]): void {
    this.logger.error(`ALARM: a file is signed by our key and not in the registry; SHA-256 of the signed bytes: ${signedSha256s.join(', ')}`);
  }
}

function sealFinding(signature: Readable, pinned: ReadonlySet<string>): SealFinding {
  const facts = checkSeal(signature, pinned);
  return {
    signedSha256: signature.revision.signedSha256.toString('hex'),
    claimedSha256: signature.cms.messageDigest.toString('hex'),
    isPinned: facts.pinned,
    isRight: facts.signatureMatches && facts.certificateNamed,
  };
}
