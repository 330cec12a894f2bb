import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { makeSeekable, soundAlone } from '#libs/files';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import send from '@fastify/send';
import type { Browser, Page } from 'playwright-core';
import { itWith } from '../support/tools.ts';
import { openBrowser } from './support/browser.ts';
import { makeMedia } from './support/media.ts';

const chromiumIsHere = !(process.env['PEERWAY_MISSING_TOOLS'] ?? '').split(' ').includes('chromium');
let folder: string;
let server: Server;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-play-'));
  server = createServer((request, response) => {
    const name = request.url!.slice(1);
    if (name === '') response.setHeader('content-type', 'text/html').end('<!doctype html><title>t</title>');
    else void send(request, name, { root: folder }).then(({ statusCode, headers, stream }) => stream.pipe(response.writeHead(statusCode, headers)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  if (!chromiumIsHere) return;
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}`);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const RECORD = `async (video, mimeType) => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video });
  const recorder = new MediaRecorder(stream, { mimeType });
  const pieces = [];
  recorder.ondataavailable = (event) => pieces.push(event.data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.start(500);
  await new Promise((done) => setTimeout(done, 2200));
  recorder.stop();
  await stopped;
  return [...new Uint8Array(await new Blob(pieces).arrayBuffer())];
}`;
const SEEK = `async (address, places) => {
  const video = document.createElement('video');
  video.preload = 'metadata';
  video.src = address;
  await new Promise((done, failed) => { video.onloadedmetadata = done; video.onerror = () => failed(new Error('cannot play')); });
  const duration = video.duration;
  const landed = [];
  for (const at of places) {
    video.currentTime = at;
    await new Promise((done) => { video.onseeked = done; });
    landed.push(Math.abs(video.currentTime - at) < 0.05 && video.readyState >= 2);
  }
  return { duration: Number.isFinite(duration) ? duration : null, landed, width: video.videoWidth };
}`;
const seek = async (name: string): Promise<{ duration: number | null; landed: boolean[]; width: number }> => (await page.evaluate(`(${SEEK})('/${name}', [1.4, 0.5, 1.1])`)) as never;

describe('what the browser itself recorded', () => {
  const kinds = [
    ['video/webm;codecs=vp8,opus', true],
    ['audio/webm;codecs=opus', false],
    ['video/mp4;codecs=avc1,opus', true],
    ['audio/mp4;codecs=opus', false],
  ] as const;
  for (const [type, video] of kinds) {
    itWith('chromium', `· as ${type} gets a length, and seeking lands`, async () => {
      if (!(await page.evaluate(`MediaRecorder.isTypeSupported('${type}')`))) return;
      const name = `${type.replaceAll(/[^a-z0-9]/g, '-')}.${type.slice(6, type.indexOf(';'))}`;
      writeFileSync(join(folder, name), Buffer.from((await page.evaluate(`(${RECORD})(${video}, '${type}')`)) as number[]));
      const made = await makeSeekable(join(folder, name), join(folder, `out-${name}`));
      expect([made!.copied, made!.durationMs! > 1500, await soundAlone(join(folder, name), type.includes('webm') ? 'video/webm' : 'video/mp4')]).toEqual([true, true, !video]);
      const seen = await seek(`out-${name}`);
      expect(Math.abs(seen.duration! * 1000 - made!.durationMs!)).toBeLessThan(50);
      expect([seen.landed, seen.width > 0]).toEqual([[true, true, true], video]);
    }, 60_000);
  }
});

describe('sound that is kept as it came', () => {
  for (const kind of ['ogg', 'wav'] as const) {
    itWith('chromium', `· seeks in the browser: ${kind}`, async () => {
      await makeMedia(kind, join(folder, `sound.${kind}`));
      const made = await makeSeekable(join(folder, `sound.${kind}`), join(folder, 'none'));
      const seen = await seek(`sound.${kind}`);
      expect([made!.copied, Math.abs(seen.duration! * 1000 - made!.durationMs!) < 50, seen.landed]).toEqual([false, true, [true, true, true]]);
    }, 30_000);
  }
});
