// EBML (RFC 8794): elements of an id, a size and a body, as Matroska and WebM are made of.

/** Ids of Matroska elements (RFC 9559 §5.1), with their length marker. */
export const ID = {
  EBML: 0x1a45dfa3,
  Segment: 0x18538067,
  SeekHead: 0x114d9b74,
  Seek: 0x4dbb,
  SeekID: 0x53ab,
  SeekPosition: 0x53ac,
  Info: 0x1549a966,
  TimestampScale: 0x2ad7b1,
  Duration: 0x4489,
  MuxingApp: 0x4d80,
  WritingApp: 0x5741,
  Tracks: 0x1654ae6b,
  TrackEntry: 0xae,
  TrackNumber: 0xd7,
  TrackType: 0x83,
  Cluster: 0x1f43b675,
  Timestamp: 0xe7,
  SimpleBlock: 0xa3,
  BlockGroup: 0xa0,
  Block: 0xa1,
  ReferenceBlock: 0xfb,
  Cues: 0x1c53bb6b,
  CuePoint: 0xbb,
  CueTime: 0xb3,
  CueTrackPositions: 0xb7,
  CueTrack: 0xf7,
  CueClusterPosition: 0xf1,
} as const;

export interface ElementHead {
  readonly id: number;
  /** Bytes of id and size. */
  readonly headBytes: number;
  /** Bytes of the body; undefined: not known when it was written (RFC 8794 §6.2). */
  readonly size: number | undefined;
}

export const MOST_HEAD_BYTES = 12;

/** Reads an element's head. Undefined where the bytes end or are none. */
export function readHead(bytes: Buffer, at = 0): ElementHead | undefined {
  const idBytes = lengthOf(bytes[at], 4);
  if (idBytes === undefined || at + idBytes > bytes.length) return undefined;
  const size = readVint(bytes, at + idBytes);
  return size && { id: bytes.readUIntBE(at, idBytes), headBytes: idBytes + size.bytes, size: size.value };
}

/** A number of variable length. `value` is undefined for "unknown"; the whole is undefined where there is no such number, or one beyond 2^53. */
export function readVint(bytes: Buffer, at: number): { readonly bytes: number; readonly value: number | undefined } | undefined {
  const length = lengthOf(bytes[at], 8);
  if (length === undefined || at + length > bytes.length) return undefined;
  const rest = bytes.subarray(at + 1, at + length);
  const first = bytes[at]! & (0xff >> length);
  if (first === 0xff >> length && rest.every((byte) => byte === 0xff)) return { bytes: length, value: undefined };
  const value = rest.reduce((sum, byte) => sum * 256 + byte, first);
  return Number.isSafeInteger(value) ? { bytes: length, value } : undefined;
}

/** How many bytes a number has, by its first one. */
function lengthOf(first: number | undefined, most: number): number | undefined {
  if (!first) return undefined;
  const length = Math.clz32(first) - 23;
  return length <= most ? length : undefined;
}

/** The elements directly inside a body. Stops at the first that is broken or reaches beyond the end. */
export function* children(body: Buffer): Generator<{ readonly id: number; readonly body: Buffer }> {
  for (let at = 0; at < body.length; ) {
    const head = readHead(body, at);
    if (!head || head.size === undefined || at + head.headBytes + head.size > body.length) return;
    const from = at + head.headBytes;
    at = from + head.size;
    yield { id: head.id, body: body.subarray(from, at) };
  }
}

/** An unsigned whole number of 0 to 8 bytes; NaN for a longer one. */
export function readUint(body: Buffer): number {
  return body.length > 8 ? Number.NaN : body.reduce((sum, byte) => sum * 256 + byte, 0);
}

export function idBytes(id: number): Buffer {
  const length = id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1;
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(id, 0, length);
  return bytes;
}

/** A head with the size in eight bytes, so that its own length does not depend on the body's. */
export function head(id: number, size: number): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(size));
  length[0] = 0x01;
  return Buffer.concat([idBytes(id), length]);
}

export function element(id: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([head(id, body.length), body]);
}

/** A whole number in eight bytes, so that its length does not depend on its value. */
export function uint(id: number, value: number): Buffer {
  const body = Buffer.alloc(8);
  body.writeBigUInt64BE(BigInt(value));
  return element(id, body);
}

export function float(id: number, value: number): Buffer {
  const body = Buffer.alloc(8);
  body.writeDoubleBE(value);
  return element(id, body);
}

export const text = (id: number, value: string): Buffer => element(id, Buffer.from(value, 'utf8'));
