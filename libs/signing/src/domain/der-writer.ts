// Writes DER (ITU-T X.690, distinguished rules §10 and §11): one encoding for each value, so that a digest over it means something.

export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, utf8: 0x0c, sequence: 0x30, set: 0x31, utcTime: 0x17, generalizedTime: 0x18,
} as const;

/** Tags of `[n]`: constructed holds values, primitive holds bytes (an IMPLICIT string). */
export const contextTag = (n: number): number => 0xa0 | n;
export const primitiveContextTag = (n: number): number => 0x80 | n;

function lengthOf(content: number): Buffer {
  if (content < 0x80) return Buffer.from([content]);
  const bytes: number[] = [];
  for (let rest = content; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

export function value(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag]), lengthOf(length), ...parts]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => value(TAG.sequence, ...items);
export const explicit = (n: number, ...items: readonly Uint8Array[]): Buffer => value(contextTag(n), ...items);
export const octets = (bytes: Uint8Array): Buffer => value(TAG.octetString, bytes);
export const utf8 = (text: string): Buffer => value(TAG.utf8, Buffer.from(text, 'utf8'));
export const boolean = (truth: boolean): Buffer => value(TAG.boolean, Buffer.from([truth ? 0xff : 0]));
export const nothing: Buffer = value(TAG.null);

/** SET OF: the members in the order of their encodings (X.690 §11.6). */
export const setOf = (...items: readonly Uint8Array[]): Buffer => value(TAG.set, ...[...items].sort(Buffer.compare));

/** The same bytes under another tag: how IMPLICIT tagging is written. */
export function retag(tag: number, der: Uint8Array): Buffer {
  const copy = Buffer.from(der);
  copy[0] = tag;
  return copy;
}

/** Two's complement in as few bytes as hold the sign (X.690 §8.3). */
export function integer(number: number | bigint): Buffer {
  let rest = BigInt(number);
  const bytes: number[] = [];
  do {
    bytes.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  } while (rest !== 0n && rest !== -1n);
  const negative = rest === -1n;
  if (bytes[0]! >= 0x80 !== negative) bytes.unshift(negative ? 0xff : 0);
  return value(TAG.integer, Buffer.from(bytes));
}

export const bits = (bytes: Uint8Array, unusedBits = 0): Buffer => value(TAG.bitString, Buffer.from([unusedBits]), bytes);

/** A named bit list, bit 0 first and no trailing zero bits (X.690 §11.2.2). */
export function namedBits(...positions: readonly number[]): Buffer {
  const last = Math.max(...positions);
  const bytes = Buffer.alloc((last >> 3) + 1);
  for (const position of positions) bytes[position >> 3]! |= 0x80 >> (position & 7);
  return bits(bytes, 7 - (last & 7));
}

function base128(arc: bigint): number[] {
  const bytes = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return bytes;
}

export function oid(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...arcs] = dotted.split('.').map(BigInt);
  return value(TAG.oid, Buffer.from([first * 40n + second, ...arcs].flatMap(base128)));
}

/** UTCTime through 2049, GeneralizedTime from 2050 on, in whole seconds (RFC 5280 §4.1.2.5). */
export function time(instant: Date): Buffer {
  const digits = instant.toISOString().replace(/[-:T]|\.\d+/g, '');
  const utc = instant.getUTCFullYear() >= 1950 && instant.getUTCFullYear() < 2050;
  return utc ? value(TAG.utcTime, Buffer.from(digits.slice(2))) : value(TAG.generalizedTime, Buffer.from(digits));
}
