import { openActs, openGaps, unansweredGaps, type Appeal, type ApplicationDraft, type ApplicationNow, type ApplicationState, type Evaluation, type Outcome, type ProgramRules } from '#libs/certification';
import type { Day } from '#libs/kernel';

export interface StepView {
  readonly number: number;
  readonly key: 'requirements' | 'ethics' | 'attestation' | 'write' | 'wait';
  readonly state: 'done' | 'current' | 'open' | 'locked';
  readonly href: string | null;
}

export interface ApplicationView {
  readonly programTitle: string;
  readonly body: string;
  /** 'none' before the first; 'over' when the certification that was awarded no longer lasts. */
  readonly state: ApplicationState | 'none' | 'over';
  readonly legalName: string;
  readonly canBegin: boolean;
  readonly canWrite: boolean;
  readonly canWithdraw: boolean;
  readonly waits: boolean;
  readonly submittedAt: Date | null;
  readonly savedAt: Date | null;
  readonly decisionDays: number;
  readonly steps: readonly StepView[];
  /** Gaps that the applicant can ask to be excused from, with the name of the field for the reason. */
  readonly waivable: readonly { readonly title: string; readonly field: string; readonly begun: boolean }[];
  /** Gaps that must be closed first. */
  readonly required: readonly { readonly title: string }[];
  readonly decision: { readonly kind: string; readonly reasons: string; readonly decidedAt: Date; readonly appealUntil: Day | null } | null;
  readonly denied: boolean;
  readonly appeal: Appeal;
  /** What is kept, when the page that was sent is older. */
  readonly kept: { readonly note: string; readonly reasons: readonly { readonly title: string; readonly text: string }[] } | null;
}

export interface ApplicationPage {
  readonly person: { readonly legalName: string };
  readonly now: ApplicationNow | undefined;
  readonly rules: ProgramRules;
  readonly evaluation: Evaluation;
  readonly kept: ApplicationDraft | null;
  /** What stands in the form: fields with words in them are shown open. */
  readonly written: ApplicationDraft;
  /** Nothing of this program is held that still lasts. */
  readonly canApply: boolean;
  /** Names the program in an address. */
  readonly query: string;
}

const reasonField = (key: string): string => `waiverReasons[${key}]`;
const MAX_LENGTH = 2_000;

/** What was typed, as a draft: only reasons for requirements of this program, each as text. */
export function draftOf(form: { readonly note?: unknown; readonly waiverReasons?: unknown }, { requirements }: Pick<ProgramRules, 'requirements'>): ApplicationDraft {
  const typed = (typeof form.waiverReasons === 'object' && form.waiverReasons !== null ? form.waiverReasons : {}) as Readonly<Record<string, unknown>>;
  const reasons = requirements.map(({ key }) => [key, Object.hasOwn(typed, key) && typeof typed[key] === 'string' ? typed[key].trim().slice(0, MAX_LENGTH) : ''] as const);
  return { note: typeof form.note === 'string' ? form.note.slice(0, MAX_LENGTH) : '', waiverReasons: Object.fromEntries(reasons.filter(([, text]) => text !== '')) };
}

/** A draft as the fields of the form. */
export function typedDraft({ note, waiverReasons }: ApplicationDraft, version: number): Record<string, string | number> {
  return { version, note, ...Object.fromEntries(Object.entries(waiverReasons).map(([key, text]) => [reasonField(key), text])) };
}

const SIGNED = [
  ['ethics', 'ethics-signature'],
  ['attestation', 'attestation'],
] as const;

/** What comes before applying; only what the program asks for. */
function before(outcomes: readonly Outcome[], query: string): Pick<StepView, 'key' | 'href' | 'state'>[] {
  const isOpen = (some: readonly Outcome[]): boolean => some.some(({ met, waivedBy }) => !met && waivedBy === null);
  const step = (key: StepView['key'], href: string, some: readonly Outcome[]) => ({ key, href, state: isOpen(some) ? ('open' as const) : ('done' as const) });
  const signed = SIGNED.flatMap(([key, wanted]) => {
    const some = outcomes.filter(({ kind }) => kind === wanted);
    return some.length > 0 ? [step(key, `/${key}${query}`, some)] : [];
  });
  return [step('requirements', `/certification${query}`, outcomes.filter(({ kind }) => SIGNED.every(([, signing]) => kind !== signing))), ...signed];
}

function steps(state: ApplicationView['state'], outcomes: readonly Outcome[], query: string): StepView[] {
  const handedIn = state !== 'none' && state !== 'draft' && state !== 'returned';
  const all: Omit<StepView, 'number'>[] = [
    ...before(outcomes, query).map((step) => (handedIn ? { ...step, state: 'done' as const } : step)),
    { key: 'write', href: null, state: handedIn ? 'done' : 'current' },
    { key: 'wait', href: null, state: state === 'submitted' || state === 'claimed' ? 'current' : handedIn && state !== 'withdrawn' ? 'done' : 'locked' },
  ];
  return all.map((step, at) => ({ ...step, number: at + 1 }));
}

export function applicationView({ person, now, rules, evaluation, kept, written, canApply, query }: ApplicationPage): ApplicationView {
  const state = now?.state === 'awarded' && canApply ? 'over' : (now?.state ?? 'none');
  const acts = now ? openActs(now.state, 'applicant') : [];
  const gaps = openGaps(evaluation);
  const titleOf = new Map(rules.requirements.map(({ key, title }) => [key, title]));
  return {
    programTitle: rules.title,
    body: rules.body,
    state,
    legalName: person.legalName,
    canBegin: acts.length === 0 && canApply,
    canWrite: acts.includes('save'),
    canWithdraw: acts.includes('withdraw'),
    waits: state === 'submitted' || state === 'claimed',
    submittedAt: now?.submittedAt ?? null,
    savedAt: now?.draftSavedAt ?? null,
    decisionDays: rules.decisionDays.amount,
    steps: steps(state, evaluation.outcomes, query),
    waivable: gaps.filter(({ waivable }) => waivable).map(({ key, title }) => ({ title, field: reasonField(key), begun: Boolean(written.waiverReasons[key]) })),
    required: unansweredGaps(evaluation, { note: '', waiverReasons: {} }).filter(({ waivable }) => !waivable).map(({ title }) => ({ title })),
    decision: state === 'returned' || state === 'awarded' || state === 'denied' ? (now?.decision ?? null) : null,
    denied: state === 'denied',
    appeal: rules.appeal,
    kept: kept && { note: kept.note, reasons: Object.entries(kept.waiverReasons).map(([key, text]) => ({ title: titleOf.get(key) ?? key, text })) },
  };
}
