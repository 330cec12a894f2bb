import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { itWith } from '../support/tools.ts';
import { context, patterns, publicPage } from './sample.ts';
import { serve, views, type PatternSite } from './site.ts';

const visitor = { ...context, person: null, nav: [], flash: null };
const trouble = { message: null, next: { href: '/', label: 'Back to my path' } };
const PAGES: Readonly<Record<string, () => string>> = {
  '/people': () => views.render('pages/patterns', patterns, context),
  '/staff': () => views.render('pages/patterns/staff', patterns, { ...context, flash: { kind: 'caution', text: 'Somebody else claimed this one.' } }),
  '/public': () => views.render('pages/patterns/public', publicPage, visitor),
  ...Object.fromEntries([401, 403, 404, 409, 413, 422, 429, 500].map((status) => [`/errors/${status}`, () => views.render(`pages/errors/${status}`, trouble, visitor)])),
};
const WIDTHS = [1280, 320];
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const chromiumIsHere = !(process.env['PEERWAY_MISSING_TOOLS'] ?? '').split(' ').includes('chromium');

let site: PatternSite;
let browser: Browser;

beforeAll(async () => {
  site = await serve(PAGES);
  if (chromiumIsHere) browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  await site.stop();
});

/** Opens a page; whatever the browser complains about (a blocked style, a missing file) is kept. */
async function open(path: string, { theme = 'light', width = 1280, script = true }: { theme?: Theme; width?: number; script?: boolean } = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ colorScheme: theme, viewport: { width, height: 900 }, javaScriptEnabled: script });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  await page.goto(site.url + path, { waitUntil: 'load' });
  return { page, complaints };
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe.run().then((result) => result.violations));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

async function check(path: string, theme: Theme, width: number): Promise<void> {
  const { page, complaints } = await open(path, { theme, width });
  expect({ path, findings: await findings(page), complaints }).toEqual({ path, findings: [], complaints: [] });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.close();
}

describe.each(THEMES)('in %s', (theme) => {
  for (const width of WIDTHS) {
    for (const path of ['/people', '/staff', '/public']) {
      itWith('chromium', `· at ${width}, ${path} has no axe finding, no complaint of the browser and no sideways scroll`, () => check(path, theme, width));
    }
  }
});

describe.each(Object.keys(PAGES).filter((path) => path.startsWith('/errors/')))('the page %s', (path) => {
  itWith('chromium', '· has none either', () => check(path, 'dark', 320));
});

describe('targets on a small screen (WCAG 2.2, 2.5.8)', () => {
  itWith('chromium', '· of links and buttons that stand alone are at least 24 by 24', async () => {
    const { page } = await open('/people', { width: 320 });
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('nav a, .site-tools a, .button, .link-button, .crisis-help a, .choice input')]
        .map((one) => ({ text: one.textContent, ...one.getBoundingClientRect().toJSON() as DOMRect }))
        .filter(({ width, height }) => width < 24 || height < 24)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    await page.close();
  });
});

describe('a form that came back', () => {
  itWith('chromium', '· begins at the list of faults, and each leads into its field', async () => {
    const { page } = await open('/people');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-error-summary'))).toBe(true);
    expect(await page.title()).toBe('Please look at this again: Patterns – Peerway');
    for (const name of ['email', 'minutes', 'supervision', 'agreed']) {
      await page.click(`.error-summary a[href="#${name}"]`);
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe(name);
    }
    await page.close();
  });

  itWith('chromium', '· still has everything that was typed, but for the password', async () => {
    const { page } = await open('/people', { script: false });
    const typed = new URLSearchParams(await page.locator('form.form').evaluate((form) => [...new FormData(form as HTMLFormElement)].filter(([, value]) => typeof value === 'string').map(([name, value]) => [name, value as string])));
    expect(typed.get('activity')).toBe('We talked about going back to work.\nسلام');
    expect([typed.get('site'), typed.get('minutes'), typed.get('domain'), typed.get('supervision'), typed.getAll('competencies').join()]).toEqual(['Casa del Río', 'ninety', 'ethics', 'group', 'listening,sharing']);
    expect([typed.get('password'), typed.get('agreed'), typed.get('_csrf')]).toEqual(['', null, 'csrf-token']);
    expect(typed.get('idempotencyKey')).toMatch(/^[0-9a-f-]{36}$/);
    await page.close();
  });

  itWith('chromium', '· says that a change is not saved yet', async () => {
    const { page } = await open('/people');
    const hint = page.locator('[data-unsaved-hint]');
    expect(await hint.isVisible()).toBe(false);
    await page.fill('#site', '王小明');
    expect(await hint.isVisible()).toBe(true);
    await page.close();
  });
});

describe('leaving quickly', () => {
  for (const [how, act] of Object.entries({
    'the button': (page: Page) => page.click('[data-quick-exit]'),
    'Shift, three times': async (page: Page) => {
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
    },
  })) {
    itWith('chromium', `· by ${how}, takes the page out of the history`, async () => {
      const { page } = await open('/public');
      await page.route('https://www.weather.gov/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
      await page.goto(`${site.url}/people`);
      await act(page);
      await page.waitForURL('https://www.weather.gov/');
      await page.goBack();
      expect(page.url()).toBe(`${site.url}/public`);
      await page.close();
    });
  }

  itWith('chromium', '· is not done by Shift while writing capitals', async () => {
    const { page } = await open('/people');
    for (const letter of ['Shift+A', 'Shift+B', 'Shift+C', 'Shift+D']) await page.press('#site', letter);
    expect(page.url()).toBe(`${site.url}/people`);
    await page.close();
  });
});
