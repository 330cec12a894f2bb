import type { CertificationLine, LookLine, SecondLook, VoidedStatement } from '#libs/certification';
import type { Day } from '#libs/kernel';
import { eligibilityView, type OutcomeView } from './outcomes.view.ts';
import { certificationView, type CertificationView } from './standing.view.ts';

export const LOOKS_PAGE = 25;

const pathOf = (number: string): string => `/registrar/second-looks/${number}`;

export interface SecondLooksView {
  readonly rows: readonly (Pick<LookLine, 'number' | 'name' | 'title' | 'openedAt' | 'voided' | 'own'> & { readonly href: string })[];
  readonly next: string | null;
  readonly previous: string | null;
}

/** `found` may hold one more than a page: then there is a next one. */
export function secondLooksView(found: readonly LookLine[], isFirst: boolean): SecondLooksView {
  const rows = found.slice(0, LOOKS_PAGE).map(({ number, name, title, openedAt, voided, own }) => ({ number, name, title, openedAt, voided, own, href: pathOf(number) }));
  const last = found[LOOKS_PAGE - 1];
  return { rows, next: found.length > LOOKS_PAGE && last ? `/registrar/second-looks?after=${last.decisionId}` : null, previous: isFirst ? null : '/registrar/second-looks' };
}

export interface VoidedView extends Pick<VoidedStatement, 'voidingId' | 'title' | 'kind' | 'voucherKind' | 'reason' | 'voidedAt' | 'answer'> {
  readonly on: Day;
  /** Whole minutes; null for what carries none. */
  readonly amount: number | null;
  readonly voidedBy: string;
  readonly countedFor: string;
  readonly waits: boolean;
}

const voidedView = ({ day, minutes, countedFor, voidedBy, ...statement }: VoidedStatement, waiting: readonly string[]): VoidedView => ({
  ...statement,
  on: day,
  amount: minutes,
  voidedBy: voidedBy ?? '',
  countedFor: countedFor.join('; '),
  waits: waiting.includes(statement.voidingId),
});

export interface SecondLookView extends Pick<CertificationView, 'number' | 'title' | 'name' | 'standing' | 'tag' | 'acts'> {
  readonly action: string;
  readonly certificationHref: string;
  readonly statements: readonly VoidedView[];
  readonly waits: boolean;
  /** What an answer is about: what this page shows, and nothing that is voided after it was drawn. */
  readonly voidingIds: readonly string[];
  readonly eligible: boolean;
  /** What the holder would lack today. */
  readonly missing: readonly OutcomeView[];
}

export function secondLookView(look: SecondLook, line: CertificationLine): SecondLookView {
  const { number, title, name, standing, tag, acts } = certificationView(line);
  const { outcomes, eligible } = eligibilityView(look.evaluation, []);
  return {
    number,
    title,
    name,
    standing,
    tag,
    acts: acts.filter(({ act }) => act !== 'reinstate'),
    action: `${pathOf(number)}/answer`,
    certificationHref: `/registrar/certifications/${number}`,
    statements: look.statements.map((statement) => voidedView(statement, look.waiting)),
    waits: look.waiting.length > 0,
    voidingIds: look.waiting,
    eligible,
    missing: outcomes.filter(({ open }) => open),
  };
}
