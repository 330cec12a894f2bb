import { describe, expect, it } from '@jest/globals';
import type { Certification, CertificationLine, StandingDecisionKind } from '#libs/certification';
import { day } from '#libs/kernel';
import type { Standing } from '#libs/registry';
import { ACT_NOUNS, certificationCards, certificationsView, certificationView, mayApply, PAGE_SIZE, standingActView } from './standing.view.ts';

const certification = (changes: Partial<Certification> = {}): Certification => ({
  id: 'c', personId: 'p', programId: 'g', number: 'CPS-2026-000001', code: 'CODE', certifiedName: '王小明', title: 'Certified Peer Specialist', bodyName: 'Board', issuedOn: day('2026-01-10'),
  validUntil: day('2028-01-09'), graceUntil: day('2028-02-08'), decisionId: 'd', correctionId: null, issuedAt: new Date(0), ...changes,
});
const line = (standing: Standing, kinds: readonly StandingDecisionKind[] = [], changes: Partial<Certification> = {}): CertificationLine => ({
  certification: certification(changes),
  standing: { standing, since: null, publicNote: null } as CertificationLine['standing'],
  decisions: kinds.map((kind, at) => ({ kind, reason: 'r', publicNote: null, effectiveOn: day(`2026-03-0${at + 1}`), decidedBy: 'Odette', decidedAt: new Date(0) })),
});
const STANDINGS: readonly Standing[] = ['active', 'in-grace', 'expired', 'suspended', 'revoked', 'surrendered', 'superseded', 'not-yet-issued'];

describe('a certification on a page', () => {
  it.each([
    ['active', 'good'],
    ['in-grace', 'caution'],
    ['expired', 'past'],
    ['suspended', 'wait'],
    ['revoked', 'stop'],
    ['surrendered', 'past'],
    ['superseded', 'past'],
    ['not-yet-issued', 'wait'],
  ] as const)('· that is %s has the tag %s', (standing, tag) => expect(certificationCards([line(standing)])[0]).toMatchObject({ standing, tag, publicNote: '' }));

  it.each([
    [[], ['suspension', 'revocation']],
    [['suspended'], ['reinstatement', 'revocation']],
    [['revoked'], []],
    [['superseded'], []],
  ] as const)('· after %j leads to %j', (kinds, nouns) => expect(certificationView(line('active', kinds)).acts.map(({ href }) => href.split('/').at(-1))).toEqual(nouns));

  it('· warns of a revocation alone', () => expect(certificationView(line('active')).acts.map(({ act, danger }) => [act, danger])).toEqual([['suspend', false], ['revoke', true]]));
  it('· has an address for each act', () => expect(Object.keys(ACT_NOUNS).sort()).toEqual(['reinstate', 'revoke', 'suspend']));
});

describe('the form of a decision', () => {
  it('· says which days fit', () => expect(standingActView(line('suspended', ['suspended']), 'reinstate')).toMatchObject({ closed: false, from: '2026-03-01', until: '2028-02-08' }));
  it('· lets a revocation reach back before a suspension', () => expect(standingActView(line('suspended', ['suspended']), 'revoke').from).toBe('2026-01-10'));
  it('· is closed when somebody decided meanwhile', () => expect(standingActView(line('suspended', ['suspended']), 'suspend').closed).toBe(true));
});

describe('who may apply', () => {
  it.each(STANDINGS.map((standing) => [standing, !['active', 'suspended', 'not-yet-issued'].includes(standing)] as const))('· holding one that is %s: %s', (standing, may) => expect(mayApply([line(standing)], 'g')).toBe(may));
  it('· is not held up by another program', () => expect(mayApply([line('active', [], { programId: 'other' })], 'g')).toBe(true));
  it('· is held up by any that lasts', () => expect(mayApply([line('revoked'), line('active')], 'g')).toBe(false));
  it('· is anybody who holds none', () => expect(mayApply([], 'g')).toBe(true));
});

describe('the list of certifications', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => certification({ id: `id-${at}` }));
  it.each([
    [0, 0, false],
    [PAGE_SIZE, PAGE_SIZE, false],
    [PAGE_SIZE + 1, PAGE_SIZE, true],
  ])('· of %i has %i rows; goes on: %s', (found, rows, goesOn) => {
    const view = certificationsView(many(found), '', null);
    expect([view.rows.length, view.next !== null, view.previous]).toEqual([rows, goesOn, null]);
  });
  it('· keeps the words in its addresses, whatever they are', () => {
    const { next, previous } = certificationsView(many(PAGE_SIZE + 1), "O'Brien & 王#?", 'id-x');
    expect(new URL(next!, 'http://x').searchParams.get('q')).toBe("O'Brien & 王#?");
    expect(new URL(next!, 'http://x').searchParams.get('after')).toBe(`id-${PAGE_SIZE - 1}`);
    expect(new URL(previous!, 'http://x').searchParams.get('after')).toBeNull();
  });
  it('· shows nothing beyond its columns', () => expect(Object.keys(certificationsView(many(1), '', null).rows[0]!).sort()).toEqual(['certifiedName', 'issuedOn', 'number', 'title', 'validUntil']));
});
