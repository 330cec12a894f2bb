import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { itWith } from '../support/tools.ts';
import type { CurriculumCopy } from './course.ts';
import { AUDIO_BLOCK, AUDIO_FILES, CAPTIONS, curriculumWith } from './media.ts';
import { courseSite, type CourseSite } from './site.ts';

const CHROMIUM = '/usr/bin/chromium';
const LESSON = '/lessons/engagement/first-contact';
const VIDEO_BLOCK = `::: media kind=video src=media/wave.webm captions=media/wave.en.vtt,media/wave.ar.vtt title="A wave"
**王小明** waves.
:::`;
let browser: Browser | undefined;
let copy: CurriculumCopy;
let course: CourseSite;

/** A second of a moving bar, filmed in the browser itself. */
async function filmed(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [160, 90];
    const pen = canvas.getContext('2d')!;
    let at = 0;
    const drawing = setInterval(() => {
      pen.fillStyle = at % 2 ? 'teal' : 'white';
      pen.fillRect(at++ % 160, 0, 9, 90);
    }, 20);
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm;codecs=vp8' });
    const pieces: Blob[] = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.start();
    await new Promise((done) => setTimeout(done, 1500));
    const stopped = new Promise((done) => (recorder.onstop = done));
    recorder.stop();
    await stopped;
    clearInterval(drawing);
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  return Buffer.from(base64, 'base64');
}

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) return;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'] });
  const page = await browser.newPage();
  const wave = await filmed(page);
  await page.close();
  copy = curriculumWith(`${VIDEO_BLOCK}\n\n${AUDIO_BLOCK}`, { ...AUDIO_FILES, 'wave.webm': wave, 'wave.en.vtt': CAPTIONS, 'wave.ar.vtt': CAPTIONS.replace('Hello', 'أهلا') });
  course = await courseSite(copy.folder);
  await course.dana.post('/cohorts', course.cohort({ slug: 'spring' }), '/cohorts/new');
  await course.dana.post('/cohorts/spring/opening', {}, '/cohorts/spring');
  await course.rosa.post('/join/spring/enrollment', {}, '/join/spring');
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await course?.site.stop();
  copy?.drop();
});

async function within(options: { colorScheme: 'light' | 'dark'; width: number; javaScriptEnabled?: boolean }, look: (page: Page) => Promise<void>): Promise<void> {
  const { width, ...rest } = options;
  const context: BrowserContext = await browser!.newContext({ ...rest, viewport: { width, height: 900 } });
  await context.addCookies([{ name: 'session', value: course.rosa.cookieHeader().replace(/^.*session=([^;]+).*$/, '$1'), url: course.site.origin }]);
  const page = await context.newPage();
  await page.goto(course.site.origin + LESSON);
  await look(page).finally(() => context.close());
}

const played = (page: Page, player: 'video' | 'audio') =>
  page.locator(player).evaluate(async (element) => {
    const it = element as HTMLMediaElement;
    const wasPaused = it.paused;
    it.muted = true;
    await it.play();
    while (it.currentTime < 0.3 && !it.error) await new Promise((done) => setTimeout(done, 20));
    const tracks = [...it.textTracks].map(({ kind, label, language, mode }) => ({ kind, label, language, mode }));
    return { wasPaused, error: it.error?.message, seconds: it.currentTime, tracks, words: [...(it.textTracks[0]!.cues ?? [])].map((cue) => (cue as VTTCue).text) };
  });

describe('a lesson with a video and a sound', () => {
  itWith('chromium', '· plays the video when asked, with its captions', () =>
    within({ colorScheme: 'light', width: 1280 }, async (page) => {
      const refused: string[] = [];
      page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
      expect(await played(page, 'video')).toMatchObject({
        wasPaused: true,
        tracks: [{ kind: 'captions', label: 'English', language: 'en', mode: 'showing' }, { kind: 'captions', label: 'العربية', language: 'ar', mode: 'disabled' }],
        words: ['<v 王小明>Hello, I am 小明.', '<v Zoë>I am Zoë.'],
      });
      expect(refused).toEqual([]);
    }));

  itWith('chromium', '· plays the sound, and goes to a place in it', () =>
    within({ colorScheme: 'light', width: 1280 }, async (page) => {
      expect(await played(page, 'audio')).toMatchObject({ wasPaused: true, words: [expect.stringContaining('小明'), expect.stringContaining('Zoë')] });
      const place = await page.locator('audio').evaluate(async (element) => {
        const it = element as HTMLMediaElement;
        it.pause();
        const there = new Promise((done) => it.addEventListener('seeked', done, { once: true }));
        it.currentTime = 1.5;
        await there;
        return { at: it.currentTime, of: it.duration };
      });
      expect(place).toEqual({ at: 1.5, of: 2 });
    }));

  itWith('chromium', '· is read without script', () =>
    within({ colorScheme: 'light', width: 1280, javaScriptEnabled: false }, async (page) => {
      const section = page.locator('section.media').first();
      await section.locator('summary').click();
      expect(await section.locator('details p').isVisible()).toBe(true);
      expect(await section.locator('video[controls]').boundingBox()).toMatchObject({ width: expect.any(Number) });
    }));

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 320]) {
      itWith('chromium', `· in ${colorScheme} at ${width} has no axe finding and no sideways scroll`, () =>
        within({ colorScheme, width }, async (page) => {
          for (const summary of await page.locator('section.media summary').all()) await summary.click();
          await page.evaluate(axe.source);
          const violations = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run().then((result) => result.violations));
          expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }));
    }
  }
});
