import type { Day } from '#libs/kernel';

/** Training that was taken elsewhere, as the trainee reports it. */
export interface TrainingRow {
  readonly provider: string;
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly minutes: readonly DomainMinutes[];
}

export interface DomainMinutes {
  readonly domain: string;
  readonly minutes: number;
}

/** A thousand hours in one domain is more than any known program: beyond it is a slip. */
export const MOST_MINUTES_A_DOMAIN = 60_000;

export type TrainingFault = { readonly what: 'future' | 'backwards'; readonly field: 'fromDay' | 'toDay' } | { readonly what: 'nothing' | 'amount' | 'twice'; readonly field: 'minutes' };

const isAmount = (minutes: number): boolean => Number.isInteger(minutes) && minutes > 0 && minutes <= MOST_MINUTES_A_DOMAIN;
const domainsOf = (minutes: readonly DomainMinutes[]): Set<string> => new Set(minutes.map(({ domain }) => domain));

export function faultOfTraining({ fromDay, toDay, minutes }: TrainingRow, today: Day): TrainingFault | undefined {
  if (fromDay > toDay) return { what: 'backwards', field: 'toDay' };
  if (toDay > today) return { what: 'future', field: 'toDay' };
  return faultOfMinutes(minutes);
}

function faultOfMinutes(minutes: readonly DomainMinutes[]): TrainingFault | undefined {
  if (minutes.length === 0) return { what: 'nothing', field: 'minutes' };
  if (!minutes.every((one) => isAmount(one.minutes))) return { what: 'amount', field: 'minutes' };
  return domainsOf(minutes).size < minutes.length ? { what: 'twice', field: 'minutes' } : undefined;
}

export type CreditFault = 'nothing' | 'excess' | 'unexplained';

/** A registrar credits what was claimed or less, domain by domain; less needs a reason that the trainee will read. */
export function faultOfCredit(claimed: readonly DomainMinutes[], credited: readonly DomainMinutes[], reason: string | null): CreditFault | undefined {
  const most = new Map(claimed.map(({ domain, minutes }) => [domain, minutes]));
  if (faultOfMinutes(credited)) return 'nothing';
  if (credited.some(({ domain, minutes }) => minutes > (most.get(domain) ?? 0))) return 'excess';
  return sumOf(credited) < sumOf(claimed) && !reason ? 'unexplained' : undefined;
}

export function sumOf(minutes: readonly DomainMinutes[]): number {
  return minutes.reduce((sum, one) => sum + one.minutes, 0);
}

/** Each domain is a statement of its own, so that each counts for its own minimum. */
export const transferSource = (claimId: string, domain: string): string => `evidence:${claimId}:${domain}`;
