import { describe, expect, it } from '@jest/globals';
import type { TrainingClaim } from '#libs/evidence';
import { day } from '#libs/kernel';
import { pageOf, queueRowView, trainingRowView } from './training.view.ts';

const claim = (changes: Partial<TrainingClaim> = {}): TrainingClaim => ({
  id: '019a0000-0000-7000-8000-000000000001', kind: 'transferred-training', personId: 'wei', trainee: '小明', legalName: '王小明', madeAt: new Date('2026-11-20T04:30:00Z'),
  provider: 'Academy', fromDay: day('2026-03-02'), toDay: day('2026-03-13'), minutes: [{ domain: 'ethics', minutes: 960 }, { domain: 'advocacy', minutes: 600 }], credited: [], documentFileId: null,
  askedAt: null, withdrawnAt: null, verdict: null, verdictReason: null, answeredAt: null, superseded: false, amendmentOpen: false,
  ...changes,
});
const NOW = new Date('2026-11-22T15:00:00Z');

describe('a row of training', () => {
  it.each<[string, Partial<TrainingClaim>, object]>([
    ['that waits can be withdrawn', {}, { state: 'claimed', tag: 'wait', sum: 1560, credited: null, canWithdraw: true, hasDocument: false }],
    ['that was credited says how much, also where it is less', { verdict: 'credited', credited: [{ domain: 'ethics', minutes: 900 }], verdictReason: 'Fifteen hours' }, { state: 'credited', tag: 'good', sum: 1560, credited: 900, reason: 'Fifteen hours', canWithdraw: false }],
    ['that was declined says why', { verdict: 'declined', verdictReason: 'Not known' }, { state: 'declined', tag: 'caution', credited: null, reason: 'Not known', canWithdraw: false }],
    ['that was withdrawn is past', { withdrawnAt: NOW, documentFileId: 'f' }, { state: 'withdrawn', tag: 'past', canWithdraw: false, hasDocument: true }],
  ])('· %s', (_, changes, view) => expect(trainingRowView(claim(changes))).toMatchObject(view));
});

describe('a row of the queue', () => {
  it.each([
    ['2026-11-20T05:00:00Z', 'America/Chicago', 0],
    ['2026-11-20T06:00:00Z', 'America/Chicago', 1],
    ['2026-11-20T23:59:00Z', 'Etc/UTC', 0],
    ['2026-11-22T15:00:00Z', 'Asia/Tokyo', 3],
    ['2026-11-22T15:00:00Z', 'America/Chicago', 3],
    ['2026-12-20T04:30:00Z', 'Etc/UTC', 30],
  ])('· at %s in %s has waited %i days by the calendar there', (now, zone, days) => expect(queueRowView(claim(), new Date(now), zone).waitingDays).toBe(days));

  it('· has both names, because documents bear the legal one', () => expect(queueRowView(claim(), NOW, 'Etc/UTC')).toMatchObject({ trainee: '小明', legalName: '王小明' }));
});

describe('a page of a list', () => {
  const rows = ['a', 'b', 'c'].map((id) => claim({ id }));
  const address = (id: string): string => `/next?after=${id}`;
  it.each([
    [2, ['a', 'b'], '/next?after=b'],
    [3, ['a', 'b', 'c'], null],
    [4, ['a', 'b', 'c'], null],
  ])('· of %i shows %j and leads on to %j', (perPage, ids, further) => expect(pageOf(rows, perPage, address)).toEqual({ shown: rows.filter(({ id }) => ids.includes(id)), further }));

  it('· of nothing leads nowhere', () => expect(pageOf([], 5, address)).toEqual({ shown: [], further: null }));
});
