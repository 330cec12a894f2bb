import type { Day } from '#libs/kernel';

/** Where a number comes from, and on which day somebody last read it there. */
export interface Source {
  readonly title: string;
  readonly url: string;
  readonly verifiedOn: Day;
  readonly note: string | null;
}

interface Named {
  readonly key: string;
  readonly title: string;
  /** False: nobody can be excused from it. */
  readonly waivable: boolean;
  readonly source: Source;
}

export type Requirement = Named &
  (
    | { readonly kind: 'training-minutes'; readonly minutes: number }
    | { readonly kind: 'domain-minutes'; readonly domain: string; readonly minutes: number }
    | { readonly kind: 'role-play'; readonly lineage: string }
    | { readonly kind: 'experience-minutes'; readonly minutes: number }
    | { readonly kind: 'supervision-ratio'; readonly experiencePerSupervision: number }
    | { readonly kind: 'ethics-signature'; readonly version: number }
    | { readonly kind: 'attestation' }
  );

export type RequirementKind = Requirement['kind'];

/** What `evaluate` reads of a requirement set. */
export interface Requirements {
  /** Kinds of statements whose minutes are training. */
  readonly countsAsTraining: readonly string[];
  readonly requirements: readonly Requirement[];
}

export interface Term {
  readonly amount: number;
  readonly source: Source;
}

/** Whom a person turns to who sees a decision differently. */
export interface Appeal {
  readonly days: number;
  readonly contactName: string;
  readonly contactWay: string;
  readonly how: string;
  readonly source: Source;
}

/** One dated version of a program, as imported; an application keeps the one that was in force when it was opened. */
export interface ProgramRules extends Requirements {
  readonly slug: string;
  readonly body: string;
  readonly title: string;
  readonly effectiveFrom: Day;
  readonly numberFormat: string;
  readonly validityMonths: Term;
  readonly graceDays: Term;
  readonly decisionDays: Term;
  readonly appeal: Appeal;
  readonly attestationStatement: string;
}
