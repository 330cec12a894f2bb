import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { certificateFacts, type Certified } from './certificate.ts';

const certified = (changes: Partial<Certified> = {}): Certified => ({ number: 'CPS-2026-000042', code: 'ABCDE-FGHJK', certifiedName: 'محمد العلي', title: 'Certified Peer Specialist', bodyName: 'Model Board', issuedOn: day('2026-11-22'), validUntil: day('2028-11-21'), replacesNumber: null, ...changes });
const facts = (changes: Partial<Certified> = {}, url = 'https://registry.example.org') => certificateFacts(certified(changes), url);

describe('what a certificate says', () => {
  it('· is the name as certified, to the letter', () => expect(facts().name).toBe('محمد العلي'));
  it.each([
    ['2026-01-01', 'January 1, 2026'],
    ['2026-12-31', 'December 31, 2026'],
    ['2028-02-29', 'February 29, 2028'],
    ['2026-03-08', 'March 8, 2026'],
  ])('· %s is %s, in whatever zone the worker runs', (on, words) => expect(facts({ issuedOn: day(on), validUntil: day(on) })).toMatchObject({ issuedOn: words, validUntil: words }));
  it.each([
    ['https://registry.example.org', 'registry.example.org/v/ABCDE-FGHJK'],
    ['http://localhost:4000', 'localhost:4000/v/ABCDE-FGHJK'],
  ])('· under %s leads to the registry, and shows it short', (url, shown) => expect(facts({}, url)).toMatchObject({ verifyUrl: `${url}/v/ABCDE-FGHJK`, verifyUrlShown: shown }));
  it('· names what it replaces, and nothing where it replaces nothing', () => {
    expect(facts().supersedesNote).toBeNull();
    expect(facts({ replacesNumber: 'CPS-2026-000007' }).supersedesNote).toContain('CPS-2026-000007');
  });
  it('· names the body and nothing of a person’s health', () => {
    const { sentence } = facts();
    expect(sentence).toContain('Model Board');
    expect(sentence).not.toMatch(/diagnos|recover|illness|substance|lived/i);
  });
});
