import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { NewListing } from '#libs/registry';
import type { RunningApp } from '#libs/web';
import { startRegistry } from '../../apps/registry/src/index.ts';
import { testUrl } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';
import { itWith } from '../support/tools.ts';
import { aDecision, aFile, aListing, openBook, type Book } from './support/book.ts';

const chromiumIsHere = !(process.env['PEERWAY_MISSING_TOOLS'] ?? '').split(' ').includes('chromium');
const certificate = Buffer.from('%PDF-1.7\nas issued\n%%EOF\n');

let book: Book;
let app: RunningApp;
let browser: Browser;
let active: NewListing;
let storied: NewListing;

beforeAll(async () => {
  book = await openBook();
  app = await startRegistry({ settings: testSettings({ PEERWAY_REGISTRY_PORT: '0', PEERWAY_LOG_LEVEL: 'silent' }), clock: book.clock, databaseUrl: testUrl(book.house.name, 'peerway_registry') });
  [active, storied] = [aListing(), aListing({ name: 'María Guadalupe Šimůnková-Wolfeschlegelstein محمد العلي', title: 'Certified Peer Specialist in a title that is longer than most' })];
  await book.service.list(active);
  await book.service.list(storied);
  const successor = aListing({ supersedesListingId: storied.id });
  await book.service.list(successor);
  await book.service.record(aDecision(storied, 'suspended', '2026-02-01', { publicNote: 'A complaint is looked into.' }));
  await book.service.record(aDecision(storied, 'reinstated', '2026-02-20'));
  await book.service.record(aDecision(storied, 'superseded', '2026-03-01', { successorListingId: successor.id, publicNote: 'The name was corrected.' }));
  await book.service.publishFile(aFile(active, certificate));
  await book.service.pinSigningCertificate({ der: Buffer.from('root'), role: 'root', subject: 'Model State Peer Certification Board Root CA', notAfter: new Date('2056-01-01T00:00:00Z') });
  if (chromiumIsHere) browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  await app.stop();
  await book.house.drop();
});

const at = (path: string) => `http://127.0.0.1:${app.port}${path}`;
const PATHS = {
  'the start': () => '/',
  'an active certification': () => `/v/${active.code}`,
  'a replaced one, on a day of its suspension': () => `/v/${storied.code}?on=2026-02-10`,
  'a wrong day': () => `/v/${active.code}?on=never`,
  'an unknown code': () => '/v/unknown',
  'how to read the answer': () => '/reading',
  'the root certificate': () => '/root-certificates',
  'a page that is not there': () => '/no-such-page',
} satisfies Record<string, () => string>;

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe.run().then((result) => result.violations));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

describe.each([
  ['light', 1280],
  ['light', 320],
  ['dark', 320],
] as const)('in %s at %i', (colorScheme, width) => {
  for (const [name, path] of Object.entries(PATHS))
    itWith('chromium', `· ${name} has no axe finding, no blocked script and no sideways scroll`, async () => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && !message.text().includes('status of 4') && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(at(path()), { waitUntil: 'load' });
      expect({ findings: await findings(page), complaints }).toEqual({ findings: [], complaints: [] });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    });
});

describe('an employer without script', () => {
  itWith('chromium', '· checks by number and name, then another day, then the file', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    page.setDefaultTimeout(5000);
    await page.goto(at('/'));
    await page.getByLabel('Certification number').fill(active.number.toLowerCase());
    await page.getByLabel('Any part of the certified name').fill('Smith');
    await page.getByRole('button', { name: 'Check number and name' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nothing in the registry matches');
    await page.getByLabel('Any part of the certified name').fill('nandu');
    await page.getByRole('button', { name: 'Check number and name' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(active.name);
    expect(await page.locator('.notice').first().textContent()).toMatch(/Active\s+since January 10, 2026/);
    await page.getByRole('textbox', { name: 'Day' }).fill('2026-01-09');
    await page.getByRole('button', { name: 'Show that day' }).click();
    expect(await page.locator('.notice', { hasText: 'On January 9, 2026' }).textContent()).toContain('Not yet issued');
    await page.goto(at('/'));
    await page.getByLabel('Certificate (PDF').setInputFiles({ name: 'certificate.pdf', mimeType: 'application/pdf', buffer: certificate });
    await page.getByRole('button', { name: 'Check the file' }).click();
    expect(await page.textContent('main')).toContain('byte for byte the certificate that was issued');
    expect(await page.context().cookies()).toEqual([]);
    await page.close();
  });
});
