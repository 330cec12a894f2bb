import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { block, cluster, el, madeWebm } from '../../../../test/files/support/made-webm.ts';
import { makeMedia } from '../../../../test/files/support/media.ts';
import { makeSeekable, soundAlone } from './media.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-media-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function remux(bytes: Buffer, limitMs?: number): Promise<{ made: Awaited<ReturnType<typeof makeSeekable>>; out: Buffer }> {
  writeFileSync(at('in'), bytes);
  rmSync(at('out'), { force: true });
  const made = await makeSeekable(at('in'), at('out'), limitMs);
  return { made, out: existsSync(at('out')) ? readFileSync(at('out')) : Buffer.alloc(0) };
}

async function phone(): Promise<Buffer> {
  await makeMedia('phone.mp4', at('phone'), { seconds: 1 });
  return readFileSync(at('phone'));
}

const frame = (seed: number, length = 40): Buffer => createHash('sha512').update(String(seed)).digest().subarray(0, length);
const second = (n: number): Buffer => cluster(n * 1000, [block(1, 0, true, frame(0)), block(2, 10, true, frame(7)), block(1, 500, false, frame(500)), block(2, 510, true, frame(517))], true);
const whole = madeWebm({ clusters: [second(0), second(1), second(2)] });

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const numbers = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => Buffer.from(value.toString(16).padStart(8, '0'), 'hex')));
const FTYP = box('ftyp', Buffer.from('isom'), numbers(512), Buffer.from('isommp41'));

/** Puts another body into the first box of a type, in a file made by the book. */
function withBox(file: Buffer, type: string, change: (body: Buffer) => void): Buffer {
  const copy = Buffer.from(file);
  const from = copy.indexOf(type, 0, 'latin1');
  change(copy.subarray(from + 4, from - 4 + copy.readUInt32BE(from - 4)));
  return copy;
}

describe('a file that is made to do harm', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('<html><script>alert(1)</script>')],
    ['zeros', Buffer.alloc(100_000)],
    ['a header alone', madeWebm({ clusters: [] }).subarray(0, 30)],
    ['an element that says it is as long as the sea', Buffer.concat([madeWebm({ clusters: [] }).subarray(0, 30), Buffer.from('1f43b675017fffffffffffffe', 'hex'), Buffer.alloc(500)])],
    ['elements in elements without end', Array.from({ length: 2_000 }).reduce<Buffer>((inside) => el('a0', inside), Buffer.alloc(4))],
    ['a box of no size', Buffer.concat([FTYP, numbers(0), Buffer.from('moov'), Buffer.alloc(100)])],
    ['boxes of size zero in each other', Buffer.concat([FTYP, Buffer.from('00000008moov').subarray(0), numbers(8), Buffer.from('moov'), numbers(0), Buffer.from('trak'), numbers(0), Buffer.from('mdia')])],
    ['a box of one byte', Buffer.concat([FTYP, numbers(1), Buffer.from('moov'), numbers(0x7fffffff, 0xffffffff)])],
  ])('· %s: makes nothing, and ends', async (_, bytes) => {
    const { made: outcome } = await remux(bytes, 10_000);
    expect(outcome?.copied ?? false).toBe(false);
  });

  it('· four thousand million frames that are not there end at the limit of time', async () => {
    const source = await phone();
    const endless = withBox(withBox(source, 'stts', (body) => void numbers(0, 1, 0xffffffff, 1).copy(body)), 'stsz', (body) => void numbers(0, 60, 0xffffffff).copy(body));
    expect((await remux(endless, 1_500)).made).toBeUndefined();
  });

  it('· a frame that says it is larger than any frame is not read into memory', async () => {
    const source = await phone();
    writeFileSync(at('huge'), withBox(source, 'stsz', (body) => void numbers(0, 70_000_000, 1).copy(body)));
    truncateSync(at('huge'), 80_000_000);
    expect(await makeSeekable(at('huge'), at('out'))).toBeUndefined();
  });

  it('· noise in a true recording costs frames at most', async () => {
    for (let seed = 0; seed < 6; seed++) {
      const bytes = Buffer.from(whole);
      const random = createHash('sha256').update(`seed ${seed}`).digest();
      for (let n = 0; n < 6; n++) bytes[random.readUInt16BE(n * 4) % bytes.length] = random[n * 4 + 2]!;
      const { out } = await remux(bytes, 10_000);
      expect(out.length).toBeLessThan(2 * whole.length + 4_000);
    }
  });

  it('· is taken for pictures where nobody can tell, so that it is shown with a player that can do both', async () => {
    writeFileSync(at('looked'), (await phone()).subarray(0, 200));
    expect(await soundAlone(at('looked'), 'video/mp4')).toBe(false);
  });

  it('· a disk that fails is told, so that the work is done again', async () => {
    writeFileSync(at('in'), whole);
    await expect(makeSeekable(at('in'), at('no/such/folder'))).rejects.toThrow('ENOENT');
    await expect(makeSeekable(at('not-there'), at('out'))).rejects.toThrow('ENOENT');
  });
});
