import type { CertificationLine, CorrectionLine } from '#libs/certification';
import { addDays, type Day } from '#libs/kernel';
import { certificationCards, type CertificationCard } from './standing.view.ts';

/** How long before the end a renewal is worth thinking of. */
const RENEWAL_OPENS_DAYS = 90;

export interface HolderView extends CertificationCard {
  readonly since: Day | null;
  /** Null while the file is being drawn. */
  readonly downloadHref: string | null;
  readonly verifyUrl: string;
  readonly next: 'active' | 'renew-soon' | 'over' | 'suspended' | 'replaced';
  readonly renewalFrom: Day;
  readonly decisions: CertificationLine['decisions'];
  readonly corrections: readonly CorrectionLine[];
  readonly mayCorrect: boolean;
  readonly correctionAction: string;
}

function nextFor({ standing, validUntil }: CertificationCard, today: Day): HolderView['next'] {
  if (standing === 'suspended') return 'suspended';
  if (standing === 'superseded') return 'replaced';
  if (standing !== 'active' && standing !== 'in-grace') return 'over';
  return today >= addDays(validUntil, -RENEWAL_OPENS_DAYS) ? 'renew-soon' : 'active';
}

/** What the holder of a certification sees of it: all that is decided, with the reasons that the public does not see. */
export function holderView(line: CertificationLine, corrections: readonly CorrectionLine[], { ready, registryUrl, today }: { ready: boolean; registryUrl: string; today: Day }): HolderView {
  const [card] = certificationCards([line]) as [CertificationCard];
  const waits = corrections.some(({ decided }) => decided === null);
  return {
    ...card,
    since: line.standing.since,
    downloadHref: ready ? `/certifications/${card.number}/certificate` : null,
    verifyUrl: `${registryUrl}/v/${line.certification.code}`,
    next: nextFor(card, today),
    renewalFrom: addDays(card.validUntil, -RENEWAL_OPENS_DAYS),
    decisions: line.decisions,
    corrections,
    mayCorrect: card.standing === 'active' && !waits,
    correctionAction: `/certifications/${card.number}/name-corrections`,
  };
}
