// Finds signatures in the raw bytes of a PDF, without parsing it: whatever a reader would make of the objects, only bytes are signed.
import { demand } from './seal-fault.ts';

/** One signature's claim: `[0, gapBegin)` and `[gapEnd, end)` are signed, the gap is the hexadecimal string of `/Contents`. */
export interface ByteRange {
  readonly gapBegin: number;
  readonly gapEnd: number;
  /** Where the signed revision ends; bytes behind it were added later. */
  readonly end: number;
}

const KEY = Buffer.from('/ByteRange');
const WHITE = '[\\0\\t\\n\\f\\r ]';
const CONTENTS = new RegExp(`/Contents${WHITE}{0,8}$`);
/** Far more than a signature with its chain and time stamp needs. */
export const LARGEST_CMS = 64 * 1024;
/** Longest text that is looked at for a byte range: four numbers of ten digits and the padding of a placeholder. */
const LONGEST_RANGE = 96;
const PLAIN = new RegExp(`^${WHITE}{0,8}\\[ *${Array(4).fill('(0|[1-9]\\d{0,9})').join(' +')} *\\]`);

/** The offsets of `/ByteRange` as a whole name, at most `most` of them. */
export function findByteRanges(pdf: Buffer, most: number): number[] {
  const found: number[] = [];
  for (let at = pdf.indexOf(KEY); at >= 0 && found.length < most; at = pdf.indexOf(KEY, at + KEY.length)) {
    const next = String.fromCharCode(pdf[at + KEY.length] ?? 0x20);
    if (/[\0\t\n\f\r ()<>[\]{}/%]/.test(next)) found.push(at);
  }
  return found;
}

const textAt = (pdf: Buffer, begin: number, end: number): string => pdf.toString('latin1', Math.max(0, begin), end);

/** Reads the claim that stands at `at`. @throws NotOfTheForm by its first fault. */
export function readByteRange(pdf: Buffer, at: number): ByteRange {
  const plain = PLAIN.exec(textAt(pdf, at + KEY.length, at + KEY.length + LONGEST_RANGE));
  demand(plain !== null, 'byte-range-not-plain');
  const [start, gapBegin, gapEnd, rest] = plain.slice(1).map(Number) as [number, number, number, number];
  const end = gapEnd + rest;
  demand(start === 0, 'byte-range-not-from-start');
  demand(gapBegin < gapEnd, 'byte-range-crosses-itself');
  demand(end <= pdf.length, 'byte-range-beyond-file');
  demand(at < end && (at < gapBegin || at >= gapEnd), 'byte-range-outside-itself');
  demand(/%%EOF(?:\r\n|\r|\n)?$/.test(textAt(pdf, end - 7, end)), 'range-not-to-end-of-file-marker');
  return { gapBegin, gapEnd, end };
}

/** The bytes of the hexadecimal string that the range leaves out. @throws NotOfTheForm */
export function readContents(pdf: Buffer, { gapBegin, gapEnd }: ByteRange): Buffer {
  demand(CONTENTS.test(textAt(pdf, gapBegin - 20, gapBegin)), 'gap-not-contents');
  demand(gapEnd - gapBegin <= 2 * LARGEST_CMS + 2, 'contents-too-large');
  const gap = textAt(pdf, gapBegin, gapEnd);
  const digits = gap.slice(1, -1);
  const bytes = Buffer.from(digits, 'hex');
  demand(gap.startsWith('<') && gap.endsWith('>') && bytes.length * 2 === digits.length, 'gap-not-one-hex-string');
  return bytes;
}
