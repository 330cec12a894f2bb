import { describe, expect, it } from '@jest/globals';
import type { HoursClaim } from '#libs/evidence';
import { day } from '#libs/kernel';
import { askable, hoursRowView, hoursView } from './hours.view.ts';
import { answersOf, supervisionView } from './supervision.view.ts';

const NOW = new Date('2026-11-22T15:00:00Z');
const inWords = (domain: string): string => `(${domain})`;
const claim = (changes: Partial<HoursClaim> = {}): HoursClaim => ({
  id: '019a0000-0000-7000-8000-000000000001', kind: 'supervised-hours', personId: 'rosa', trainee: 'Rosa', lineage: 'c1', supersedes: null, amendmentReason: null, madeAt: NOW,
  day: day('2026-11-20'), minutes: 240, site: 'Riverside', domain: 'mentoring', activity: 'group', supervisionDay: null, individualMinutes: 0, groupMinutes: 0,
  supervisorId: 'june', supervisor: 'June', organizationId: null, supervisorApproved: true,
  askedAt: null, withdrawnAt: null, verdict: null, verdictReason: null, answeredAt: null, superseded: false, amendmentOpen: false,
  ...changes,
});

describe('a row on the page of hours', () => {
  it('· offers what the life of a claim allows', () => {
    const buttons = (changes: Partial<HoursClaim>): boolean[] => [hoursRowView(claim(changes), inWords).canWithdraw, hoursRowView(claim(changes), inWords).canAmend];
    expect([buttons({}), buttons({ askedAt: NOW }), buttons({ verdict: 'confirmed' }), buttons({ verdict: 'confirmed', amendmentOpen: true })]).toEqual([[true, false], [true, false], [false, true], [false, false]]);
  });

  it('· says when its supervisor is approved no longer, as long as that matters', () => {
    expect([hoursRowView(claim({ supervisorApproved: false }), inWords).supervisorLeft, hoursRowView(claim({ supervisorApproved: false, verdict: 'confirmed' }), inWords).supervisorLeft]).toEqual([true, false]);
  });
});

describe('the page of hours', () => {
  const totals = { confirmedMinutes: 3000, supervisionMinutes: 60, waitingMinutes: 240 };
  const asked = { experienceMinutes: 7200, experiencePerSupervision: 25, titleOf: inWords };

  it('· shows supervision against what the program asks', () => {
    expect(hoursView([], totals, asked, 10).ratio).toEqual({ per: 25, percent: 50, have: 60, need: 120, gap: 60, met: false });
    expect(hoursView([], { ...totals, confirmedMinutes: 0 }, asked, 10).ratio).toMatchObject({ percent: 100, need: 0, met: true });
    expect(hoursView([], totals, { ...asked, experiencePerSupervision: 10 }, 10).ratio).toMatchObject({ per: 10, percent: 20, need: 300, gap: 240 });
  });

  it('· has no bar where the program asks for no supervision, and no aim where it asks for no hours', () => {
    expect(hoursView([], totals, { ...asked, experiencePerSupervision: null, experienceMinutes: null }, 10)).toMatchObject({ ratio: null, askedMinutes: null });
    expect(hoursView([], totals, asked, 10).askedMinutes).toBe(7200);
  });

  it('· names a domain in words', () => expect(hoursView([claim()], totals, asked, 10).rows[0]!.domain).toBe('(mentoring)'));

  it('· leads to older rows only where there are some', () => {
    expect([hoursView([claim(), claim({ id: 'b' })], totals, asked, 1).older, hoursView([claim()], totals, asked, 1).older]).toEqual(['/hours?before=019a0000-0000-7000-8000-000000000001', null]);
  });

  it('· offers to ask for what is ready', () => {
    const waiting = [claim(), claim({ supervisor: '王小明' }), claim({ supervisorApproved: false }), claim({ askedAt: NOW })];
    expect(askable(waiting, NOW)).toEqual({ rows: 2, supervisors: 'June, 王小明' });
    expect(askable([claim({ askedAt: NOW })], NOW)).toBeNull();
  });
});

describe('the page of a supervisor', () => {
  it('· keeps trainees of the same name apart', () => {
    const { groups } = supervisionView([claim(), claim({ minutes: 60 }), claim({ personId: 'other' })], [], inWords);
    expect(groups[0]!.rows[0]!.domain).toBe('(mentoring)');
    expect(groups.map(({ trainee, minutes, rows }) => [trainee, minutes, rows.length])).toEqual([['Rosa', 300, 2], ['Rosa', 240, 1]]);
  });

  it('· reads answers and nothing else', () => {
    const [one, two, three] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002', '019a0000-0000-7000-8000-000000000003'];
    const body = { [`answer-${one}`]: 'confirmed', [`answer-${two}`]: 'disputed', [`reason-${two}`]: ' late ', [`answer-${three}`]: 'credited', 'answer-x': 'confirmed', _csrf: 'y' };
    expect(answersOf(body)).toEqual([{ claimId: one, verdict: 'confirmed', reason: null }, { claimId: two, verdict: 'disputed', reason: 'late' }]);
    expect(answersOf(undefined)).toEqual([]);
  });
});
