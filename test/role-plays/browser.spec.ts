import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { FileFolder, Seekable, StoredFiles } from '#libs/files';
import { Jobs } from '#libs/persistence';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../files/support/browser.ts';
import type { Visitor } from '../support/site.ts';
import { itWith } from '../support/tools.ts';
import { openScene, type Scene } from './support/scene.ts';
import { RUBRIC } from './support/stage.ts';

const chromiumIsHere = !(process.env['PEERWAY_MISSING_TOOLS'] ?? '').split(' ').includes('chromium');
let scene: Scene;
let browser: Browser;
let rosa: Visitor;
let attempt: string;

beforeAll(async () => {
  scene = await openScene();
  ({ browser: rosa, attempt } = await scene.trainee());
  if (chromiumIsHere) browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await scene.stop();
});

/** A page of somebody's own browser; what the browser complains about is kept. */
async function pageOf(who: Visitor, theme: 'light' | 'dark' = 'light'): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ colorScheme: theme, viewport: { width: 1280, height: 900 }, permissions: ['camera', 'microphone'] });
  const cookies = who.cookieHeader().split('; ').map((pair) => ({ name: pair.split('=')[0]!, value: pair.split('=').slice(1).join('='), url: scene.site.origin }));
  await context.addCookies(cookies);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

const open = (page: Page, path: string): Promise<unknown> => page.goto(scene.site.origin + path, { waitUntil: 'load' });

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] };
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

async function makeSeekable(): Promise<void> {
  const { database } = scene.site.house;
  const folder = new FileFolder(scene.site.settings);
  const files = new StoredFiles(database, scene.site.clock, new Jobs(database), folder);
  const [row] = await database.read<{ id: string }>(`select file_id as id from role_play_submissions where attempt_id = $1`, [attempt]);
  await new Seekable(database, scene.site.clock, files, folder).make(row!.id);
}

/** Asks the page again and again: its own policy forbids it to evaluate a text by itself. */
async function until(page: Page, expression: string): Promise<void> {
  for (let n = 0; n < 100; n++) {
    if (await page.evaluate(expression)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`never came true: ${expression}`);
}

const COPIES = `(async () => {
  const db = await new Promise((done) => { const opening = indexedDB.open('peerway-recordings', 1); opening.onsuccess = () => done(opening.result); });
  const request = db.transaction('pieces').objectStore('pieces').count();
  return new Promise((done) => { request.onsuccess = () => done(request.result); });
})()`;
const STATE = `(() => { const { currentTime, paused, duration } = document.querySelector('[data-player]'); return { currentTime, paused, duration: Number.isFinite(duration) ? duration : null }; })()`;
const stateOf = (page: Page): Promise<{ currentTime: number; paused: boolean; duration: number | null }> => page.evaluate(STATE);

describe('recording in the browser', () => {
  itWith('chromium', '· is checked before it is sent, survives a closed page and a lost connection, and arrives', async () => {
    const { page, complaints } = await pageOf(rosa);
    await open(page, `/role-plays/${attempt}`);
    await page.click('[data-start]');
    await page.waitForSelector('[data-stop]:not([hidden])');
    await page.waitForTimeout(4500);
    await page.click('[data-stop]');
    await page.waitForSelector('[data-preview]:not([hidden])');
    expect(await page.textContent('[data-status]')).toContain('Please watch or listen');

    await page.reload();
    await page.waitForSelector('[data-send]:not([hidden])');
    expect(await page.textContent('[data-status]')).toContain('not sent');
    expect(await page.evaluate(COPIES)).toBeGreaterThan(2);

    let broken = 0;
    await page.route('**/uploads/*', (route) => (route.request().method() === 'PATCH' && broken++ === 0 ? route.abort() : route.continue()));
    await page.click('[data-send]');
    await page.waitForURL('**/receipt', { timeout: 20_000 });
    expect(broken).toBeGreaterThan(1);
    await until(page, `${COPIES}.then((left) => left === 0)`);
    expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
    await page.context().close();
  }, 60_000);

  itWith('chromium', '· plays with a length, and seeks, once the seekable copy is made', async () => {
    await makeSeekable();
    const { page } = await pageOf(rosa);
    await open(page, `/role-plays/${attempt}/receipt`);
    await until(page, `document.querySelector('[data-player]').readyState >= 1`);
    const { duration } = await stateOf(page);
    expect(duration).toBeGreaterThan(3);
    for (const at of [3, 1]) {
      const landed = await page.evaluate(`new Promise((done) => { const player = document.querySelector('[data-player]'); player.onseeked = () => done(player.currentTime); player.currentTime = ${at}; })`);
      expect(landed).toBeCloseTo(at, 1);
    }
    await page.context().close();
  }, 30_000);
});

describe('grading by keyboard alone', () => {
  itWith('chromium', '· goes from the queue to a released answer', async () => {
    const { page, complaints } = await pageOf(scene.amir);
    const tabTo = async (selector: string): Promise<void> => {
      for (let n = 0; n < 120; n++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no way by Tab to ${selector}`);
    };
    await open(page, '/grading');
    await tabTo('tbody a');
    await page.keyboard.press('Enter');
    // The keys are there once the script has run; the recording once its index was read.
    await page.waitForSelector('[data-add-comment]');
    await until(page, `document.querySelector('[data-player]').readyState >= 1`);

    await page.keyboard.press('l');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await until(page, `document.querySelector('[data-player]').currentTime > 0.6`);
    await page.keyboard.press('c');
    await page.keyboard.type('You named it. 很好, k j l');
    expect((await stateOf(page)).paused).toBe(true);
    expect(await page.inputValue('#time-0')).toMatch(/^0:0\d$/);
    await page.keyboard.press('Control+Enter');
    expect(await page.evaluate(`document.activeElement.id`)).toBe('text-1');
    await tabTo('h3, summary, [data-add-comment]');

    for (const [at, level] of [3, 4, 3, 3, 2].entries()) {
      await page.keyboard.press('n');
      await page.keyboard.press(String(level));
      if (level === 4) await page.keyboard.press('t');
      expect(await page.isChecked(`#level-${RUBRIC.criteria[at]!.key}-${level}`)).toBe(true);
    }
    await page.keyboard.press('ArrowDown');
    expect(await page.isChecked(`#level-${RUBRIC.criteria[4]!.key}-3`)).toBe(true);
    await until(page, `/^Saved/.test(document.querySelector('[data-save-status]').textContent) && document.querySelector('[name=version]').value !== '0'`);
    await page.waitForTimeout(1500);

    await tabTo('button[value=release]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/release');
    expect(await page.textContent('main')).toContain('Passed');
    await tabTo('main form button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/grading');
    expect(await page.textContent('.flash')).toContain('Released: passed');
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  itWith('chromium', '· gives the trainee times that lead into the recording', async () => {
    const { page, complaints } = await pageOf(rosa);
    await open(page, `/role-plays/${attempt}`);
    expect(page.url()).toContain('/result');
    await until(page, `document.querySelector('[data-player]').readyState >= 1`);
    const link = page.locator('[data-seek]').first();
    const seconds = Number(await link.getAttribute('data-seek'));
    await link.click();
    await until(page, `!document.querySelector('[data-player]').paused`);
    expect((await stateOf(page)).currentTime).toBeGreaterThanOrEqual(seconds);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 30_000);

  itWith('chromium', '· can have its single keys switched off', async () => {
    const { page } = await pageOf(scene.amir);
    const other = await scene.trainee();
    await sendTalk(other.browser, other.attempt);
    await open(page, '/grading');
    await page.click('tbody a');
    await page.click('details:has([data-shortcuts]) summary');
    await page.click('label[for=shortcuts]');
    await page.focus('h3');
    await page.keyboard.press('3');
    expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
    await page.context().close();
  }, 30_000);
});

async function sendTalk(who: Visitor, id: string): Promise<void> {
  const { talk } = await import('./support/stage.ts');
  const form = new FormData();
  form.append('_csrf', await who.token(`/role-plays/${id}`));
  form.append('file', new Blob([new Uint8Array(talk())]), 'talk.webm');
  await who.send('POST', `/role-plays/${id}/submission`, {}, form);
}

describe('every page of a role play', () => {
  itWith('chromium', '· has no finding of axe, in light and dark, and fits a narrow screen', async () => {
    const [asked, recording, waiting] = [await scene.trainee(false), await scene.trainee(), await scene.trainee()];
    await sendTalk(waiting.browser, waiting.attempt);
    const [{ id, file }] = (await scene.site.house.database.read<{ id: string; file: string }>(`select id, file_id as file from role_play_submissions where attempt_id = $1`, [waiting.attempt])) as [{ id: string; file: string }];
    const pages: readonly (readonly [Visitor, string])[] = [
      [asked.browser, `/role-plays/${asked.attempt}`],
      [asked.browser, `/role-plays/${asked.attempt}/persona`],
      [recording.browser, `/role-plays/${recording.attempt}`],
      [waiting.browser, `/role-plays/${waiting.attempt}/receipt`],
      [waiting.browser, `/recordings/${file}/viewings`],
      [rosa, `/role-plays/${attempt}/result`],
      [scene.amir, '/grading'],
      [scene.amir, `/grading/${id}`],
      [scene.amir, `/grading/${id}/release`],
    ];
    const found: Record<string, unknown> = {};
    for (const [who, path] of pages) {
      for (const theme of ['light', 'dark'] as const) {
        const { page } = await pageOf(who, theme);
        await open(page, path);
        await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
        const here = await findings(page);
        await page.setViewportSize({ width: 320, height: 800 });
        const width = await page.evaluate(`document.documentElement.scrollWidth`);
        const wide = Number(width) > 320 ? await page.evaluate(`[...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > 321).map((one) => one.outerHTML.slice(0, 90)).slice(0, 8)`) : [];
        if (here.length > 0 || Number(width) > 320) found[`${path} ${theme}`] = { here, wide };
        await page.context().close();
      }
    }
    expect(found).toEqual({});
  }, 120_000);
});
