import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ApplicationQueries } from '#libs/certification';
import type { Actor } from '#libs/identity';
import { testSite, type TestSite } from '../support/site.ts';
import { itWith } from '../support/tools.ts';
import { Body } from './support/body.ts';

const CHROMIUM = '/usr/bin/chromium';
const NARROW = 320;

let site: TestSite;
let body: Body;
let browser: Browser | undefined;
let registrar: Actor;

beforeAll(async () => {
  site = await testSite();
  body = await Body.around(site);
  registrar = await body.registrar();
  if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  await (body as Body | undefined)?.leave();
  await site.stop();
});

async function open(person: { id: string }, path: string, theme: 'light' | 'dark' = 'light', width = 1280): Promise<Page> {
  const context = await browser!.newContext({ colorScheme: theme, viewport: { width, height: 900 } });
  const session = (await site.signedIn(person.id)).cookieHeader().replace('session=', '');
  await context.addCookies([{ name: 'session', value: session, url: site.origin }]);
  const page = await context.newPage();
  const answer = await page.goto(`${site.origin}${path}`);
  expect([path, answer?.status()]).toEqual([path, 200]);
  return page;
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function check(person: { id: string }, path: string, theme: 'light' | 'dark', width: number): Promise<void> {
  const page = await open(person, path, theme, width);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe.run().then((result) => result.violations));
  const findings = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
  expect({ path, findings }).toEqual({ path, findings: [] });
  expect([path, await page.evaluate(() => document.documentElement.scrollWidth) <= width]).toEqual([path, true]);
  if (process.env['PEERWAY_PICTURES']) await page.screenshot({ path: `${process.env['PEERWAY_PICTURES']}/${path.replace(/\W+/g, '-')}-${theme}-${width}.png`, fullPage: true });
  await page.context().close();
}

describe('a draft in a browser', () => {
  itWith('chromium', '· saves itself as one writes, and says when', async () => {
    const cher = await body.trainee('Cher');
    await body.opened(cher);
    const page = await open(cher, '/application');
    await page.fill('[name="note"]', 'I trained at Copeland Center');
    await page.click('summary:text-is("Core training")');
    await page.fill('[name="waiverReasons[training]"]', 'Trained in Ohio');
    await page.waitForResponse((response) => response.request().method() === 'PUT' && response.request().postData()?.includes('Ohio') === true);
    await page.waitForFunction(() => /^Saved \d/.test(document.querySelector('[data-draft-status]')?.textContent ?? ''));
    const kept = async () => (await body.get(ApplicationQueries).latest(cher.id))!.draft;
    expect(await kept()).toEqual({ note: 'I trained at Copeland Center', waiverReasons: { training: 'Trained in Ohio' } });
    await page.reload();
    expect(await page.inputValue('[name="waiverReasons[training]"]')).toBe('Trained in Ohio');
    await page.context().close();
  });

  itWith('chromium', '· is handed in by one press, though it saves itself as the box loses the focus', async () => {
    const cher = await body.trainee('Cher');
    await body.earn(cher.id);
    await body.signAndAttest(cher);
    await body.opened(cher);
    const page = await open(cher, '/application');
    await page.check('[name="released"]');
    const button = (await page.locator('main button:not([formaction])', { hasText: 'Hand in' }).boundingBox())!;
    await page.mouse.move(button.x + button.width / 2, button.y + 4);
    await page.mouse.down();
    await page.waitForTimeout(300); // as long as a press takes, and long enough for the page to say that it saves
    await page.mouse.up();
    await page.waitForURL(/\/application$/);
    await page.waitForFunction(() => !document.querySelector('[name="released"]'));
    expect((await body.get(ApplicationQueries).latest(cher.id))!.state).toBe('submitted');
    await page.context().close();
  });

  itWith('chromium', '· of an older window is not saved over the newer one, and says so', async () => {
    const cher = await body.trainee('Cher');
    await body.opened(cher);
    const [older, newer] = [await open(cher, '/application'), await open(cher, '/application')];
    const status = (page: Page, words: string) => page.waitForFunction((text) => document.querySelector('[data-draft-status]')?.textContent?.startsWith(text), words);
    await newer.fill('[name="note"]', 'From the phone');
    await status(newer, 'Saved');
    await older.fill('[name="note"]', 'From the laptop');
    await status(older, 'This page is older');
    expect((await body.get(ApplicationQueries).latest(cher.id))!.draft.note).toBe('From the phone');
    await older.click('button[formaction]');
    expect(await older.textContent('main')).toContain('From the phone');
    expect(await older.inputValue('[name="note"]')).toBe('From the laptop');
    for (const page of [older, newer]) await page.context().close();
  });
});

describe.each([
  ['light', 1280],
  ['dark', NARROW],
] as const)('in %s at %i', (theme, width) => {
  itWith(
    'chromium',
    '· no page has an axe finding or scrolls sideways',
    async () => {
      const fresh = await body.trainee();
      await body.opened(fresh);
      await body.statement(fresh.id, { domain: 'ethics', minutes: 200 });
      for (const path of ['/certification', '/ethics', '/attestation', '/application']) await check(fresh, path, theme, width);
      const done = await body.trainee('王小明');
      const id = await body.applied(done, 'I keep well by walking.');
      await body.reviewed(registrar, id);
      const number = await body.certified(await body.trainee(), registrar);
      const pages = ['/registrar', `/registrar/applications/${id}`, `/registrar/applications/${id}/narrative`, '/registrar/certifications', `/registrar/certifications/${number}`, `/registrar/certifications/${number}/revocation`];
      for (const path of pages) await check(registrar, path, theme, width);
    },
    120_000,
  );
});
