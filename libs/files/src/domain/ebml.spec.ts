import { describe, expect, it } from '@jest/globals';
import { children, element, float, head, ID, idBytes, readHead, readUint, readVint, text, uint } from './ebml.ts';

const hex = (written: string): Buffer => Buffer.from(written.replaceAll(' ', ''), 'hex');

describe('a number of variable length (RFC 8794 §4)', () => {
  it.each([
    ['80', 1, 0],
    ['81', 1, 1],
    ['fe', 1, 126],
    ['40 7f', 2, 127],
    ['40 02', 2, 2],
    ['7f fe', 2, 16_382],
    ['20 00 00', 3, 0],
    ['10 20 00 00', 4, 2_097_152],
    ['08 00 00 00 01', 5, 1],
    ['01 00 00 00 00 00 00 00', 8, 0],
    ['01 1f ff ff ff ff ff ff', 8, Number.MAX_SAFE_INTEGER],
    ['ff', 1, undefined],
    ['7f ff', 2, undefined],
    ['3f ff ff', 3, undefined],
    ['01 ff ff ff ff ff ff ff', 8, undefined],
  ])('· %s has %i bytes and says %s', (written, bytes, value) => expect(readVint(hex(written), 0)).toEqual({ bytes, value }));

  it.each([
    ['nothing', ''],
    ['no marker', '00'],
    ['a marker behind the eighth byte', '00 80'],
    ['cut off', '40'],
    ['cut off in its last byte', '01 00 00 00 00 00 00'],
    ['beyond what a number holds', '01 20 00 00 00 00 00 00'],
  ])('· that is %s is none', (_, written) => expect(readVint(hex(written), 0)).toBeUndefined());

  it('· is read from where it stands', () => expect(readVint(hex('ff ff 40 05 ff'), 2)).toEqual({ bytes: 2, value: 5 }));
  it('· behind the end is none', () => expect(readVint(hex('81'), 1)).toBeUndefined());
});

describe('the head of an element', () => {
  it.each(Object.entries(ID))('· of %s is read as it was written', (_, id) => {
    for (const size of [0, 1, 126, 127, 65_536, 2 ** 40]) expect(readHead(head(id, size))).toEqual({ id, headBytes: idBytes(id).length + 8, size });
  });

  it.each([
    ['an id of five bytes', '08 00 00 00 01 81'],
    ['an id that is cut off', '1f 43 b6'],
    ['an id alone', '1f 43 b6 75'],
    ['zeros', '00 00 00 00 00'],
    ['nothing', ''],
  ])('· that is %s is none', (_, written) => expect(readHead(hex(written))).toBeUndefined());

  it('· may leave the size open', () => expect(readHead(hex('1f43b675 01ffffffffffffff'))).toEqual({ id: ID.Cluster, headBytes: 12, size: undefined }));
});

describe('elements inside a body', () => {
  const one = element(ID.TrackNumber, hex('01'));
  const other = text(ID.MuxingApp, 'Ñandú 王');

  it('· are told in their order', () => expect([...children(Buffer.concat([one, other]))].map(({ id, body }) => [id, body.toString('utf8')])).toEqual([[ID.TrackNumber, '\u0001'], [ID.MuxingApp, 'Ñandú 王']]));
  it('· end at the first that reaches beyond the end', () => {
    const whole = Buffer.concat([one, other]);
    for (let length = 0; length < whole.length; length++) expect([...children(whole.subarray(0, length))]).toHaveLength(length >= one.length ? 1 : 0);
  });
  it('· end at one without a size', () => expect([...children(Buffer.concat([one, hex('1f43b675 ff'), one]))]).toHaveLength(1));
  it('· may be empty', () => expect([...children(element(ID.Cues))].map(({ id, body }) => [id, body.length])).toEqual([[ID.Cues, 0]]));
});

describe('values', () => {
  it.each([0, 1, 255, 256, 65_535, 2 ** 32, Number.MAX_SAFE_INTEGER])('· of a whole number are read as written: %d', (value) => {
    const [read] = [...children(uint(ID.CueTime, value))];
    expect(readUint(read!.body)).toBe(value);
  });
  it('· of no bytes are 0, of nine are no number', () => expect([readUint(Buffer.alloc(0)), readUint(Buffer.alloc(9))]).toEqual([0, Number.NaN]));
  it.each([0, 1.5, 3_010, 1e15])('· of a float are eight bytes: %d', (value) => {
    const [read] = [...children(float(ID.Duration, value))];
    expect([read!.body.length, read!.body.readDoubleBE()]).toEqual([8, value]);
  });
  it('· have the same length whatever they are, so that positions can be counted before', () => {
    expect(new Set([0, 7, 2 ** 50].map((value) => uint(ID.CueTime, value).length)).size).toBe(1);
    expect(new Set([0, 7, 2 ** 50].map((size) => head(ID.Cluster, size).length)).size).toBe(1);
  });
});
