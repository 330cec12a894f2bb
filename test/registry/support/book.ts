import { createHash, randomBytes } from 'node:crypto';
import { Clock, day, newCode, newId, readSettings, type Settings } from '#libs/kernel';
import type { Database } from '#libs/persistence';
import { Listing, ListingDecision, PublishedFile, RegistryService, SigningCertificate, SigningCertificates, Verifications, type NewListing, type NewListingDecision } from '#libs/registry';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

/** Stands still until it is told to go on. */
export class HandClock extends Clock {
  instant = new Date('2026-03-10T15:00:00Z');

  override now(): Date {
    return this.instant;
  }
}

export const ENTITIES = [Listing, ListingDecision, PublishedFile, SigningCertificate];
export const settings: Settings = readSettings({ PEERWAY_TIME_ZONE: 'America/Chicago' }, '/checkout', () => '');

export interface Book {
  readonly house: TestDatabase;
  readonly database: Database;
  readonly clock: HandClock;
  readonly service: RegistryService;
  readonly verifications: Verifications;
  readonly certificates: SigningCertificates;
}

export async function openBook(): Promise<Book> {
  const house = await testDatabase(ENTITIES);
  const clock = new HandClock();
  const { database } = house;
  return {
    house,
    database,
    clock,
    service: new RegistryService(database, clock),
    verifications: new Verifications(database, clock, settings),
    certificates: new SigningCertificates(database),
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
