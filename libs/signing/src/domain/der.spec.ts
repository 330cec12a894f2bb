import { describe, expect, it } from '@jest/globals';
import { firstLength, isSorted, MalformedDer, readDer, readInteger, readOid } from './der-reader.ts';
import { explicit, integer, namedBits, octets, oid, retag, sequence, setOf, time, utf8 } from './der-writer.ts';
import { OID } from './oids.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('a DER value', () => {
  it.each([
    [0, '0400'],
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ])('· of %i bytes has its length in the shortest form', (length, header) => {
    const der = octets(Buffer.alloc(length, 7));
    expect(der.subarray(0, der.length - length).toString('hex')).toBe(header);
    expect(readDer(der).content).toHaveLength(length);
    expect(firstLength(Buffer.concat([der, Buffer.alloc(9)]))).toBe(der.length);
  });

  it.each([
    [0n, '020100'],
    [127n, '02017f'],
    [128n, '02020080'],
    [256n, '02020100'],
    [-1n, '0201ff'],
    [-128n, '020180'],
    [-129n, '0202ff7f'],
    [2n ** 159n - 1n, `02147f${'ff'.repeat(19)}`],
    [2n ** 159n, `02150080${'00'.repeat(19)}`],
    [-(2n ** 64n), `0209ff${'00'.repeat(8)}`],
  ])('· holds the integer %p', (number, encoding) => {
    expect(integer(number).toString('hex')).toBe(encoding);
    expect(readInteger(readDer(hex(encoding)))).toBe(number);
  });

  it.each([
    ['1.2.840.113549', '06062a864886f70d'],
    ['2.5.4.3', '0603550403'],
    ['2.999.1', '0603883701'],
    ['0.39', '060127'],
    ['1.3.6.1.4.1.311.10.3.12', '060a2b0601040182370a030c'],
  ])('· holds the object identifier %s', (dotted, encoding) => {
    expect(oid(dotted).toString('hex')).toBe(encoding);
    expect(readOid(readDer(hex(encoding)))).toBe(dotted);
  });

  it('· names every identifier back that we use', () => {
    for (const dotted of Object.values(OID)) expect(readOid(readDer(oid(dotted)))).toBe(dotted);
  });

  it.each([
    ['2026-11-22T15:30:59.900Z', '170d', '261122153059Z'],
    ['2049-12-31T23:59:59Z', '170d', '491231235959Z'],
    ['2050-01-01T00:00:00Z', '180f', '20500101000000Z'],
    ['1949-12-31T23:59:59Z', '180f', '19491231235959Z'],
  ])('· holds the time %s', (instant, header, digits) => {
    const der = time(new Date(instant));
    expect(der.subarray(0, 2).toString('hex')).toBe(header);
    expect(der.subarray(2).toString()).toBe(digits);
  });

  it('· keeps text of any script', () => {
    for (const name of ['Zoë O’Brien-Ñandú', '王小明', 'محمد العلي']) expect(readDer(utf8(name)).content.toString('utf8')).toBe(name);
  });

  it('· writes key usage without trailing zero bits', () => {
    expect(namedBits(0, 1).toString('hex')).toBe('030206c0');
    expect(namedBits(5, 6).toString('hex')).toBe('03020106');
    expect(namedBits(8).toString('hex')).toBe('0303070080');
  });

  it('· sorts the members of a set', () => {
    const set = readDer(setOf(octets(hex('02')), integer(9), octets(hex('01'))));
    expect(set.raw.toString('hex')).toBe('3109020109040101040102');
    expect(isSorted(set.items)).toBe(true);
    expect(isSorted(set.items.toReversed())).toBe(false);
    expect(isSorted([set.items[0]!, set.items[0]!])).toBe(false);
  });

  it('· nests, and is tagged anew for IMPLICIT', () => {
    const inner = sequence(integer(1), explicit(0, octets(hex('ff'))));
    expect(readDer(inner).items[1]?.items[0]?.content).toEqual(hex('ff'));
    expect(readDer(retag(0xa1, inner)).items).toHaveLength(2);
    expect(inner[0]).toBe(0x30);
  });
});

describe('malformed DER', () => {
  it.each([
    ['nothing at all', ''],
    ['a tag alone', '30'],
    ['a length cut off', '308201'],
    ['content cut off', '040500'],
    ['an item that reaches over its holder', '3003 0405 00'],
    ['an indefinite length', '3080 0000'],
    ['a length that could be shorter', '0481 0100'],
    ['a length with a leading zero', `0482 0080 ${'00'.repeat(128)}`],
    ['a length of five bytes', '0485 0000000001 00'],
    ['a tag of several bytes', '1f01 0100'],
    ['something behind the value', '0500 00'],
  ])('· is refused: %s', (_, encoding) => expect(() => readDer(hex(encoding))).toThrow(MalformedDer));

  it.each(['0200', '0202007f', '0202ff80', '0401ff'])('· is no integer: %s', (encoding) => expect(() => readInteger(readDer(hex(encoding)))).toThrow(MalformedDer));

  it.each(['0600', '060188', '06022a80', '06032a8001', `0609${'ff'.repeat(8)}7f`, '0201ff'])('· is no object identifier: %s', (encoding) =>
    expect(() => readOid(readDer(hex(encoding)))).toThrow(MalformedDer));

  it('· does not fill the stack', () => {
    let bomb: Buffer = Buffer.alloc(0);
    for (let depth = 0; depth < 33; depth++) bomb = sequence(bomb);
    expect(readDer(bomb).items).toHaveLength(1);
    expect(() => readDer(sequence(bomb))).toThrow('32 values deep');
  });
});
