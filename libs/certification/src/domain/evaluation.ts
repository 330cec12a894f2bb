// Eligibility: what a program asks, held against what a person has. A pure function, so that the trainee's page, the registrar's page, the decision and
// the audit years later all show the same answer.
import type { Day } from '#libs/kernel';
import type { Requirement, RequirementKind, Requirements, Source } from './requirements.ts';

/** What a rule reads of a standing statement (one that is not voided). */
export interface StatementFact {
  readonly id: string;
  readonly kind: string;
  readonly verb: string;
  readonly lineage: string;
  readonly day: Day;
  readonly minutes: number | null;
  readonly domain: string | null;
}

export interface SignatureFact {
  readonly id: string;
  readonly version: number;
  readonly day: Day;
}

export interface AttestationFact {
  readonly id: string;
  readonly day: Day;
}

export interface WaiverFact {
  readonly id: string;
  readonly requirementKey: string;
}

/** What counts beside the record. */
export interface BesideRecord {
  readonly signatures: readonly SignatureFact[];
  readonly attestations: readonly AttestationFact[];
  readonly waivers: readonly WaiverFact[];
}

export interface Evidence extends BesideRecord {
  readonly statements: readonly StatementFact[];
}

/** The answer for one requirement. `needed`, `have` and `gap` are in `unit`; `counted` are ids of statements, of signatures or of attestations. */
export interface Outcome {
  readonly key: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly unit: 'minutes' | 'times';
  readonly met: boolean;
  readonly needed: number;
  readonly have: number;
  /** Exactly what is still missing; 0 when met. A waiver does not hide it. */
  readonly gap: number;
  readonly counted: readonly string[];
  readonly waivable: boolean;
  readonly waivedBy: string | null;
  readonly source: Source;
}

export interface Evaluation {
  readonly day: Day;
  readonly outcomes: readonly Outcome[];
  /** Every requirement is met or waived. */
  readonly eligible: boolean;
}

interface Measure {
  readonly unit: Outcome['unit'];
  readonly needed: number;
  readonly have: number;
  readonly counted: readonly string[];
}

const sum = (facts: readonly StatementFact[]): number => facts.reduce((total, { minutes }) => total + (minutes ?? 0), 0);
const idsOf = (facts: readonly { readonly id: string }[]): string[] => facts.map(({ id }) => id);
const inMinutes = (needed: number, facts: readonly StatementFact[]): Measure => ({ unit: 'minutes', needed, have: sum(facts), counted: idsOf(facts) });
const once = (facts: readonly { readonly id: string }[]): Measure => ({ unit: 'times', needed: 1, have: Math.min(1, facts.length), counted: idsOf(facts) });

/** Experience that the set asks for: the base of the supervision ratio. */
export function askedExperience({ requirements }: Requirements): number {
  return requirements.reduce((total, requirement) => total + (requirement.kind === 'experience-minutes' ? requirement.minutes : 0), 0);
}

function measure(requirement: Requirement, set: Requirements, { statements, signatures, attestations }: Evidence): Measure {
  const ofKind = (kind: string) => statements.filter((fact) => fact.kind === kind && fact.minutes !== null);
  const training = () => statements.filter((fact) => set.countsAsTraining.includes(fact.kind) && fact.minutes !== null);
  switch (requirement.kind) {
    case 'training-minutes':
      return inMinutes(requirement.minutes, training());
    case 'domain-minutes':
      return inMinutes(requirement.minutes, training().filter(({ domain }) => domain === requirement.domain));
    case 'role-play':
      return once(statements.filter(({ kind, verb, lineage }) => kind === 'role-play' && verb === 'passed' && lineage === requirement.lineage));
    case 'experience-minutes':
      return inMinutes(requirement.minutes, ofKind('supervised-hours'));
    case 'supervision-ratio':
      // Held against the hours that are asked, neither fewer nor more: on the first day nothing is met by 0 of 0, and serving on never takes eligibility away.
      return inMinutes(Math.ceil(askedExperience(set) / requirement.experiencePerSupervision), ofKind('supervision'));
    case 'ethics-signature':
      return once(signatures.filter(({ version }) => version === requirement.version));
    case 'attestation':
      break;
  }
  return once(attestations);
}

function outcome(requirement: Requirement, set: Requirements, evidence: Evidence): Outcome {
  const { key, kind, title, waivable, source } = requirement;
  const { unit, needed, have, counted } = measure(requirement, set, evidence);
  const waivedBy = waivable ? (evidence.waivers.find(({ requirementKey }) => requirementKey === key)?.id ?? null) : null;
  return { key, kind, title, unit, met: have >= needed, needed, have, gap: Math.max(0, needed - have), counted, waivable, waivedBy, source };
}

/** Holds what a person had by the end of `day` against the set. What counts beyond the need is listed all the same. */
export function evaluate(set: Requirements, evidence: Evidence, day: Day): Evaluation {
  const by = <F extends { readonly day: Day }>(facts: readonly F[]): F[] => facts.filter((fact) => fact.day <= day);
  const known = { ...evidence, statements: by(evidence.statements), signatures: by(evidence.signatures), attestations: by(evidence.attestations) };
  const outcomes = set.requirements.map((requirement) => outcome(requirement, set, known));
  return { day, outcomes, eligible: openGaps({ outcomes }).length === 0 };
}

/** What is neither met nor waived. */
export function openGaps({ outcomes }: Pick<Evaluation, 'outcomes'>): Outcome[] {
  return outcomes.filter(({ met, waivedBy }) => !met && waivedBy === null);
}
