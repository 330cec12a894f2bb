import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { addPerson } from '../support/cast.ts';
import { checkHouse, type CheckHouse } from '../support/check-cast.ts';
import { multipleItem, singleItem } from '../support/items.ts';
import { testSite, type TestSite } from '../support/site.ts';
import { itWith } from '../support/tools.ts';

const CHROMIUM = '/usr/bin/chromium';

let site: TestSite;
let school: CheckHouse;
let browser: Browser | undefined;
let context: BrowserContext;
let page: Page;
let rosa: { id: string; roles: [] };
let attempt: string;

beforeAll(async () => {
  site = await testSite();
  school = await checkHouse(site.house.database, site.clock, site.settings);
  if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
beforeEach(async () => {
  rosa = { id: await addPerson(site.house.database), roles: [] };
  attempt = await school.checks.start(rosa, await school.offer([singleItem(1), singleItem(2), singleItem(3), multipleItem(4)]));
  if (!browser) return;
  context = await browser.newContext();
  const session = (await site.signedIn(rosa.id)).cookieHeader().replace('session=', '');
  await context.addCookies([{ name: 'session', value: session, url: site.origin }]);
  page = await context.newPage();
  await page.goto(`${site.origin}/checks/${attempt}`);
});
afterEach(async () => {
  await context?.close();
});
afterAll(async () => {
  await browser?.close();
  await site.stop();
});

const questions = async () => (await school.queries.sheet(rosa, attempt)).questions;
const chosen = async () => (await questions()).map(({ answer }) => answer?.chosen ?? []);
/** The numbers of the questions that ask for one answer, and the one that asks for several. */
const numbers = async () => {
  const all = await questions();
  return { one: all.filter(({ kind }) => kind === 'single').map(({ number }) => number), several: all.find(({ kind }) => kind === 'multiple')!.number };
};
const field = (number: number, on: Page = page) => on.locator(`[data-question="${number}"]`);
const option = (number: number, position: number, on: Page = page) => field(number, on).locator(`.choice input[value="${position}"]`);
const status = (on: Page = page) => on.locator('[data-check-status]');
const receipt = (number: number, on: Page = page) => field(number, on).locator('[data-receipt]');
const untilSaid = (words: string, on: Page = page) => on.waitForFunction((text) => document.querySelector('[data-check-status]')?.textContent?.includes(text), words);
const stored = (on: Page = page) => on.evaluate(() => Object.keys(localStorage).length);

describe('a check in a browser', () => {
  itWith('chromium', '· saves each change at once and shows its receipt', async () => {
    const { one, several } = await numbers();
    await option(one[0]!, 1).check();
    await option(several, 3).check();
    await option(several, 0).check();
    await untilSaid('All answers are saved.');
    const saved = await questions();
    expect(saved[one[0]! - 1]!.answer).toMatchObject({ chosen: [1], sequence: 1 });
    expect(saved[several - 1]!.answer).toMatchObject({ chosen: [0, 3], sequence: 2 });
    expect(await receipt(several).textContent()).toMatch(new RegExp(`^Saved 9:00\\sAM · receipt ${saved[several - 1]!.answer!.receipt}$`));
    expect(await stored()).toBe(0);
  });

  itWith('chromium', '· without a connection keeps answers on the device and saves them when it is back', async () => {
    const [first, second] = (await numbers()).one as [number, number];
    await context.setOffline(true);
    await option(first, 0).check();
    await option(first, 2).check();
    await option(second, 1).check();
    await untilSaid('No connection.');
    expect(await chosen()).toEqual([[], [], [], []]);
    expect(await stored()).toBe(1);
    await context.setOffline(false);
    await untilSaid('All answers are saved.');
    const after = await chosen();
    expect([after[first - 1], after[second - 1]]).toEqual([[2], [1]]);
    expect(await stored()).toBe(0);
  });

  itWith('chromium', '· that was closed without a connection saves its answers when it is opened again', async () => {
    const [first] = (await numbers()).one as [number];
    await context.setOffline(true);
    await option(first, 2).check();
    await untilSaid('No connection.');
    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(`${site.origin}/checks/${attempt}`);
    await untilSaid('All answers are saved.');
    expect(await option(first, 2).isChecked()).toBe(true);
    expect((await chosen())[first - 1]).toEqual([2]);
  });

  itWith('chromium', '· asks for a lost receipt again instead of taking its own answer for a newer one', async () => {
    const [first] = (await numbers()).one as [number];
    // The server takes the answer, but its receipt never arrives.
    let isLost = true;
    await page.route('**/answers/*', async (route) => {
      if (!isLost) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await option(first, 0).check();
    await untilSaid('No connection.');
    await option(first, 1).check();
    isLost = false;
    await untilSaid('All answers are saved.');
    expect((await questions())[first - 1]!.answer).toMatchObject({ chosen: [1], sequence: 2 });
    expect(await field(first).locator('[data-stale]').isVisible()).toBe(false);
  });

  itWith('chromium', '· on a stale page overwrites nothing and shows both', async () => {
    const [first] = (await numbers()).one as [number];
    const other = await context.newPage();
    await other.goto(`${site.origin}/checks/${attempt}`);
    await option(first, 0, other).check();
    await untilSaid('All answers are saved.', other);
    await option(first, 2).check();
    await untilSaid('There are newer answers than this page knew');
    expect((await chosen())[first - 1]).toEqual([0]);
    expect(await option(first, 0).isChecked()).toBe(true);
    expect(await field(first).locator('[data-stale]').textContent()).toMatch(/Here you chose: “Wrong \d”. Saved since on another page: “Right \d”/);
    await option(first, 2).check();
    await untilSaid('All answers are saved.');
    expect((await chosen())[first - 1]).toEqual([2]);
  });

  itWith('chromium', '· is not handed in while an answer is not saved', async () => {
    const { one, several } = await numbers();
    for (const number of one) await option(number, 0).check();
    await untilSaid('All answers are saved.');
    await context.setOffline(true);
    await option(several, 0).check();
    await untilSaid('No connection.');
    await page.getByRole('button', { name: 'Hand in' }).click();
    await untilSaid('so the check was not handed in');
    await context.setOffline(false);
    await untilSaid('All answers are saved.');
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.waitForURL('**/result');
    expect(await page.locator('h1').textContent()).toBe('Not there yet');
    expect((await chosen())[several - 1]).toEqual([0]);
  });

  itWith('chromium', '· after a sign-out says so, and saves what was kept after signing in again', async () => {
    const [first] = (await numbers()).one as [number];
    await context.clearCookies();
    await option(first, 2).check();
    await untilSaid('You were signed out.');
    const session = (await site.signedIn(rosa.id)).cookieHeader().replace('session=', '');
    await context.addCookies([{ name: 'session', value: session, url: site.origin }]);
    await page.reload();
    await untilSaid('All answers are saved.');
    expect((await chosen())[first - 1]).toEqual([2]);
  });

  itWith('chromium', '· and its result have no fault that axe finds, light and dark, wide and narrow', async () => {
    const look = async (): Promise<string[]> => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<axe.AxeResults> } }).axe.run());
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    };
    const narrow = () => page.evaluate(() => document.documentElement.scrollWidth <= 320);
    await school.checks.submit(rosa, attempt);
    const fresh = await school.checks.start(rosa, await school.offer([singleItem(1), singleItem(2), multipleItem(4)]));
    for (const path of [`/checks/${fresh}`, `/checks/${attempt}/result`]) {
      await page.goto(`${site.origin}${path}`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await look()).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await narrow()).toBe(true);
    }
    expect(await status().count()).toBe(0);
  });
});
