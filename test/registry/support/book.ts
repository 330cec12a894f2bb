import { createHash, randomBytes } from 'node:crypto';
import { day, newCode, newId } from '#libs/kernel';
import type { Database } from '#libs/persistence';
import { FileVerifications, Listing, ListingDecision, PublishedFile, RegistryService, SigningCertificate, SigningCertificates, Verifications, type NewListing, type NewListingDecision } from '#libs/registry';
import { StillClock } from '../../support/cast.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testSettings } from '../../support/settings.ts';

export const ENTITIES = [Listing, ListingDecision, PublishedFile, SigningCertificate];
export const settings = testSettings();

export interface Book {
  readonly house: TestDatabase;
  readonly database: Database;
  readonly clock: StillClock;
  readonly service: RegistryService;
  readonly verifications: Verifications;
  readonly certificates: SigningCertificates;
}

export async function openBook(): Promise<Book> {
  const house = await testDatabase(ENTITIES);
  const clock = new StillClock(new Date('2026-03-10T15:00:00Z'));
  const { database } = house;
  const certificates = new SigningCertificates(database);
  return {
    house,
    database,
    clock,
    service: new RegistryService(database, clock),
    verifications: new Verifications(database, clock, settings, new FileVerifications(database, certificates)),
    certificates,
  };
}

let count = 0;

export const aListing = (facts: Partial<NewListing> = {}): NewListing => ({
  id: newId(),
  code: newCode(),
  number: `MSP-2026-${String(++count).padStart(6, '0')}`,
  name: 'Zoë O\'Brien-Ñandú',
  title: 'Certified Peer Specialist',
  bodyName: 'Model State Peer Certification Board',
  issuedOn: day('2026-01-10'),
  validUntil: day('2028-01-09'),
  graceUntil: day('2028-02-08'),
  ...facts,
});

export const aDecision = (listing: NewListing, kind: NewListingDecision['kind'], effectiveOn: string, facts: Partial<NewListingDecision> = {}): NewListingDecision => ({
  id: newId(),
  listingId: listing.id,
  kind,
  effectiveOn: day(effectiveOn),
  ...facts,
});

export const aFile = (listing: NewListing, bytes: Buffer = randomBytes(64)) => ({
  id: newId(),
  listingId: listing.id,
  cause: 'award',
  stage: 'issued' as const,
  sha256: createHash('sha256').update(bytes).digest(),
  signedSha256: createHash('sha256').update('signed').update(bytes).digest(),
  byteLength: bytes.length,
});
