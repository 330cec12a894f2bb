// Reads DER strictly (ITU-T X.690): what has two encodings is refused, because bytes that a stranger can change without changing the meaning are a hiding place.
import { TAG } from './der-writer.ts';

export class MalformedDer extends Error {
  constructor(what: string) {
    super(`Not DER: ${what}`);
    this.name = 'MalformedDer';
  }
}

/** One value: `raw` is the whole of it, `content` what is behind tag and length, `items` the values inside a constructed one (else empty). */
export interface Der {
  readonly tag: number;
  readonly raw: Buffer;
  readonly content: Buffer;
  readonly items: readonly Der[];
}

/** A time-stamp token with its chain nests 14 deep; hostile files nest until the stack is full. */
const DEEPEST = 32;

interface Header {
  readonly tag: number;
  readonly begin: number;
  readonly end: number;
}

function lengthAt(bytes: Buffer, at: number): { length: number; begin: number } {
  const first = bytes[at];
  if (first === undefined) throw new MalformedDer('cut off');
  if (first < 0x80) return { length: first, begin: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new MalformedDer('indefinite or very large length');
  if (at + 1 + count > bytes.length) throw new MalformedDer('cut off');
  const length = bytes.readUIntBE(at + 1, count);
  if (length < 0x80 || bytes[at + 1] === 0) throw new MalformedDer('length is not in its shortest form');
  return { length, begin: at + 1 + count };
}

function headerAt(bytes: Buffer, at: number): Header {
  const tag = bytes[at];
  if (tag === undefined) throw new MalformedDer('cut off');
  if ((tag & 0x1f) === 0x1f) throw new MalformedDer('tag of several bytes');
  const { length, begin } = lengthAt(bytes, at + 1);
  if (begin + length > bytes.length) throw new MalformedDer('cut off');
  return { tag, begin, end: begin + length };
}

function readAt(bytes: Buffer, at: number, depth: number): Der {
  if (depth > DEEPEST) throw new MalformedDer(`more than ${DEEPEST} values deep`);
  const { tag, begin, end } = headerAt(bytes, at);
  const content = bytes.subarray(begin, end);
  return { tag, raw: bytes.subarray(at, end), content, items: tag & 0x20 ? readItems(content, depth + 1) : [] };
}

function readItems(content: Buffer, depth: number): Der[] {
  const items: Der[] = [];
  for (let at = 0; at < content.length; ) {
    const item = readAt(content, at, depth);
    items.push(item);
    at += item.raw.length;
  }
  return items;
}

/** The one value that these bytes are. @throws MalformedDer, also when something stands behind it. */
export function readDer(bytes: Buffer): Der {
  const der = readAt(bytes, 0, 0);
  if (der.raw.length !== bytes.length) throw new MalformedDer('something stands behind the value');
  return der;
}

/** How many bytes the first value takes, without looking inside it. @throws MalformedDer */
export const firstLength = (bytes: Buffer): number => headerAt(bytes, 0).end;

/** The value, if it has this tag. @throws MalformedDer otherwise */
export function expectTag(der: Der | undefined, tag: number): Der {
  if (der?.tag !== tag) throw new MalformedDer(`tag 0x${der?.tag.toString(16) ?? 'none'} where 0x${tag.toString(16)} belongs`);
  return der;
}

/** Exactly these items, by their tags. @throws MalformedDer when one is missing, another or too much */
export function expectItems(der: Der | undefined, tag: number, ...tags: readonly number[]): Der[] {
  const { items } = expectTag(der, tag);
  if (items.length !== tags.length) throw new MalformedDer(`${items.length} items where ${tags.length} belong`);
  return tags.map((wanted, index) => expectTag(items[index], wanted));
}

export function readInteger(der: Der | undefined): bigint {
  const { content } = expectTag(der, TAG.integer);
  const [first, second = 0] = content;
  if (first === undefined) throw new MalformedDer('integer without bytes');
  if (content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) throw new MalformedDer('integer is not in its shortest form');
  return BigInt.asIntN(content.length * 8, BigInt(`0x${content.toString('hex')}`));
}

/** The dotted form. Arcs beyond 2^53 do not occur in signatures and are refused. */
export function readOid(der: Der | undefined): string {
  const { content } = expectTag(der, TAG.oid);
  if (content.length === 0 || content.at(-1)! >= 0x80) throw new MalformedDer('object identifier is cut off');
  const arcs: number[] = [];
  let arc = 0;
  let begins = true;
  for (const byte of content) {
    if (begins && byte === 0x80) throw new MalformedDer('object identifier is not in its shortest form');
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER) throw new MalformedDer('object identifier is too large');
    begins = byte < 0x80;
    if (begins) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest].join('.');
}

/** Whether the members stand in the order of SET OF, none twice (X.690 §11.6). */
export const isSorted = (items: readonly Der[]): boolean => items.every((item, index) => index === 0 || Buffer.compare(items[index - 1]!.raw, item.raw) < 0);
