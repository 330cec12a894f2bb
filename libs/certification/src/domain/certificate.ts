import type { Day } from '#libs/kernel';

/** What a certificate shows: exactly what the template `templates/certificates/standard.xml.hbs` uses. */
export interface CertificateFacts {
  readonly bodyName: string;
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  readonly number: string;
  /** Days in words of the certificate's language. */
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly verifyUrl: string;
  readonly verifyUrlShown: string;
  readonly signerName: string;
  readonly supersedesNote: string | null;
}

export interface Certified {
  readonly number: string;
  readonly code: string;
  readonly certifiedName: string;
  readonly title: string;
  readonly bodyName: string;
  readonly issuedOn: Day;
  readonly validUntil: Day;
  /** The number that a correction replaces; null for an award. */
  readonly replacesNumber: string | null;
}

const inWords = (day: Day): string => new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The words of a certificate. It names the title and nothing of a person's health. */
export function certificateFacts(certified: Certified, registryUrl: string): CertificateFacts {
  const verifyUrl = `${registryUrl}/v/${certified.code}`;
  return {
    bodyName: certified.bodyName,
    name: certified.certifiedName,
    title: certified.title,
    sentence: `has met every requirement of ${certified.bodyName} in training, demonstrated skills, supervised experience and ethics, and may be known by this title while the registry shows it as active.`,
    number: certified.number,
    issuedOn: inWords(certified.issuedOn),
    validUntil: inWords(certified.validUntil),
    verifyUrl,
    verifyUrlShown: verifyUrl.replace(/^https?:\/\//, ''),
    signerName: certified.bodyName,
    supersedesNote: certified.replacesNumber ? `Replaces certificate ${certified.replacesNumber}, with a corrected name.` : null,
  };
}
