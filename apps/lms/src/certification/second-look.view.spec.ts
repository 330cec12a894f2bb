import { describe, expect, it } from '@jest/globals';
import type { CertificationLine, LookLine, Outcome, SecondLook } from '#libs/certification';
import { day } from '#libs/kernel';
import { secondLooksView, secondLookView } from './second-look.view.ts';

const AT = new Date('2026-11-22T15:00:00Z');
const ON = day('2026-11-22');
const line = (at: number): LookLine => ({ decisionId: `d${at}`, number: `CPS-2026-00000${at}`, name: '王小明', title: 'P', openedAt: AT, voided: 1, own: false });

describe('certifications to look at again', () => {
  it.each([
    [0, 0, null],
    [25, 25, null],
    [26, 25, '/registrar/second-looks?after=d24'],
  ])('· %i found make %i rows, and lead on to %j', (count, rows, next) => {
    const view = secondLooksView(Array.from({ length: count }, (_, at) => line(at)), true);
    expect([view.rows.length, view.next, view.previous]).toEqual([rows, next, null]);
  });
  it('· lead back to the first page', () => expect(secondLooksView([line(1)], false).previous).toBe('/registrar/second-looks'));
  it('· lead to each by its number', () => expect(secondLooksView([line(7)], true).rows[0]!.href).toBe('/registrar/second-looks/CPS-2026-000007'));
});

describe('a second look', () => {
  const outcome = (key: string, changes: Partial<Outcome>): Outcome => ({ key, kind: 'supervision-ratio', title: key, unit: 'minutes', met: true, needed: 300, have: 300, gap: 0, counted: [], waivable: true, waivedBy: null, source: { title: '', url: '', verifiedOn: ON, note: null }, ...changes });
  const statement = (voidingId: string) => ({ voidingId, title: 'Harbor', kind: 'supervision', day: ON, minutes: 60, voucherKind: 'supervisor', reason: 'No', voidedBy: 'June', voidedAt: AT, countedFor: ['Supervision'], answer: null }) as const;
  const look = (waiting: string[], outcomes: Outcome[]): SecondLook => ({ decisionId: 'd', number: 'CPS-2', personId: 'p', certificationId: 'c', statements: [statement('v1'), statement('v2')], waiting, evaluation: { day: ON, outcomes, eligible: outcomes.every(({ met }) => met) } });
  const held = (...kinds: CertificationLine['decisions'][number]['kind'][]): CertificationLine => ({
    certification: { id: 'c', personId: 'p', programId: 'x', number: 'CPS-2', code: 'c', certifiedName: 'Cher', title: 'T', bodyName: 'B', issuedOn: ON, validUntil: day('2028-11-21'), graceUntil: day('2028-11-21'), decisionId: 'd', correctionId: null, issuedAt: AT },
    standing: { standing: kinds.length > 0 ? 'suspended' : 'active', since: null, publicNote: null } as never,
    decisions: kinds.map((kind) => ({ kind, reason: 'r', publicNote: null, effectiveOn: ON, decidedBy: 'Odette', decidedAt: AT })),
  });

  it('· is about what waits, and nothing else', () => {
    const view = secondLookView(look(['v2'], []), held());
    expect(view).toMatchObject({ waits: true, voidingIds: ['v2'], action: '/registrar/second-looks/CPS-2/answer' });
    expect(view.statements.map(({ voidingId, waits }) => [voidingId, waits])).toEqual([['v1', false], ['v2', true]]);
  });
  it('· names all that something had counted for', () => {
    const [shown] = secondLookView({ ...look([], []), statements: [{ ...statement('v1'), countedFor: ['Core training', 'Ethics'], voidedBy: null }] }, held()).statements;
    expect(shown).toMatchObject({ countedFor: 'Core training; Ethics', voidedBy: '', on: ON, amount: 60 });
  });
  it('· of which nothing waits has nothing to answer', () => expect(secondLookView(look([], []), held()).waits).toBe(false));
  it('· names what is missing without what was voided, and not what is excused', () => {
    const { missing, eligible } = secondLookView(look(['v1'], [outcome('a', {}), outcome('b', { met: false, have: 240, gap: 60 }), outcome('c', { met: false, gap: 5, waivedBy: 'w' })]), held());
    expect([missing.map(({ key, gap }) => [key, gap]), eligible]).toEqual([[['b', 60]], false]);
  });
  it.each([
    [[], ['suspend', 'revoke']],
    [['suspended'], ['revoke']],
    [['suspended', 'reinstated'], ['suspend', 'revoke']],
    [['revoked'], []],
  ] as const)('· after %j offers %j', (kinds, acts) => expect(secondLookView(look(['v1'], []), held(...kinds)).acts.map(({ act }) => act)).toEqual(acts));
});
