import type { ProgramRules, Requirement } from '#libs/certification';
import type { AnswerContact } from '#libs/evidence';

/** Where no program names a domain, hours are told apart by the four of IC&RC's Peer Recovery credential. */
export const USUAL_DOMAINS = ['advocacy', 'mentoring', 'recovery', 'ethics'] as const;

/** What the body's programs ask of hours; null where they ask nothing. */
export interface AskedHours {
  readonly domains: readonly string[];
  /** How the programs call a domain, by its key. */
  readonly titles: ReadonlyMap<string, string>;
  readonly experienceMinutes: number | null;
  /** One hour of supervision for so many hours of experience. */
  readonly experiencePerSupervision: number | null;
  readonly contact: AnswerContact | null;
}

const ofKind = <K extends Requirement['kind']>(rules: Pick<ProgramRules, 'requirements'> | undefined, kind: K): Extract<Requirement, { kind: K }> | undefined =>
  rules?.requirements.find((requirement): requirement is Extract<Requirement, { kind: K }> => requirement.kind === kind);

/** Domains of all programs, so that hours for any of them can be written down; amounts and the contact are of the body's first, as on the page of eligibility. */
export function askedHours(programs: readonly Pick<ProgramRules, 'requirements' | 'appeal'>[]): AskedHours {
  const named = programs.flatMap(({ requirements }) => requirements.flatMap((asked) => (asked.kind === 'domain-minutes' ? [[asked.domain, asked.title] as const] : [])));
  const titles = new Map(named.toReversed());
  const [first] = programs;
  return {
    domains: named.length > 0 ? [...new Set(named.map(([domain]) => domain))] : USUAL_DOMAINS,
    titles,
    experienceMinutes: ofKind(first, 'experience-minutes')?.minutes ?? null,
    experiencePerSupervision: ofKind(first, 'supervision-ratio')?.experiencePerSupervision ?? null,
    contact: first ? { contactName: first.appeal.contactName, contactWay: first.appeal.contactWay } : null,
  };
}
