/** Both who are heard in a recording agree to it: the trainee, and the partner who plays the peer. */
export type Party = 'trainee' | 'partner';

export const PARTIES: readonly Party[] = ['trainee', 'partner'];

/** How long a recording is kept. What was promised with a consent is kept in its row: a later change of the setting does not touch it. */
export interface Terms {
  /** After the result, so that a second look can be asked for. */
  readonly daysKept: number;
  /** After it was handed in, where nobody gave a result. */
  readonly daysUngraded: number;
}

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

/**
 * What holds for an attempt: the shortest of what was promised to those who agreed, and, while somebody is still to be asked, of what is offered now. So a
 * setting that changes between the two consents never keeps a recording longer than one of them was told.
 */
export function termsOf(consents: readonly (GivenConsent & Terms)[], offered: Terms): Terms {
  const standing = PARTIES.flatMap((party) => inForce(consents, party) ?? []);
  const all: readonly Terms[] = standing.length < PARTIES.length ? [...standing, offered] : standing;
  return { daysKept: Math.min(...all.map(({ daysKept }) => daysKept)), daysUngraded: Math.min(...all.map(({ daysUngraded }) => daysUngraded)) };
}
