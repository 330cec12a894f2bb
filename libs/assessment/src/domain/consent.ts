/** Both who are heard in a recording agree to it: the trainee, and the partner who plays the peer. */
export type Party = 'trainee' | 'partner';

export const PARTIES: readonly Party[] = ['trainee', 'partner'];

/** How long a recording is kept after the result, so that a second look can be asked for. What was promised with a consent is kept in its row. */
export const DAYS_KEPT = 60;

export interface GivenConsent {
  readonly id: string;
  readonly party: Party;
  readonly withdrawnAt: Date | null;
}

/** The consent of a party that stands: the last one given, unless it was taken back. */
export function inForce<C extends GivenConsent>(consents: readonly C[], party: Party): C | undefined {
  const last = consents.findLast((consent) => consent.party === party);
  return last?.withdrawnAt === null ? last : undefined;
}

export function partiesToAsk(consents: readonly GivenConsent[]): Party[] {
  return PARTIES.filter((party) => !inForce(consents, party));
}
