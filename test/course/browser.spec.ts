import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Visitor } from '../support/site.ts';
import { itWith } from '../support/tools.ts';
import { courseSite, type CourseSite } from './site.ts';

const CHROMIUM = '/usr/bin/chromium';
const FIRST = '/lessons/engagement/first-contact';
let course: CourseSite;
let browser: Browser | undefined;
let context: BrowserContext | undefined;

beforeAll(async () => {
  course = await courseSite();
  await course.dana.post('/cohorts', course.cohort({ title: '王小明 & Zoë O’Brien-Ñandú: evenings', slug: 'spring' }), '/cohorts/new');
  await course.dana.post('/cohorts/spring/opening', {}, '/cohorts/spring');
  await course.rosa.post('/join/spring/enrollment', {}, '/join/spring');
  await course.dana.post('/cohorts/spring/invitations', { people: 'محمد العلي <m@example.org>\nnobody' }, '/cohorts/spring');
  if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser?.close();
  await course.site.stop();
});

async function open(who: Visitor, path: string, { theme = 'light', width = 1280 }: { theme?: 'light' | 'dark'; width?: number } = {}): Promise<Page> {
  context = await browser!.newContext({ colorScheme: theme, viewport: { width, height: 900 } });
  await context.addCookies([{ name: 'session', value: who.cookieHeader().replace(/^.*session=([^;]+).*$/, '$1'), url: course.site.origin }]);
  const page = await context.newPage();
  await page.goto(course.site.origin + path);
  return page;
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run().then((result) => result.violations));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

const PAGES: readonly [string, 'rosa' | 'dana'][] = [
  ['/', 'rosa'],
  ['/modules/engagement', 'rosa'],
  ['/modules/ethics', 'rosa'],
  ['/lessons/engagement/reflections', 'rosa'],
  ['/join/spring', 'rosa'],
  ['/cohorts', 'dana'],
  ['/cohorts/new', 'dana'],
  ['/cohorts/spring', 'dana'],
];

describe.each([['light', 1280], ['dark', 320]] as const)('in %s, %d wide', (theme, width) => {
  for (const [path, who] of PAGES) {
    itWith('chromium', `· ${path} has no axe finding and no sideways scroll`, async () => {
      const page = await open(course[who], path, { theme, width });
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
});

/** Words of up to fourteen letters that a cell of a table breaks in two: those lie on two lines. E-mails and addresses may break. */
const brokenWords = (page: Page) =>
  page.evaluate(() => {
    const broken: string[] = [];
    for (const cell of document.querySelectorAll('td, th')) {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode as Text;
        for (const word of text.data.matchAll(/(?<![\p{L}@.:])\p{L}{2,14}(?![\p{L}@.:])/gu)) {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word[0]);
        }
      }
    }
    return broken;
  });

describe.each(['light', 'dark'] as const)('a table on a narrow screen, in %s', (theme) => {
  for (const [path, who] of [['/cohorts/spring', 'dana'], ['/lessons/engagement/reflections', 'rosa']] as const) {
    itWith('chromium', `· breaks no word in two: ${path}`, async () => {
      const page = await open(course[who], path, { theme, width: 360 });
      await page.locator('td details').evaluateAll((folded) => folded.forEach((one) => one.setAttribute('open', '')));
      expect(await page.locator('td').count()).toBeGreaterThan(3);
      expect(await brokenWords(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  }

  itWith('chromium', '· keeps inside its box what is hidden from eyes', async () => {
    const page = await open(course.dana, '/cohorts', { theme, width: 360 });
    expect(await page.locator('.table-region').evaluate((region) => getComputedStyle(region).position)).toBe('relative');
  });
});

describe('a reflection', () => {
  const box = (page: Page) => page.locator('#text-when-i-was-new');
  const status = (page: Page) => page.locator('#when-i-was-new [data-status]');

  itWith('chromium', '· saves itself, and says when', async () => {
    const page = await open(course.rosa, FIRST);
    await box(page).fill('Ñandú, 王小明');
    await box(page).blur();
    await status(page).filter({ hasText: /Saved at \d/ }).waitFor();
    await page.reload();
    expect(await box(page).inputValue()).toBe('Ñandú, 王小明');
  });

  itWith('chromium', '· keeps what was typed over a dead network and a reload', async () => {
    const page = await open(course.rosa, FIRST);
    await page.route('**/answers/**', (route) => route.abort());
    await box(page).fill('Written on the train');
    await box(page).blur();
    await status(page).filter({ hasText: 'Not saved yet' }).waitFor();
    await page.reload();
    expect(await box(page).inputValue()).toBe('Written on the train');
    await page.unroute('**/answers/**');
    await box(page).press('End');
    await box(page).pressSequentially('.');
    await box(page).blur();
    await status(page).filter({ hasText: /Saved at \d/ }).waitFor();
    expect((await course.rosa.get(FIRST)).text).toContain('Written on the train.');
  });

  itWith('chromium', '· open on two pages overwrites nothing', async () => {
    const page = await open(course.rosa, FIRST);
    const other = await context!.newPage();
    await other.goto(course.site.origin + FIRST);
    await box(other).fill('From the other page');
    await box(other).blur();
    await status(other).filter({ hasText: /Saved at \d/ }).waitFor();
    await box(page).fill('From this page');
    await box(page).blur();
    await status(page).filter({ hasText: 'A newer text was saved' }).waitFor();
    await page.locator('#when-i-was-new button[type="submit"]').click();
    expect(await page.locator('blockquote').textContent()).toBe('From the other page');
    expect(await page.locator('textarea').inputValue()).toBe('From this page');
  });
});
