import { effectiveDays, openStandingActs, type Certification, type CertificationLine, type StandingAct, type StandingTold } from '#libs/certification';
import type { Day } from '#libs/kernel';
import type { Standing } from '#libs/registry';

/** A standing is never told by color alone: the tag has an icon and a word. */
const TAGS: Readonly<Record<Standing, 'good' | 'caution' | 'wait' | 'stop' | 'past'>> = {
  active: 'good',
  'in-grace': 'caution',
  expired: 'past',
  suspended: 'wait',
  revoked: 'stop',
  surrendered: 'past',
  superseded: 'past',
  'not-yet-issued': 'wait',
};

export interface CertificationCard {
  readonly number: string;
  readonly title: string;
  readonly name: string;
  readonly standing: Standing;
  readonly tag: string;
  readonly issuedOn: Day;
  readonly validUntil: Day;
  readonly publicNote: string;
}

export function certificationCards(lines: readonly CertificationLine[]): CertificationCard[] {
  return lines.map(({ certification: { number, title, certifiedName, issuedOn, validUntil }, standing }) => ({
    number,
    title,
    name: certifiedName,
    standing: standing.standing,
    tag: TAGS[standing.standing],
    issuedOn,
    validUntil,
    publicNote: standing.publicNote ?? '',
  }));
}

const OVER: ReadonlySet<Standing> = new Set<Standing>(['in-grace', 'expired', 'revoked', 'surrendered', 'superseded']);

/** Nobody holds one program twice: while a certification of it lasts, also suspended, there is nothing to apply for. */
export function mayApply(lines: readonly CertificationLine[], programId: string): boolean {
  return lines.every(({ certification, standing }) => certification.programId !== programId || OVER.has(standing.standing));
}

/** Which noun stands in the address of each act. */
export const ACT_NOUNS: Readonly<Record<StandingAct, 'suspension' | 'reinstatement' | 'revocation'>> = { suspend: 'suspension', reinstate: 'reinstatement', revoke: 'revocation' };

export interface CertificationView extends CertificationCard {
  readonly graceUntil: Day;
  readonly code: string;
  readonly since: Day | null;
  readonly acts: readonly { readonly act: StandingAct; readonly href: string; readonly danger: boolean }[];
  readonly decisions: readonly StandingTold[];
}

export function certificationView(line: CertificationLine): CertificationView {
  const { certification, decisions, standing } = line;
  const acts = openStandingActs(decisions).map((act) => ({ act, href: `/registrar/certifications/${certification.number}/${ACT_NOUNS[act]}`, danger: act === 'revoke' }));
  return { ...certificationCards([line])[0]!, graceUntil: certification.graceUntil, code: certification.code, since: standing.since, acts, decisions };
}

export interface StandingActView {
  readonly act: StandingAct;
  readonly action: string;
  readonly number: string;
  readonly name: string;
  /** The act is not open any more: somebody decided meanwhile. */
  readonly closed: boolean;
  readonly from: Day;
  readonly until: Day;
}

export function standingActView({ certification, decisions }: CertificationLine, act: StandingAct): StandingActView {
  const { number, certifiedName } = certification;
  return { act, action: `/registrar/certifications/${number}/${ACT_NOUNS[act]}`, number, name: certifiedName, closed: !openStandingActs(decisions).includes(act), ...effectiveDays(certification, decisions, act) };
}

export const PAGE_SIZE = 25;

export interface CertificationsView {
  readonly rows: readonly Pick<Certification, 'number' | 'certifiedName' | 'title' | 'issuedOn' | 'validUntil'>[];
  readonly words: string;
  readonly next: string | null;
  readonly previous: string | null;
}

/** `found` may hold one more than a page: then there is a next one. */
export function certificationsView(found: readonly Certification[], words: string, after: string | null): CertificationsView {
  const rows = found.slice(0, PAGE_SIZE).map(({ number, certifiedName, title, issuedOn, validUntil }) => ({ number, certifiedName, title, issuedOn, validUntil }));
  const query = (extra: Record<string, string>): string => `/registrar/certifications?${new URLSearchParams({ q: words, ...extra }).toString()}`;
  const last = found[PAGE_SIZE - 1];
  return { rows, words, next: found.length > PAGE_SIZE && last ? query({ after: last.id }) : null, previous: after === null ? null : query({}) };
}
