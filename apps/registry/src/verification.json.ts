import { verificationPath, type AskedDay, type PublicListing, type Standing, type StandingFacts, type Verification } from '#libs/registry';

// The shapes of openapi.yaml, field by field: what is not written here goes to no machine.

interface StandingJson {
  readonly standing: Standing;
  readonly since: string | null;
  readonly recordedAt: string | null;
  readonly publicNote: string | null;
  readonly successor: string | null;
}

export interface VerificationJson {
  readonly answer: Verification['answer'];
  readonly reason: Verification['reason'];
  readonly checkedAt: string;
  readonly bytesAdded: number | null;
  readonly listing: ListingJson | null;
}

type ListingJson = Readonly<Record<'link' | 'number' | 'name' | 'title' | 'bodyName' | 'issuedOn' | 'validUntil' | 'graceUntil', string>> & {
  readonly standing: StandingJson;
  readonly asked: (StandingJson & { readonly day: string; readonly saidThen: Standing | null }) | null;
  readonly history: readonly StandingJson[];
};

/** `address` is the registry's own, without a slash at the end. */
export function verificationJson(verification: Verification, address: string): VerificationJson {
  const { answer, reason, checkedAt } = verification;
  const listing = answer === 'cannot-tell' ? null : verification.listing;
  return { answer, reason, checkedAt: checkedAt.toISOString(), bytesAdded: answer === 'not-genuine' ? verification.bytesAdded : null, listing: listing && listingJson(listing, address) };
}

function listingJson(listing: PublicListing, address: string): ListingJson {
  const { code, number, name, title, bodyName, issuedOn, validUntil, graceUntil, standing, asked, history } = listing;
  const json = (facts: StandingFacts) => standingJson(facts, address);
  return { link: address + verificationPath(code), number, name, title, bodyName, issuedOn, validUntil, graceUntil, standing: json(standing), asked: asked && askedJson(asked, address), history: history.map(json) };
}

const askedJson = ({ day, standing, saidThen }: AskedDay, address: string) => ({ day, ...standingJson(standing, address), saidThen });

const standingJson = ({ standing, since, recordedAt, publicNote, successorCode }: StandingFacts, address: string): StandingJson => ({
  standing,
  since,
  recordedAt: recordedAt?.toISOString() ?? null,
  publicNote,
  successor: successorCode && address + verificationPath(successorCode),
});
