import { DOCUMENT_KINDS, IDENTITY_METHODS, openActs, openGaps, type ApplicationAct, type Eligibility, type NarrativeNote, type QueueRow, type ReviewFile } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { eligibilityView, type EligibilityView } from './outcomes.view.ts';

const MS_PER_DAY = 86_400_000;
export const QUEUE_SIZE = 25;

const pathOf = (id: string): string => `/registrar/applications/${id}`;

/** Whole days since; an application of this morning has waited 0 days. */
export const daysSince = (then: Date, now: Date): number => Math.max(0, Math.floor((now.getTime() - then.getTime()) / MS_PER_DAY));

export interface QueueView {
  readonly rows: readonly { readonly href: string; readonly name: string; readonly programTitle: string; readonly submittedAt: Date; readonly days: number; readonly late: boolean; readonly claimedBy: string; readonly mine: boolean; readonly own: boolean }[];
  readonly next: string | null;
  readonly previous: string | null;
}

/** `found` may hold one more than a page: then there is a next one. */
export function queueView(found: readonly QueueRow[], me: Pick<SignedInPerson, 'id'>, now: Date, isFirst: boolean): QueueView {
  const rows = found.slice(0, QUEUE_SIZE).map(({ id, name, programTitle, submittedAt, decisionDays, claimedBy, claimedById, own }) => {
    const days = daysSince(submittedAt, now);
    return { href: pathOf(id), name, programTitle, submittedAt, days, late: days > decisionDays, claimedBy: claimedBy ?? '', mine: claimedById === me.id, own };
  });
  const last = found[QUEUE_SIZE - 1];
  return { rows, next: found.length > QUEUE_SIZE && last ? `/registrar?after=${encodeURIComponent(`${last.submittedAt.toISOString()}~${last.submissionId}`)}` : null, previous: isFirst ? null : '/registrar' };
}

/** The place in a queue from an address; null for the beginning, also when somebody changed it by hand. */
export function readQueueKey(after: string | undefined): { submittedAt: string; submissionId: string } | null {
  const parts = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~([0-9a-f-]{36})$/.exec(after ?? '');
  return parts && !Number.isNaN(Date.parse(parts[1]!)) ? { submittedAt: parts[1]!, submissionId: parts[2]! } : null;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The words of a key, in the reader's language. */
export type Words = (key: string) => string;

export interface ReviewView extends EligibilityView {
  readonly path: string;
  readonly actions: Readonly<Record<'claim' | 'giveBack' | 'identityCheck' | 'waiver' | 'award' | 'return' | 'denial', string>>;
  readonly name: string;
  readonly preferredName: string;
  readonly programTitle: string;
  readonly submittedAt: Date;
  readonly days: number;
  readonly note: string;
  readonly asked: readonly { readonly title: string; readonly reason: string }[];
  readonly claimedBy: string;
  readonly can: Readonly<Record<'claim' | 'giveBack' | 'checkIdentity' | 'readNarrative' | 'waive' | 'return' | 'award' | 'deny', boolean>>;
  /** Why it cannot be awarded yet; empty when it can. */
  readonly before: readonly ('gaps' | 'identity')[];
  readonly waivable: readonly Option[];
  readonly methods: readonly Option[];
  readonly documents: readonly Option[];
  readonly identityChecks: ReviewFile['identityChecks'];
  readonly waivers: readonly (ReviewFile['waivers'][number] & { readonly title: string })[];
  readonly decisions: readonly (Omit<ReviewFile['decisions'][number], 'number'> & { readonly number: string })[];
  readonly appeal: ReviewFile['rules']['appeal'];
}

export interface ReviewPage {
  readonly file: ReviewFile;
  readonly eligibility: Eligibility;
  readonly names: ReadonlyMap<string, string>;
  readonly narrative: NarrativeNote | null;
  readonly me: Pick<SignedInPerson, 'id'>;
  readonly now: Date;
  readonly words: Words;
}

const options = (values: readonly string[], group: string, words: Words): Option[] => values.map((value) => ({ value, label: words(`certification.identity.${group}.${value}`) }));

function rights(acts: readonly ApplicationAct[], { narrative }: ReviewPage, hasWaivable: boolean): ReviewView['can'] {
  const may = (act: ApplicationAct): boolean => acts.includes(act);
  return {
    claim: may('claim'),
    giveBack: may('give-back'),
    checkIdentity: may('check-identity'),
    readNarrative: may('read-narrative') && narrative !== null && narrative.purgedAt === null,
    waive: may('waive') && hasWaivable,
    return: may('return'),
    award: may('award'),
    deny: may('deny'),
  };
}

function actionsOf(id: string): ReviewView['actions'] {
  const at = (noun: string): string => `${pathOf(id)}/${noun}`;
  return { claim: at('claim'), giveBack: at('claim/return'), identityCheck: at('identity-check'), waiver: at('waiver'), award: at('award'), return: at('return'), denial: at('denial') };
}

export function reviewView(shown: ReviewPage): ReviewView {
  const { file, eligibility, names, me, now } = shown;
  const titleOf = new Map(file.rules.requirements.map(({ key, title }) => [key, title]));
  const gaps = openGaps(eligibility.evaluation);
  const waivable = gaps.filter((gap) => gap.waivable).map(({ key, title }) => ({ value: key, label: title }));
  const party = file.claimedBy === me.id ? 'claimer' : 'registrar';
  const hasIdentity = file.identityChecks.length > 0;
  return {
    ...eligibilityView(eligibility.evaluation, eligibility.statements, names),
    path: pathOf(file.id),
    actions: actionsOf(file.id),
    name: file.certifiedName,
    preferredName: file.preferredName ?? '',
    programTitle: file.rules.title,
    submittedAt: file.submittedAt!,
    days: daysSince(file.submittedAt!, now),
    note: file.submitted.draft.note,
    asked: Object.entries(file.submitted.draft.waiverReasons).map(([key, reason]) => ({ title: titleOf.get(key) ?? key, reason })),
    claimedBy: file.claimedByName ?? '',
    can: rights(openActs(file.state, party), shown, waivable.length > 0),
    before: [...(gaps.length > 0 ? (['gaps'] as const) : []), ...(hasIdentity ? [] : (['identity'] as const))],
    waivable,
    methods: options(IDENTITY_METHODS, 'method', shown.words),
    documents: options(DOCUMENT_KINDS, 'document', shown.words),
    identityChecks: file.identityChecks,
    waivers: file.waivers.map((waiver) => ({ ...waiver, title: titleOf.get(waiver.requirementKey) ?? waiver.requirementKey })),
    decisions: file.decisions.map((decision) => ({ ...decision, number: decision.number ?? '' })),
    appeal: file.rules.appeal,
  };
}
