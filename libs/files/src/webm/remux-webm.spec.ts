import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { block, cluster, el, madeWebm } from '../../../../test/files/support/made-webm.ts';
import { remuxWebm } from './remux-webm.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-webm-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function remux(bytes: Buffer): Promise<{ made: Awaited<ReturnType<typeof remuxWebm>>; out: Buffer }> {
  writeFileSync(join(folder, 'in.webm'), bytes);
  const made = await remuxWebm(join(folder, 'in.webm'), join(folder, 'out.webm'));
  return { made, out: made ? readFileSync(join(folder, 'out.webm')) : Buffer.alloc(0) };
}

const frame = (seed: number, length = 40): Buffer => createHash('sha512').update(String(seed)).digest().subarray(0, length);
const picture = (at: number): Buffer => block(1, at, at === 0, frame(at));
const sound = (at: number): Buffer => block(2, at, true, frame(at + 7));
const second = (n: number, openEnded = true): Buffer => cluster(n * 1000, [picture(0), sound(10), picture(500), sound(510)], openEnded);
const whole = madeWebm({ clusters: [second(0), second(1), second(2)] });
const INDEX = Buffer.from('1c53bb6b', 'hex');

describe('a recording without length and index', () => {
  it('· gets both, and keeps every frame bit by bit', async () => {
    const { made, out } = await remux(whole);
    expect(made!.durationMs).toBe(3010);
    for (const at of [0, 10, 500, 510]) expect(out.includes(at % 500 === 10 ? sound(at) : picture(at))).toBe(true);
    expect(out.indexOf(INDEX)).toBeLessThan(out.indexOf(Buffer.from('1f43b675', 'hex')));
  });

  it('· has its index point at the clusters, counted from the begin of the segment', async () => {
    const { out } = await remux(whole);
    const segment = out.indexOf(Buffer.from('18538067', 'hex')) + 12;
    const positions = [...out.toString('latin1').matchAll(/\xf1\x01\x00\x00\x00\x00\x00\x00\x08([^]{8})/g)].map(([, eight]) => Number(Buffer.from(eight!, 'latin1').readBigUInt64BE()));
    expect(positions).toHaveLength(3);
    for (const position of positions) expect(out.subarray(segment + position, segment + position + 4).toString('hex')).toBe('1f43b675');
  });

  it('· becomes the same again when it is done twice', async () => {
    const once = (await remux(whole)).out;
    expect((await remux(once)).out.equals(once)).toBe(true);
  });

  it('· of sound alone lands at clusters', async () => {
    const { made, out } = await remux(madeWebm({ picture: false, clusters: [cluster(0, [block(1, 0, true, frame(1)), block(1, 60, true, frame(2))]), cluster(5000, [block(1, 0, true, frame(3))])] }));
    expect([made!.durationMs > 5000, out.includes(INDEX)]).toEqual([true, true]);
  });

  it('· may have blocks in groups, where a reference tells a dependent frame', async () => {
    const group = (at: number, refers: boolean): Buffer => el('a0', [el('a1', [Buffer.from([0x81, at >> 8, at & 255, 0]), frame(at)]), ...(refers ? [el('fb', Buffer.from([0x7f]))] : [])]);
    const { made, out } = await remux(madeWebm({ clusters: [cluster(0, [group(0, false), group(400, true)], false)] }));
    expect(made!.durationMs).toBe(800);
    expect(out.toString('latin1').match(/\xb3\x01\x00{6}\x08/g)).toHaveLength(1);
  });
});

describe('a recording that is damaged', () => {
  it('· keeps all whole blocks, wherever it was cut off', async () => {
    let last = -1;
    for (let length = whole.length % 3; length <= whole.length; length += 3) {
      const { made } = await remux(whole.subarray(0, length));
      const duration = made?.durationMs ?? -1;
      expect(duration).toBeGreaterThanOrEqual(last);
      last = duration;
    }
    expect(last).toBe(3010);
  });

  it('· is cut where junk begins', async () => {
    expect((await remux(madeWebm({ clusters: [second(0), second(1)], tail: Buffer.from('00000000deadbeef', 'hex') }))).made!.durationMs).toBe(2010);
  });

  it('· ends within memory and time, whatever the bytes', async () => {
    for (let seed = 0; seed < 300; seed++) {
      const bytes = Buffer.from(whole);
      const random = createHash('sha256').update(`seed ${seed}`).digest();
      for (let n = 0; n < 6; n++) bytes[random.readUInt16BE(n * 4) % bytes.length] = random[n * 4 + 2]!;
      const { made, out } = await remux(bytes);
      expect(out.length > 0).toBe(made !== undefined);
      expect(out.length).toBeLessThan(2 * whole.length + 2000);
    }
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('<html><script>alert(1)</script>')],
    ['a header alone', madeWebm({ clusters: [] })],
    ['a cluster that never says its time', madeWebm({ clusters: [el('1f43b675', [picture(0)], true)] })],
  ])('· that is %s makes nothing', async (_, bytes) => expect((await remux(bytes)).made).toBeUndefined());
});
