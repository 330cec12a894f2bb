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
const attestation = outcome('attestation', { kind: 'attestation', waivable: false });
const view = (state: ApplicationState | undefined, outcomes: Outcome[] = [outcome('training'), ethics, attestation], { canApply = state !== 'awarded', query = '' } = {}) =>
  applicationView({ person: { legalName: 'Cher' }, now: state && now(state), rules, evaluation: { day: day('2026-11-22'), outcomes, eligible: false } satisfies Evaluation, kept: null, written: { note: '', waiverReasons: { training: 'Trained in Ohio' } }, canApply, query });

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
    expect(view('draft')).toMatchObject({ waivable: [{ title: 'training', field: 'waiverReasons[training]', begun: true }], required: [{ title: 'ethics' }, { title: 'attestation' }] });
  });

  it('· can begin anew once what was awarded is over, and no longer congratulates', () => {
    expect(view('awarded', undefined, { canApply: true })).toMatchObject({ state: 'over', canBegin: true });
    expect(view('awarded')).toMatchObject({ state: 'awarded', canBegin: false });
  });
  it.each([undefined, 'denied', 'withdrawn'] as const)('· when %s cannot begin while a certification of the program lasts', (state) => expect(view(state, undefined, { canApply: false }).canBegin).toBe(false));
  it('· keeps open what is open, also while something is held', () => expect(view('draft', undefined, { canApply: false })).toMatchObject({ canWrite: true, canWithdraw: true }));

  it('· shows which steps are done', () => {
    expect(view('draft', [outcome('training', { met: true }), ethics, outcome('attestation', { kind: 'attestation', met: true })]).steps.map(({ state }) => state)).toEqual(['done', 'open', 'done', 'current', 'locked']);
    expect(view('submitted').steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'current']);
  });

  it.each([
    ['none', undefined, 'locked'],
    ['withdrawn', 'withdrawn', 'locked'],
    ['claimed', 'claimed', 'current'],
    ['denied', 'denied', 'done'],
    ['awarded', 'awarded', 'done'],
    ['returned', 'returned', 'locked'],
  ] as const)('· when %s shows how far the decision is', (_, state, wait) => expect(view(state).steps.at(-1)!.state).toBe(wait));

  it('· has steps for what the program asks, and for nothing else', () => {
    expect(view('draft', [outcome('training')]).steps.map(({ number, key }) => [number, key])).toEqual([[1, 'requirements'], [2, 'write'], [3, 'wait']]);
  });
  it('· counts what is excused among what is done', () => expect(view('draft', [outcome('training', { waivedBy: 'w' })]).steps[0]!.state).toBe('done'));
  it('· leads on to the same program', () => expect(view('draft', undefined, { query: '?program=youth' }).steps.map(({ href }) => href)).toEqual(['/certification?program=youth', '/ethics?program=youth', '/attestation?program=youth', null, null]));
});

describe('what was typed', () => {
  it('· becomes a draft of this program’s requirements, as text alone', () => {
    const typed = { note: 'Hello', waiverReasons: { training: ' abroad ', other: 'x', ethics: ['x'], __proto__: 'x' } };
    expect(draftOf(typed, rules)).toEqual({ note: 'Hello', waiverReasons: { training: 'abroad' } });
  });
  it.each([[{}], [{ waiverReasons: 'x' }], [{ waiverReasons: null, note: null }]])('· %j is an empty draft', (typed) => expect(draftOf(typed, rules)).toEqual({ note: '', waiverReasons: {} }));
  it('· comes back into the same fields', () => expect(typedDraft({ note: 'n', waiverReasons: { training: 'w' } }, 3)).toEqual({ version: 3, note: 'n', 'waiverReasons[training]': 'w' }));
});
