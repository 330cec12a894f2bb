import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { remuxWebm } from '#libs/files';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import send from '@fastify/send';
import { itWith } from '../support/tools.ts';
import { openBrowser } from './support/browser.ts';
import { block, cluster, el, madeWebm } from './support/made-webm.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-remux-'));
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
    expect([made!.bytes, made!.sha256]).toEqual([out.length, createHash('sha256').update(out).digest('hex')]);
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
    for (let length = 0; length <= whole.length; length += 3) {
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
      expect(out.length).toBe(made?.bytes ?? 0);
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

describe('in a browser', () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/') response.setHeader('content-type', 'text/html').end('<!doctype html><title>t</title>');
      else void send(request, request.url!.slice(1), { root: folder }).then(({ statusCode, headers, stream }) => stream.pipe(response.writeHead(statusCode, { ...headers, 'content-type': 'video/webm' })));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  const RECORD = `async (video) => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video });
    const recorder = new MediaRecorder(stream, { mimeType: video ? 'video/webm;codecs=vp8,opus' : 'audio/webm;codecs=opus' });
    const pieces = [];
    recorder.ondataavailable = (event) => pieces.push(event.data);
    const stopped = new Promise((done) => { recorder.onstop = done; });
    recorder.start(500);
    await new Promise((done) => setTimeout(done, 3500));
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(pieces).arrayBuffer())];
  }`;
  const SEEK = `async (address) => {
    const video = document.createElement('video');
    video.preload = 'metadata';
    video.src = address;
    await new Promise((done, failed) => { video.onloadedmetadata = done; video.onerror = () => failed(new Error('cannot play')); });
    const duration = video.duration;
    const landed = [];
    for (const at of [2.5, 0.5, 1.7]) {
      video.currentTime = at;
      await new Promise((done) => { video.onseeked = done; });
      landed.push(Math.abs(video.currentTime - at) < 0.05 && video.readyState >= 2);
    }
    return { duration: Number.isFinite(duration) ? duration : null, landed, width: video.videoWidth };
  }`;

  for (const video of [true, false]) {
    itWith('chromium', `· what the browser itself recorded (${video ? 'video' : 'sound'}) gets a length, and seeking lands`, async () => {
      const browser = await openBrowser();
      try {
        const page = await browser.newPage();
        await page.goto(origin);
        const recorded = Buffer.from((await page.evaluate(`(${RECORD})(${video})`)) as number[]);
        const { made } = await remux(recorded);
        expect(made!.durationMs).toBeGreaterThan(2500);
        const seen = (await page.evaluate(`(${SEEK})('/out.webm')`)) as { duration: number | null; landed: boolean[]; width: number };
        expect(Math.abs(seen.duration! * 1000 - made!.durationMs)).toBeLessThan(50);
        expect(seen.landed).toEqual([true, true, true]);
        expect(seen.width > 0).toBe(video);
      } finally {
        await browser.close();
      }
    }, 60_000);
  }
});
