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
  /** 'none' before the first. */
  readonly state: ApplicationState | 'none';
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

function steps(state: ApplicationView['state'], outcomes: readonly Outcome[]): StepView[] {
  const isOpen = (...kinds: readonly string[]): boolean => outcomes.some(({ kind, met, waivedBy }) => kinds.includes(kind) && !met && waivedBy === null);
  const handedIn = state !== 'none' && state !== 'draft' && state !== 'returned';
  const rest = outcomes.map(({ kind }) => kind).filter((kind) => kind !== 'ethics-signature' && kind !== 'attestation');
  const before = (number: number, key: StepView['key'], href: string, open: boolean): StepView => ({ number, key, href, state: handedIn || !open ? 'done' : 'open' });
  return [
    before(1, 'requirements', '/certification', isOpen(...rest)),
    before(2, 'ethics', '/ethics', isOpen('ethics-signature')),
    before(3, 'attestation', '/attestation', isOpen('attestation')),
    { number: 4, key: 'write', href: null, state: handedIn ? 'done' : 'current' },
    { number: 5, key: 'wait', href: null, state: state === 'submitted' || state === 'claimed' ? 'current' : state === 'awarded' || state === 'denied' ? 'done' : 'locked' },
  ];
}

export function applicationView({ person, now, rules, evaluation, kept, written }: ApplicationPage): ApplicationView {
  const state = now?.state ?? 'none';
  const acts = now ? openActs(now.state, 'applicant') : [];
  const gaps = openGaps(evaluation);
  const titleOf = new Map(rules.requirements.map(({ key, title }) => [key, title]));
  return {
    programTitle: rules.title,
    body: rules.body,
    state,
    legalName: person.legalName,
    canBegin: acts.length === 0 && state !== 'awarded',
    canWrite: acts.includes('save'),
    canWithdraw: acts.includes('withdraw'),
    waits: state === 'submitted' || state === 'claimed',
    submittedAt: now?.submittedAt ?? null,
    savedAt: now?.draftSavedAt ?? null,
    decisionDays: rules.decisionDays.amount,
    steps: steps(state, evaluation.outcomes),
    waivable: gaps.filter(({ waivable }) => waivable).map(({ key, title }) => ({ title, field: reasonField(key), begun: Boolean(written.waiverReasons[key]) })),
    required: unansweredGaps(evaluation, { note: '', waiverReasons: {} }).filter(({ waivable }) => !waivable).map(({ title }) => ({ title })),
    decision: state === 'returned' || state === 'awarded' || state === 'denied' ? (now?.decision ?? null) : null,
    denied: state === 'denied',
    appeal: rules.appeal,
    kept: kept && { note: kept.note, reasons: Object.entries(kept.waiverReasons).map(([key, text]) => ({ title: titleOf.get(key) ?? key, text })) },
  };
}
