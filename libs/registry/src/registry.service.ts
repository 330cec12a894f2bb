import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock, Refusal, type Day } from '#libs/kernel';
import { Database, sqlState, type Sql } from '#libs/persistence';
import type { ListedFacts } from './domain/listing.ts';
import type { DecisionKind } from './domain/standing.ts';
import type { FileStage } from './entities/published-file.ts';
import type { SigningCertificateRole } from './entities/signing-certificate.ts';

/** A line of the book; `id` is the certification's. */
export interface NewListing extends ListedFacts {
  readonly id: string;
  readonly supersedesListingId?: string | null;
}

/** `id` is made by the caller and kept over its retries. `publicNote` is read by anybody. */
export interface NewListingDecision {
  readonly id: string;
  readonly listingId: string;
  readonly kind: DecisionKind;
  readonly effectiveOn: Day;
  readonly publicNote?: string | null;
  /** With `superseded`, and only then. */
  readonly successorListingId?: string | null;
}

/** What a published file is known by; digests are 32 bytes of SHA-256. */
export interface NewPublishedFile {
  readonly id: string;
  readonly listingId: string;
  readonly cause: string;
  readonly stage: FileStage;
  readonly sha256: Buffer;
  readonly signedSha256: Buffer;
  readonly byteLength: number;
}

export interface NewSigningCertificate {
  readonly der: Buffer;
  readonly role: SigningCertificateRole;
  readonly subject: string;
  readonly notAfter: Date;
}

/** The code, the number, the id or the predecessor is another listing's, or the listing was made before with other facts. */
export class ListedOtherwise extends Refusal {
  constructor(number: string) {
    super('conflict', { number });
  }
}

/** A certification is revoked, surrendered or superseded once; or this decision was recorded before with other facts. */
export class DecidedOtherwise extends Refusal {
  constructor(kind: DecisionKind) {
    super('conflict', { kind });
  }
}

/** Another file is already published for this listing, cause and stage, or these bytes belong to another listing. */
export class PublishedOtherwise extends Refusal {
  constructor(cause: string, stage: FileStage) {
    super('conflict', { cause, stage });
  }
}

type Company = Readonly<Record<string, Sql>>;
type Row = Readonly<Record<string, string | number | Buffer | Date | null>>;
const BROKEN_UNIQUE_KEY = '23505';

/**
 * Writes the book, in the caller's transaction. It checks no permission, because it knows no people: certification has checked one before it comes here.
 * Each act is safe to repeat: the same facts again change nothing, other facts under the same key are refused. `company` is what the caller writes in the same
 * statement, of its own tables; a refusal undoes it too.
 */
@Injectable()
export class RegistryService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws ListedOtherwise */
  list(listing: NewListing, company: Company = {}): Promise<void> {
    const { id, code, number, name, title, bodyName, issuedOn, validUntil, graceUntil, supersedesListingId = null } = listing;
    const facts = { id, code, number, name, title, body_name: bodyName, issued_on: issuedOn, valid_until: validUntil, grace_until: graceUntil, supersedes_listing_id: supersedesListingId };
    return this.add('listings', 'id', facts, 'listed_at', () => new ListedOtherwise(number), {}, company);
  }

  /** @throws DecidedOtherwise */
  record(decision: NewListingDecision): Promise<void> {
    const { id, listingId, kind, effectiveOn, publicNote = null, successorListingId = null } = decision;
    const facts = { id, listing_id: listingId, kind, effective_on: effectiveOn, public_note: publicNote, successor_listing_id: successorListingId };
    return this.add('listing_decisions', 'id', facts, 'recorded_at', () => new DecidedOtherwise(kind));
  }

  /** @throws PublishedOtherwise */
  publishFile(file: NewPublishedFile, company: Company = {}): Promise<void> {
    const { id, listingId, cause, stage, sha256, signedSha256, byteLength } = file;
    const facts = { listing_id: listingId, cause, stage, sha256, signed_sha256: signedSha256, byte_length: byteLength };
    return this.add('published_files', 'listing_id, cause, stage', facts, 'published_at', () => new PublishedOtherwise(cause, stage), { id }, company);
  }

  pinSigningCertificate({ der, role, subject, notAfter }: NewSigningCertificate): Promise<void> {
    const sha256 = createHash('sha256').update(der).digest();
    return this.add('signing_certificates', 'sha256', { sha256, der }, 'added_at', () => new Error('Two certificates with one digest'), { role, subject, not_after: notAfter });
  }

  /** Adds a row, or finds that the very same `facts` are there already. `rest` may differ in a repetition. */
  private add(table: string, key: string, facts: Row, instant: string, otherwise: () => Error, rest: Row = {}, company: Company = {}): Promise<void> {
    const row: Row = { ...facts, ...rest, [instant]: this.clock.now() };
    const places = (columns: readonly string[]) => columns.map((_, at) => `$${at + 1}`).join(', ');
    const columns = Object.keys(row);
    return this.database.transaction(async () => {
      try {
        const text = `insert into registry.${table} (${columns.join(', ')}) values (${places(columns)}) on conflict (${key}) do nothing returning 1`;
        const { added } = await this.database.together<{ added: unknown[] }>({ added: { text, values: Object.values(row) }, ...company });
        if (added.length === 0 && !(await this.isThere(table, facts))) throw otherwise();
      } catch (error) {
        throw sqlState(error) === BROKEN_UNIQUE_KEY ? otherwise() : error;
      }
    });
  }

  private async isThere(table: string, facts: Row): Promise<boolean> {
    const same = Object.keys(facts).map((column, at) => `${column} is not distinct from $${at + 1}`);
    return (await this.database.read(`select 1 from registry.${table} where ${same.join(' and ')}`, Object.values(facts))).length > 0;
  }
}
