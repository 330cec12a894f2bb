// What to tell an employer about a file that is not, byte for byte, one that was published. The order is the point: whatever still leads to a listing
// comes first, and nothing that only looks right is ever called genuine.

/** What is known of one signature in the file. Digests are hex. */
export interface SealFinding {
  /** Of the bytes that the signature says it covers, as they are now. */
  readonly signedSha256: string;
  /** Of the bytes that it covered when it was made, as it says itself. */
  readonly claimedSha256: string;
  /** Its certificate is, byte for byte, one that this body signs with. */
  readonly isPinned: boolean;
  /** The signature value fits what the signature says. */
  readonly isRight: boolean;
}

/** A published file that has these signed bytes. */
export interface SignedOriginal {
  readonly listingId: string;
  readonly byteLength: number;
}

export interface Judgement {
  readonly reason: 'changed-after-issue' | 'altered' | 'signed-but-unlisted' | 'foreign' | 'unsigned' | 'unreadable';
  readonly listingId: string | null;
  /** How many bytes the file has more than the original; null where it is not longer. */
  readonly bytesAdded: number | null;
}

export interface Suspect {
  readonly byteLength: number;
  /** Of the bytes under every signature, whatever the signature itself is worth. */
  readonly signedSha256s: readonly string[];
  /** The signatures that could be read. */
  readonly seals: readonly SealFinding[];
  /** Whether there is anything else that claims to be a signature, and is built in no way that ours are. */
  readonly hasUnreadableSeal: boolean;
  /** By the hex digest of their signed bytes. */
  readonly originals: ReadonlyMap<string, SignedOriginal>;
}

const without = (reason: Judgement['reason']): Judgement => ({ reason, listingId: null, bytesAdded: null });

function from(reason: Judgement['reason'], original: SignedOriginal | undefined, byteLength: number): Judgement {
  const more = original ? byteLength - original.byteLength : 0;
  return { reason, listingId: original?.listingId ?? null, bytesAdded: more > 0 ? more : null };
}

export function judge({ byteLength, signedSha256s, seals, hasUnreadableSeal, originals }: Suspect): Judgement {
  const around = signedSha256s.find((digest) => originals.has(digest));
  if (around) return from('changed-after-issue', originals.get(around), byteLength);
  const ours = seals.filter(({ isPinned, isRight }) => isPinned && isRight);
  const broken = ours.find(({ signedSha256, claimedSha256 }) => signedSha256 !== claimedSha256);
  if (broken) return from('altered', originals.get(broken.claimedSha256), byteLength);
  if (ours.length > 0) return without('signed-but-unlisted');
  if (seals.length > 0) return without('foreign');
  return without(hasUnreadableSeal ? 'unreadable' : 'unsigned');
}
