/**
 * registry: the public book: listings, their standing on any day, and what genuine files are known by. The authority on what a certification is worth.
 * Owns the schema `registry` and holds public facts only: no person, no reasons of the body, no file bytes.
 * Written by certification inside its own transactions; read by employers through a role that can read nothing else.
 */
export type { ListedFacts } from './domain/listing.ts';
export { nameMatches } from './domain/names.ts';
export { readNumber } from './domain/numbers.ts';
export { DECISION_KINDS, historyOf, standingOn, standingSaidOn, STANDINGS } from './domain/standing.ts';
export type { DecisionKind, ListedPeriod, Standing, StandingDecision, StandingFacts } from './domain/standing.ts';
export { ListingDecision } from './entities/listing-decision.ts';
export { Listing } from './entities/listing.ts';
export { PublishedFile, type FileStage } from './entities/published-file.ts';
export { SigningCertificate, type SigningCertificateRole } from './entities/signing-certificate.ts';
export { FileVerifications, type FileFinding } from './file-verifications.queries.ts';
export { verificationPath, type AskedDay, type PublicListing } from './listed.ts';
export { RegistryModule } from './registry.module.ts';
export { DecidedOtherwise, ListedOtherwise, PublishedOtherwise, RegistryService } from './registry.service.ts';
export type { NewListing, NewListingDecision, NewPublishedFile, NewSigningCertificate } from './registry.service.ts';
export { SigningCertificates } from './signing-certificates.queries.ts';
export type { CannotTell, Genuine, NotGenuine, Verification } from './verification.ts';
export { DayNotYetCome, Verifications } from './verifications.queries.ts';
