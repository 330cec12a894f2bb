import type { Day } from '#libs/kernel';

/** What the book says of one certification for as long as it stands there: as certified, never changed. Days are the body's. */
export interface ListedFacts {
  /** Unguessable; what the QR code leads to. Made by `newCode()`. */
  readonly code: string;
  /** Capital letters, digits and dashes; what is printed. */
  readonly number: string;
  readonly name: string;
  readonly title: string;
  readonly bodyName: string;
  readonly issuedOn: Day;
  /** The last day of validity. */
  readonly validUntil: Day;
  /** The last day on which it can still be renewed; the same day where the program has no grace. */
  readonly graceUntil: Day;
}
