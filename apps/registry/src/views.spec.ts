import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import type { Genuine, PublicListing, StandingFacts } from '#libs/registry';
import { answerView } from './answer.view.ts';
import { listingView } from './listing.view.ts';
import { rootView } from './root.view.ts';
import { verificationJson } from './verification.json.ts';

const checkedAt = new Date('2026-03-10T15:00:00Z');
const active: StandingFacts = { standing: 'active', since: day('2026-01-10'), recordedAt: null, publicNote: null, successorCode: null };
const superseded: StandingFacts = { standing: 'superseded', since: day('2026-03-01'), recordedAt: checkedAt, publicNote: 'Name corrected.', successorCode: 'S'.repeat(26) };
const listing: PublicListing = {
  code: 'C'.repeat(26),
  number: 'MSP-1',
  name: '王小明',
  title: 'Certified Peer Specialist',
  bodyName: 'Board',
  issuedOn: day('2026-01-10'),
  validUntil: day('2028-01-09'),
  graceUntil: day('2028-01-09'),
  standing: active,
  asked: null,
  history: [active],
};
const genuine = (facts: Partial<PublicListing> = {}): Genuine => ({ answer: 'genuine', reason: 'listed', listing: { ...listing, ...facts }, checkedAt });

describe('the view of a listing', () => {
  it('· has no day of grace where there is no grace', () => {
    expect(listingView(genuine()).graceUntil).toBeNull();
    expect(listingView(genuine({ graceUntil: day('2028-02-08') })).graceUntil).toBe('2028-02-08');
  });

  it('· leads from a replaced certificate to its successor', () =>
    expect(listingView(genuine({ standing: superseded })).now).toEqual({ standing: 'superseded', tone: 'past', notice: 'caution', since: '2026-03-01', recordedAt: '2026-03-10T15:00:00.000Z', note: 'Name corrected.', successorPath: `/v/${'S'.repeat(26)}` }));

  it('· keeps the day that was asked about apart from today', () => {
    const view = listingView(genuine({ standing: superseded, asked: { day: day('2026-02-01'), standing: active, saidThen: 'not-yet-issued' } }));
    expect([view.now.standing, view.asked?.standing, view.asked?.day, view.asked?.saidThen]).toEqual(['superseded', 'active', '2026-02-01', 'not-yet-issued']);
  });
});

describe('the view of another answer', () => {
  it('· leads to the original of a changed file, and tells none of its facts', () => {
    const view = answerView({ answer: 'not-genuine', reason: 'changed-after-issue', bytesAdded: 4, listing, checkedAt });
    expect(view).toEqual({ answer: 'not-genuine', reason: 'changed-after-issue', bytesAdded: 4, originalPath: `/v/${listing.code}`, checkedAt: '2026-03-10T15:00:00.000Z' });
  });

  it('· leads nowhere when the file tells nothing', () => expect(answerView({ answer: 'cannot-tell', reason: 'unsigned', checkedAt })).toMatchObject({ originalPath: null, bytesAdded: null }));
});

describe('the answer to a machine', () => {
  it('· names the successor by its whole address', () =>
    expect(verificationJson(genuine({ standing: superseded }), 'https://registry.example.org').listing?.standing.successor).toBe(`https://registry.example.org/v/${'S'.repeat(26)}`));
  it('· about a file that tells nothing has no listing', () => expect(verificationJson({ answer: 'cannot-tell', reason: 'not-a-pdf', checkedAt }, 'x')).toMatchObject({ listing: null, bytesAdded: null }));
});

describe('the fingerprint of a root certificate', () => {
  it('· reads as in a PDF reader', () =>
    expect(rootView({ sha256: Buffer.alloc(32, 0xab), subject: 'CN=Root', notAfter: checkedAt }).fingerprint.join('')).toBe(Array(32).fill('AB').join(':')));
});
