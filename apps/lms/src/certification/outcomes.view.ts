import type { Evaluation, Outcome, ProgramRules, RequirementKind, Source } from '#libs/certification';
import type { Day } from '#libs/kernel';
import type { Statement } from '#libs/record';

export interface CountedView {
  readonly title: string;
  readonly on: Day;
  /** Whole minutes; null for what carries none. */
  readonly amount: number | null;
  readonly voucher: Statement['voucherKind'];
  /** Empty where the reader is not to see the name, or the server vouched. */
  readonly voucherName: string;
}

export interface OutcomeView {
  readonly key: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly tag: 'good' | 'wait' | 'info';
  /** Key of the word for how it stands. */
  readonly word: 'met' | 'waived' | 'open';
  readonly inMinutes: boolean;
  readonly needed: number;
  readonly have: number;
  readonly gap: number;
  readonly open: boolean;
  /** Where the person can close the gap. */
  readonly href: string;
  readonly counted: readonly CountedView[];
  readonly source: Source;
}

const PLACES: Readonly<Record<RequirementKind, string>> = {
  'training-minutes': '/',
  'domain-minutes': '/',
  'role-play': '/',
  'experience-minutes': '/hours',
  'supervision-ratio': '/hours',
  'ethics-signature': '/ethics',
  attestation: '/attestation',
};

const word = ({ met, waivedBy }: Outcome): OutcomeView['word'] => (met ? 'met' : waivedBy === null ? 'open' : 'waived');
const TAGS: Readonly<Record<OutcomeView['word'], OutcomeView['tag']>> = { met: 'good', waived: 'info', open: 'wait' };

/** What is signed for one program, and not for another. */
const OF_PROGRAM: ReadonlySet<RequirementKind> = new Set<RequirementKind>(['ethics-signature', 'attestation']);

/** Every requirement as a page shows it. `names` are those of vouchers, where the reader may see them; `query` names the program in an address. */
export function outcomeViews({ outcomes }: Pick<Evaluation, 'outcomes'>, statements: readonly Statement[], names: ReadonlyMap<string, string> = new Map(), query = ''): OutcomeView[] {
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const counted = (id: string): CountedView[] => {
    const statement = byId.get(id);
    if (!statement) return [];
    const { title, day, minutes, voucherKind, vouchedBy } = statement;
    return [{ title, on: day, amount: minutes, voucher: voucherKind, voucherName: (vouchedBy && names.get(vouchedBy)) || '' }];
  };
  return outcomes.map((outcome) => ({
    key: outcome.key,
    kind: outcome.kind,
    title: outcome.title,
    tag: TAGS[word(outcome)],
    word: word(outcome),
    inMinutes: outcome.unit === 'minutes',
    needed: outcome.needed,
    have: outcome.have,
    gap: outcome.gap,
    open: word(outcome) === 'open',
    href: `${PLACES[outcome.kind]}${OF_PROGRAM.has(outcome.kind) ? query : ''}`,
    counted: outcome.counted.flatMap(counted),
    source: outcome.source,
  }));
}

export interface EligibilityView {
  readonly outcomes: readonly OutcomeView[];
  readonly eligible: boolean;
  readonly metCount: number;
  readonly count: number;
}

export function eligibilityView(evaluation: Evaluation, statements: readonly Statement[], names?: ReadonlyMap<string, string>, query?: string): EligibilityView {
  const outcomes = outcomeViews(evaluation, statements, names, query);
  return { outcomes, eligible: evaluation.eligible, metCount: outcomes.filter(({ open }) => !open).length, count: outcomes.length };
}

/** The program's other numbers, each with its source: how long it lasts, grace, time to decide, time to appeal. */
export function termsView({ validityMonths, graceDays, decisionDays, appeal }: ProgramRules): readonly { key: string; amount: number; source: Source }[] {
  return [
    { key: 'validity', ...validityMonths },
    { key: 'grace', ...graceDays },
    { key: 'decision', ...decisionDays },
    { key: 'appeal', amount: appeal.days, source: appeal.source },
  ];
}
