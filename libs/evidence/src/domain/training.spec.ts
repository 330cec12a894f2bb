import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { faultOfCredit, faultOfTraining, type DomainMinutes, type TrainingRow } from './training.ts';

const TODAY = day('2026-11-22');
const claimed: DomainMinutes[] = [{ domain: 'ethics', minutes: 960 }, { domain: 'advocacy', minutes: 600 }];
const training = (changes: Partial<TrainingRow> = {}): TrainingRow => ({ provider: 'Šumava Peer Academy', fromDay: day('2026-03-02'), toDay: day('2026-03-13'), minutes: claimed, ...changes });

describe('transferred training', () => {
  it.each<[string, TrainingRow, object | undefined]>([
    ['in the past is welcome', training(), undefined],
    ['of one day is welcome', training({ fromDay: TODAY, toDay: TODAY }), undefined],
    ['ends after it begins', training({ fromDay: day('2026-03-14') }), { what: 'backwards', field: 'toDay' }],
    ['has ended', training({ toDay: day('2026-11-23') }), { what: 'future', field: 'toDay' }],
    ['has hours', training({ minutes: [] }), { what: 'nothing', field: 'minutes' }],
    ['has no empty domain', training({ minutes: [{ domain: 'ethics', minutes: 0 }] }), { what: 'amount', field: 'minutes' }],
    ['has no unbelievable domain', training({ minutes: [{ domain: 'ethics', minutes: 60_001 }] }), { what: 'amount', field: 'minutes' }],
    ['names a domain once', training({ minutes: [...claimed, claimed[0]!] }), { what: 'twice', field: 'minutes' }],
  ])('· %s', (_, given, fault) => {
    expect(faultOfTraining(given, TODAY)).toEqual(fault);
  });
});

describe('a credit', () => {
  it.each<[string, DomainMinutes[], string | null, string | undefined]>([
    ['of all needs no reason', claimed, null, undefined],
    ['of less needs one', [claimed[0]!], null, 'unexplained'],
    ['of less with a reason', [claimed[0]!], 'Advocacy is not in the transcript', undefined],
    ['of more in one domain and less in another', [{ domain: 'ethics', minutes: 961 }, { domain: 'advocacy', minutes: 500 }], 'Moved', 'excess'],
    ['of a domain that was not claimed', [{ domain: 'recovery', minutes: 1 }], 'Moved', 'excess'],
    ['of nothing is no credit', [], 'None', 'nothing'],
  ])('· %s', (_, credited, reason, fault) => {
    expect(faultOfCredit(claimed, credited, reason)).toBe(fault);
  });
});
