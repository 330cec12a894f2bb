// What to tell an employer about a file that is not, byte for byte, one that was published. The order is the point: whatever still leads to a listing
// comes first, and nothing that only looks right is ever called genuine.

/** What is known of one signature in the file. Digests are hex. */
export interface SealFinding {
  /** Of the bytes that the signature says it covers, as they are now. */
  readonly signedSha256: string;
  /** Of the bytes that it covered when it was made, as it says itself; null where that cannot be read. */
  readonly claimedSha256: string | null;
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
  readonly seals: readonly SealFinding[];
  /** Signatures that are built in no way that ours are. */
  readonly unreadableSeals: number;
  /** By the hex digest of their signed bytes. */
  readonly originals: ReadonlyMap<string, SignedOriginal>;
}

const without = (reason: Judgement['reason']): Judgement => ({ reason, listingId: null, bytesAdded: null });

function from(reason: Judgement['reason'], original: SignedOriginal | undefined, byteLength: number): Judgement {
  const more = original ? byteLength - original.byteLength : 0;
  return { reason, listingId: original?.listingId ?? null, bytesAdded: more > 0 ? more : null };
}

export function judge({ byteLength, seals, unreadableSeals, originals }: Suspect): Judgement {
  const around = seals.find(({ signedSha256 }) => originals.has(signedSha256));
  if (around) return from('changed-after-issue', originals.get(around.signedSha256), byteLength);
  const ours = seals.filter(({ isPinned, isRight }) => isPinned && isRight);
  const broken = ours.find(({ signedSha256, claimedSha256 }) => signedSha256 !== claimedSha256);
  if (broken) return from('altered', originals.get(broken.claimedSha256 ?? ''), byteLength);
  if (ours.length > 0) return without('signed-but-unlisted');
  if (seals.length > 0) return without('foreign');
  return without(unreadableSeals > 0 ? 'unreadable' : 'unsigned');
}
