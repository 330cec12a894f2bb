import { describe, expect, it } from '@jest/globals';
import type { QueueRow } from '#libs/certification';
import { queueView, readQueueKey } from './review.view.ts';

const NOW = new Date('2026-11-22T15:00:00Z');
const id = '0190b0c0-0000-7000-8000-000000000001';
const row = (changes: Partial<QueueRow> = {}): QueueRow => ({ id: 'a', submissionId: id, name: 'Cher', programTitle: 'P', submittedAt: NOW, decisionDays: 30, claimedById: null, claimedBy: null, own: false, ...changes });

describe('the queue', () => {
  it.each([
    ['2026-11-22T14:59:00Z', 0, false],
    ['2026-11-21T15:00:00Z', 1, false],
    ['2026-10-23T15:00:00Z', 30, false],
    ['2026-10-22T15:00:00Z', 31, true],
  ])('· of %s shows %i days', (at, days, late) => expect(queueView([row({ submittedAt: new Date(at) })], { id: 'me' }, NOW, true).rows[0]).toMatchObject({ days, late }));

  it('· tells what I have claimed from what others have', () => {
    const { rows } = queueView([row({ claimedById: 'me', claimedBy: 'Odette' }), row({ claimedById: 'x', claimedBy: 'Dana' })], { id: 'me' }, NOW, true);
    expect(rows.map(({ mine, claimedBy }) => [mine, claimedBy])).toEqual([[true, 'Odette'], [false, 'Dana']]);
  });

  it('· of more than a page leads on from its last row', () => {
    const many = Array.from({ length: 26 }, () => row());
    const { rows, next, previous } = queueView(many, { id: 'me' }, NOW, true);
    expect([rows.length, previous]).toEqual([25, null]);
    expect(readQueueKey(new URL(next!, 'http://x').searchParams.get('after')!)).toEqual({ submittedAt: '2026-11-22T15:00:00.000Z', submissionId: id });
  });
  it('· of one page leads nowhere', () => expect(queueView([row()], { id: 'me' }, NOW, true)).toMatchObject({ next: null, previous: null }));
  it.each([undefined, '', 'x~y', `2026-99-99T00:00:00Z~${id}`, `'; drop table people~${id}`])('· begins anew at %j', (after) => expect(readQueueKey(after)).toBeNull());
});
