import { createHash } from 'node:crypto';

/** A stretch of an uploaded file that could be a published file as a whole. */
export interface Stretch {
  readonly start: number;
  readonly length: number;
  readonly sha256: Buffer;
}

const HEADER = Buffer.from('%PDF-');
const END = Buffer.from('%%EOF');
/** Readers look for the header in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1), so a file with junk before it still opens. */
const HEADER_WITHIN = 1024;
/** A published file has a handful of revisions of its own; bounded, because each one costs a look. */
const MOST_HEADERS = 4;
const MOST_ENDS = 48;

function places(bytes: Buffer, mark: Buffer, most: number): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0 && found.length < most; at = bytes.indexOf(mark, at + mark.length)) found.push(at);
  return found;
}

/** Where a PDF header stands in the part of the file that readers look at. */
export const headersOf = (bytes: Buffer): number[] => places(bytes.subarray(0, HEADER_WITHIN + HEADER.length), HEADER, MOST_HEADERS);

/** After `%%EOF` there is nothing, or one end of line, which belongs to the file that it ends. */
function endsOf(bytes: Buffer): number[] {
  const ends = places(bytes, END, MOST_ENDS).flatMap((at) => {
    const end = at + END.length;
    const line = /^(\r\n|\r|\n)?/.exec(bytes.toString('latin1', end, end + 2))![0].length;
    return line === 2 ? [end, end + 1, end + 2] : line === 1 ? [end, end + 1] : [end];
  });
  return [...new Set([...ends, bytes.length])].sort((one, other) => one - other);
}

/**
 * Digests of the whole file and of everything in it that begins like a PDF and ends like one. It goes by these two marks alone, so nothing that an
 * attacker wrote into the structure can hide a published file that something was added to. Reads every byte at most five times.
 */
export function stretchesOf(bytes: Buffer): Stretch[] {
  const starts = [...new Set([0, ...headersOf(bytes)])];
  return starts.flatMap((start) => {
    const hash = createHash('sha256');
    let hashed = start;
    return endsOf(bytes)
      .filter((end) => end > start)
      .map((end) => {
        hash.update(bytes.subarray(hashed, end));
        hashed = end;
        return { start, length: end - start, sha256: hash.copy().digest() };
      });
  });
}
