import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '#libs/certification';
import { day } from '#libs/kernel';
import type { Statement } from '#libs/record';
import { eligibilityView } from './outcomes.view.ts';

const source = { title: 'SAMHSA', url: 'https://example.org', verifiedOn: day('2026-11-22'), note: null };
const outcome = (changes: Partial<Outcome>): Outcome => ({ key: 'training', kind: 'training-minutes', title: 'Training', unit: 'minutes', met: false, needed: 3600, have: 600, gap: 3000, counted: ['s1', 'a1'], waivable: true, waivedBy: null, source, ...changes });
const statement = { id: 's1', title: 'Core training', day: day('2026-11-01'), minutes: 600, voucherKind: 'registrar', vouchedBy: 'p1' } as Statement;
const view = (changes: Partial<Outcome>, names?: ReadonlyMap<string, string>) => eligibilityView({ day: day('2026-11-22'), outcomes: [outcome(changes)], eligible: false }, [statement], names);

describe('a requirement on a page', () => {
  it.each([
    ['open', {}, 'wait'],
    ['met', { met: true, gap: 0 }, 'good'],
    ['waived', { waivedBy: 'w1' }, 'info'],
    ['met', { met: true, waivedBy: 'w1' }, 'good'],
  ])('· is %s after %j', (word, changes, tag) => expect(view(changes).outcomes[0]).toMatchObject({ word, tag, open: word === 'open' }));

  it('· lists the statements that counted, and only those', () => {
    expect(view({}).outcomes[0]!.counted).toEqual([{ title: 'Core training', on: '2026-11-01', amount: 600, voucher: 'registrar', voucherName: '' }]);
  });
  it('· names who vouched only to whom names were given', () => expect(view({}, new Map([['p1', '王小明']])).outcomes[0]!.counted[0]!.voucherName).toBe('王小明'));
  it('· waived counts among what is done', () => expect(view({ waivedBy: 'w1' })).toMatchObject({ metCount: 1, count: 1 }));
});
