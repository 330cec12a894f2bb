import type { PublicListing } from './listed.ts';

interface Checked {
  /** When the registry was asked; an employer keeps it with the answer. */
  readonly checkedAt: Date;
}

/** The registry has it. Whether it is worth anything today is the listing's standing: a revoked certification is genuine, too. */
export interface Genuine extends Checked {
  readonly answer: 'genuine';
  /** `listed`: found by code, or number and name. `identical-file`: byte for byte a file that was published for this listing. */
  readonly reason: 'listed' | 'identical-file';
  readonly listing: PublicListing;
}

/**
 * - `not-listed`: nothing has this code, or this number with this name (the two are not told apart);
 * - `changed-after-issue`: begins or ends with a published file, and `bytesAdded` bytes are around it; `listing` is the original's;
 * - `altered`: carries a signature of ours that does not fit the content; `listing` is the original's where the signature names it;
 * - `signed-but-unlisted`: our signature is right, and the registry knows nothing of it: an alarm, never valid;
 * - `foreign`: signed, and by nobody we know, whatever name the signature bears.
 */
export interface NotGenuine extends Checked {
  readonly answer: 'not-genuine';
  readonly reason: 'not-listed' | 'changed-after-issue' | 'altered' | 'signed-but-unlisted' | 'foreign';
  readonly bytesAdded: number | null;
  /** Of the original, and never proof of the file at hand. */
  readonly listing: PublicListing | null;
}

/**
 * - `unsigned`: a PDF without a signature: a scan or a print of a genuine certificate looks like this, and so does a forgery;
 * - `not-a-pdf`: a picture or something else;
 * - `unreadable`: damaged, or built in a way that no certificate of ours is.
 */
export interface CannotTell extends Checked {
  readonly answer: 'cannot-tell';
  readonly reason: 'unsigned' | 'not-a-pdf' | 'unreadable';
}

export type Verification = Genuine | NotGenuine | CannotTell;
