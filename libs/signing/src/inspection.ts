import { createHash } from 'node:crypto';
import { findByteRanges, readByteRange, readContents, type ByteRange } from './domain/byte-range.ts';
import { cutCms, readSealCms, type SealCms } from './domain/cms-reader.ts';
import { demand, readOrFault, type SealFault } from './domain/seal-fault.ts';

/** What is wrong with the file as a whole. Too large: nothing in it was read. */
export type FileFault = 'too-large' | 'no-header' | 'too-many-signatures';

/** A revision of the file that a signature covers up to its end. All digests are SHA-256, 32 bytes. */
export interface SignedRevision extends ByteRange {
  /** Over the bytes under the signature: the same before and after a time stamp was added. */
  readonly signedSha256: Buffer;
  /** Over the first `end` bytes of the file: equals the whole-file digest of what was issued, if only an increment was added since. */
  readonly prefixSha256: Buffer;
  /** Bytes of the file behind this revision. */
  readonly bytesAfter: number;
}

/** Something that claims to be a signature. `revision` is known whenever the byte range is of the form, `cms` exactly when there is no fault. */
export interface SignatureFound {
  /** Where `/ByteRange` stands. */
  readonly offset: number;
  readonly fault: SealFault | undefined;
  readonly revision: SignedRevision | undefined;
  readonly cms: SealCms | undefined;
}

export interface PdfInspection {
  readonly bytes: number;
  /** SHA-256 of the whole file; undefined when it is too large. */
  readonly sha256: Buffer | undefined;
  readonly fault: FileFault | undefined;
  /** In the order of the file; empty for an unsigned one. */
  readonly signatures: readonly SignatureFound[];
}

export const LARGEST_PDF = 20 * 1024 * 1024;
const MOST_SIGNATURES = 32;
const HEADER = '%PDF-';

interface Claim {
  readonly offset: number;
  readonly fault: SealFault | undefined;
  readonly range: ByteRange | undefined;
  readonly cms: SealCms | undefined;
}

/** @param signedUpTo where the previous signature's revision ends: a later signature covers the earlier ones whole, or both are suspect. */
function readClaim(pdf: Buffer, offset: number, signedUpTo: number): Claim {
  const claimed = readOrFault(() => {
    const range = readByteRange(pdf, offset);
    demand(range.gapBegin >= signedUpTo, 'byte-range-in-another');
    return { range, contents: readContents(pdf, range) };
  });
  if (claimed.fault) return { offset, fault: claimed.fault, range: undefined, cms: undefined };
  const { range, contents } = claimed.read;
  const { fault, read } = readOrFault(() => readSealCms(cutCms(contents)));
  return { offset, fault, range, cms: read };
}

function readClaims(pdf: Buffer): Claim[] {
  let signedUpTo = 0;
  return findByteRanges(pdf, MOST_SIGNATURES).map((offset) => {
    const claim = readClaim(pdf, offset, signedUpTo);
    signedUpTo = claim.range?.end ?? signedUpTo;
    return claim;
  });
}

/** Hashes the file once for all its revisions: no two of them share a byte behind their gaps. */
function hashRevisions(pdf: Buffer, claims: readonly Claim[]): { sha256: Buffer; signatures: SignatureFound[] } {
  const whole = createHash('sha256');
  let hashed = 0;
  const hashUpTo = (end: number): void => {
    whole.update(pdf.subarray(hashed, end));
    hashed = end;
  };
  const signatures = claims.map(({ offset, fault, range, cms }): SignatureFound => {
    if (!range) return { offset, fault, revision: undefined, cms };
    hashUpTo(range.gapBegin);
    const signed = whole.copy().update(pdf.subarray(range.gapEnd, range.end));
    hashUpTo(range.end);
    return { offset, fault, cms, revision: { ...range, signedSha256: signed.digest(), prefixSha256: whole.copy().digest(), bytesAfter: pdf.length - range.end } };
  });
  hashUpTo(pdf.length);
  return { sha256: whole.digest(), signatures };
}

function faultOf(pdf: Buffer): FileFault | undefined {
  if (pdf.toString('latin1', 0, HEADER.length) !== HEADER) return 'no-header';
  return findByteRanges(pdf, MOST_SIGNATURES + 1).length > MOST_SIGNATURES ? 'too-many-signatures' : undefined;
}

/** What can be said about an uploaded file without knowing who issued it. Takes time in proportion to the file and never throws, whatever the bytes are. */
export function inspectPdf(pdf: Buffer): PdfInspection {
  if (pdf.length > LARGEST_PDF) return { bytes: pdf.length, sha256: undefined, fault: 'too-large', signatures: [] };
  return { bytes: pdf.length, fault: faultOf(pdf), ...hashRevisions(pdf, readClaims(pdf)) };
}
