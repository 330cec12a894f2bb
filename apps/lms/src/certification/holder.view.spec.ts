import { describe, expect, it } from '@jest/globals';
import type { CertificationLine, CorrectionLine } from '#libs/certification';
import { day } from '#libs/kernel';
import type { Standing } from '#libs/registry';
import { holderView } from './holder.view.ts';

const line = (standing: Standing): CertificationLine => ({
  certification: {
    id: 'c', personId: 'p', programId: 'g', number: 'CPS-2026-000001', code: 'CODE', certifiedName: '王小明', title: 'Certified Peer Specialist', bodyName: 'Board',
    issuedOn: day('2026-01-10'), validUntil: day('2028-01-09'), graceUntil: day('2028-01-09'), decisionId: 'd', correctionId: null, issuedAt: new Date(0),
  },
  standing: { standing, since: null, publicNote: null } as CertificationLine['standing'],
  decisions: [],
});
const waiting: CorrectionLine = { id: 'n', number: 'CPS-2026-000001', certifiedName: '王小明', name: '王晓明', reason: 'x', askedAt: new Date(0), personId: 'p', decided: null, decisionReason: null };
const on = (today: string, ready = true) => ({ ready, registryUrl: 'https://registry.example.org', today: day(today) });

describe('what comes next for a holder', () => {
  it.each([
    ['active', '2026-11-22', 'active'],
    ['active', '2027-10-11', 'renew-soon'],
    ['active', '2027-10-10', 'active'],
    ['in-grace', '2028-01-20', 'renew-soon'],
    ['expired', '2028-02-01', 'over'],
    ['revoked', '2026-11-22', 'over'],
    ['suspended', '2026-11-22', 'suspended'],
    ['superseded', '2026-11-22', 'replaced'],
  ] as const)('· %s on %s is %s', (standing, today, next) => expect(holderView(line(standing), [], on(today)).next).toBe(next));
});

describe('the page of a certification', () => {
  it('· offers the file once it is drawn', () => {
    expect(holderView(line('active'), [], on('2026-11-22')).downloadHref).toBe('/certifications/CPS-2026-000001/certificate');
    expect(holderView(line('active'), [], on('2026-11-22', false)).downloadHref).toBeNull();
  });
  it('· takes one correction at a time, while the certification is active', () => {
    expect(holderView(line('active'), [], on('2026-11-22')).mayCorrect).toBe(true);
    expect(holderView(line('active'), [waiting], on('2026-11-22')).mayCorrect).toBe(false);
    expect(holderView(line('active'), [{ ...waiting, decided: 'declined' }], on('2026-11-22')).mayCorrect).toBe(true);
    expect(holderView(line('suspended'), [], on('2026-11-22')).mayCorrect).toBe(false);
  });
});
