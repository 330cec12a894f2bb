import { inflateSync } from 'node:zlib';

const HEADER = 44;
const ENTRY = 20;
const align = (length: number): number => (length + 3) & ~3;

/**
 * The font inside a WOFF file (W3C WOFF 1.0 §4 and §5). fontkit reads these files itself, but its own inflating loses tables of some: a person whose
 * name has 乍 or 酋 could not be drawn.
 */
export function unwrapWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const entries = Array.from({ length: count }, (_, index) => readTable(woff, HEADER + index * ENTRY));
  let end = 12 + count * 16;
  const head = Buffer.alloc(end);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  entries.forEach(({ tag, checksum, bytes }, index) => {
    const at = 12 + index * 16;
    tag.copy(head, at);
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(end, at + 8);
    head.writeUInt32BE(bytes.length, at + 12);
    end += align(bytes.length);
  });
  return Buffer.concat([head, ...entries.flatMap(({ bytes }) => [bytes, Buffer.alloc(align(bytes.length) - bytes.length)])]);
}

function readTable(woff: Buffer, at: number): { readonly tag: Buffer; readonly checksum: number; readonly bytes: Buffer } {
  const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
  const bytes = woff.subarray(offset, offset + packed);
  return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), bytes: packed < length ? inflateSync(bytes) : bytes };
}
