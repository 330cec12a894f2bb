import { describe, expect, it } from '@jest/globals';
import { judge, type SealFinding, type Suspect } from './judgement.ts';

const OURS: SealFinding = { signedSha256: 'a', claimedSha256: 'a', isPinned: true, isRight: true };
const THEIRS: SealFinding = { ...OURS, isPinned: false };
const originals = new Map([['published', { listingId: 'zoe', byteLength: 100 }]]);
const about = ({ seals = [], ...facts }: Partial<Suspect>) => judge({ byteLength: 100, signedSha256s: seals.map(({ signedSha256 }) => signedSha256), seals, hasUnreadableSeal: false, originals, ...facts });

describe('a file that was not published', () => {
  it.each<[string, Partial<Suspect>, object]>([
    ['without a signature cannot be told', {}, { reason: 'unsigned', listingId: null }],
    ['with a signature of no form cannot be told', { hasUnreadableSeal: true }, { reason: 'unreadable' }],
    ['with a signature of no form over published bytes leads to them', { hasUnreadableSeal: true, signedSha256s: ['published'] }, { reason: 'changed-after-issue', listingId: 'zoe' }],
    ['with a foreign signature beside one of no form is foreign', { hasUnreadableSeal: true, seals: [THEIRS] }, { reason: 'foreign' }],
    ['signed by another is foreign', { seals: [THEIRS] }, { reason: 'foreign' }],
    ['that only carries our certificate is foreign', { seals: [{ ...OURS, isRight: false }] }, { reason: 'foreign' }],
    ['signed by us is an alarm', { seals: [OURS] }, { reason: 'signed-but-unlisted', listingId: null }],
    ['signed by us and another is an alarm', { seals: [THEIRS, OURS] }, { reason: 'signed-but-unlisted' }],
    ['with our signature over other content is altered', { seals: [{ ...OURS, claimedSha256: 'unknown' }] }, { reason: 'altered', listingId: null }],
    ['with our signature of a published file leads to it', { seals: [{ ...OURS, claimedSha256: 'published' }] }, { reason: 'altered', listingId: 'zoe' }],
    ['with all signed bytes of a published one was changed around them', { seals: [{ ...OURS, signedSha256: 'published' }] }, { reason: 'changed-after-issue', listingId: 'zoe', bytesAdded: null }],
    ['the same, longer', { byteLength: 130, seals: [{ ...OURS, signedSha256: 'published' }] }, { reason: 'changed-after-issue', bytesAdded: 30 }],
    ['the same, with the signature replaced', { seals: [{ ...THEIRS, signedSha256: 'published' }] }, { reason: 'changed-after-issue', listingId: 'zoe' }],
    ['the same, hidden behind an alarming one', { seals: [OURS, { ...OURS, signedSha256: 'published' }] }, { reason: 'changed-after-issue', listingId: 'zoe' }],
  ])('· %s', (_, facts, expected) => expect(about(facts)).toMatchObject(expected));
});
