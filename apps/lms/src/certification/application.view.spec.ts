import { describe, expect, it } from '@jest/globals';
import type { ApplicationNow, ApplicationState, Evaluation, Outcome, ProgramRules } from '#libs/certification';
import { day } from '#libs/kernel';
import { applicationView, draftOf, typedDraft } from './application.view.ts';

const source = { title: '', url: '', verifiedOn: day('2026-11-22'), note: null };
const outcome = (key: string, changes: Partial<Outcome> = {}): Outcome => ({ key, kind: 'training-minutes', title: key, unit: 'minutes', met: false, needed: 1, have: 0, gap: 1, counted: [], waivable: true, waivedBy: null, source, ...changes });
const ethics = outcome('ethics', { kind: 'ethics-signature', waivable: false });
const rules = { title: 'Certified Peer Specialist', requirements: [outcome('training'), ethics], decisionDays: { amount: 30, source }, appeal: {} } as unknown as ProgramRules;
const decision = { kind: 'returned', reasons: 'Add a date', appealUntil: null, decidedAt: new Date(0) } as const;
const now = (state: ApplicationState): ApplicationNow => ({ id: 'a', programId: 'p', setId: 's', rules, state, openedAt: new Date(0), submittedAt: null, draft: { note: '', waiverReasons: {} }, draftVersion: 0, draftSavedAt: null, decision });
const view = (state: ApplicationState | undefined, outcomes: Outcome[] = [outcome('training'), ethics]) =>
  applicationView({ person: { legalName: 'Cher' }, now: state && now(state), rules, evaluation: { day: day('2026-11-22'), outcomes, eligible: false } satisfies Evaluation, kept: null, written: { note: '', waiverReasons: { training: 'Trained in Ohio' } } });

describe('an application page', () => {
  it.each([
    [undefined, { state: 'none', canBegin: true, canWrite: false, canWithdraw: false }],
    ['draft', { canBegin: false, canWrite: true, canWithdraw: true, decision: null }],
    ['submitted', { canBegin: false, canWrite: false, canWithdraw: true, waits: true, decision: null }],
    ['returned', { canWrite: true, decision }],
    ['awarded', { canBegin: false, canWithdraw: false, decision }],
    ['denied', { canBegin: true, denied: true, decision }],
    ['withdrawn', { canBegin: true, decision: null }],
  ] as const)('· when %s offers what can be done', (state, expected) => expect(view(state)).toMatchObject(expected));

  it('· asks reasons for what can be waived, and names what must be done first', () => {
    expect(view('draft')).toMatchObject({ waivable: [{ title: 'training', field: 'waiverReasons[training]', begun: true }], required: [{ title: 'ethics' }] });
  });

  it('· shows which steps are done', () => {
    expect(view('draft', [outcome('training', { met: true }), ethics]).steps.map(({ state }) => state)).toEqual(['done', 'open', 'done', 'current', 'locked']);
    expect(view('submitted').steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'current']);
  });
});

describe('what was typed', () => {
  it('· becomes a draft of this program’s requirements, as text alone', () => {
    const typed = { note: 'Hello', waiverReasons: { training: ' abroad ', other: 'x', ethics: ['x'], __proto__: 'x' } };
    expect(draftOf(typed, rules)).toEqual({ note: 'Hello', waiverReasons: { training: 'abroad' } });
  });
  it.each([[{}], [{ waiverReasons: 'x' }], [{ waiverReasons: null, note: null }]])('· %j is an empty draft', (typed) => expect(draftOf(typed, rules)).toEqual({ note: '', waiverReasons: {} }));
  it('· comes back into the same fields', () => expect(typedDraft({ note: 'n', waiverReasons: { training: 'w' } }, 3)).toEqual({ version: 3, note: 'n', 'waiverReasons[training]': 'w' }));
});
