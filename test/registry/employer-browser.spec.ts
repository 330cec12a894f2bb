import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { NewListing } from '#libs/registry';
import type { RunningApp } from '#libs/web';
import { startRegistry } from '../../apps/registry/src/index.ts';
import { testUrl } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';
import { itWith } from '../support/tools.ts';
import { aFile, aListing, openBook, type Book } from './support/book.ts';

const chromiumIsHere = !(process.env['PEERWAY_MISSING_TOOLS'] ?? '').split(' ').includes('chromium');
const certificate = Buffer.from('%PDF-1.7\nas issued\n%%EOF\n');

let book: Book;
let app: RunningApp;
let browser: Browser;
let folder: string;
let listing: NewListing;
beforeAll(async () => {
  book = await openBook();
  app = await startRegistry({ settings: testSettings({ PEERWAY_REGISTRY_PORT: '0', PEERWAY_LOG_LEVEL: 'silent' }), clock: book.clock, databaseUrl: testUrl(book.house.name, 'peerway_registry') });
  listing = aListing({ name: '王小明' });
  await book.service.list(listing);
  await book.service.publishFile(aFile(listing, certificate));
  folder = mkdtempSync(join(tmpdir(), 'peerway-drop-'));
  writeFileSync(join(folder, 'Zertifikat 王小明.pdf'), certificate);
  writeFileSync(join(folder, 'other.pdf'), 'other');
  if (chromiumIsHere) browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  await app.stop();
  await book.house.drop();
});

async function open(): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`http://127.0.0.1:${app.port}/`, { waitUntil: 'load' });
  return page;
}

/** Drags files from the disk over a place, as the browser itself sees it, and lets go there. */
async function drop(page: Page, place: Locator, names: readonly string[], letGo = true): Promise<void> {
  await place.scrollIntoViewIfNeeded();
  const { x, y } = (await place.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: names.map((name) => join(folder, name)), dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', ...(letGo ? (['drop'] as const) : [])] as const) await session.send('Input.dispatchDragEvent', { type, x: x + 6, y: y + 6, data });
}

const zone = (page: Page): Locator => page.locator('form[data-drop-zone]');
const status = (page: Page): Locator => page.locator('[data-drop-status]');

describe('a certificate that is dropped', () => {
  itWith('chromium', '· anywhere on its form is chosen, said so, and checked by one press of a key', async () => {
    const page = await open();
    await drop(page, zone(page), ['Zertifikat 王小明.pdf'], false);
    expect(await zone(page).getAttribute('class')).toContain('drop-zone-over');
    await drop(page, zone(page), ['Zertifikat 王小明.pdf']);
    await page.waitForFunction(() => document.querySelector('[data-drop-status]')?.textContent !== '');
    expect([await status(page).textContent(), await zone(page).getAttribute('class')]).toEqual(['Zertifikat 王小明.pdf is chosen. Now press the button below.', expect.not.stringContaining('drop-zone-over')]);
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Check the file');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/file-verifications');
    expect(await page.textContent('main')).toContain('byte for byte the certificate that was issued');
    expect(await page.textContent('main')).toContain(listing.number);
    await page.close();
  });

  itWith('chromium', '· with another one is not chosen: which is meant cannot be guessed', async () => {
    const page = await open();
    await drop(page, zone(page), ['Zertifikat 王小明.pdf', 'other.pdf']);
    await page.waitForFunction(() => document.querySelector('[data-drop-status]')?.textContent !== '');
    expect([await status(page).textContent(), await page.locator('input[type="file"]').inputValue()]).toEqual(['Please drop one file at a time.', '']);
    await page.close();
  });

  itWith('chromium', '· beside its form does not open in the place of the page, and is not chosen', async () => {
    const page = await open();
    await page.getByLabel('Certification number').fill('MSP-2026-000001');
    await drop(page, page.locator('h1'), ['Zertifikat 王小明.pdf']);
    expect([new URL(page.url()).pathname, await page.getByLabel('Certification number').inputValue(), await page.locator('input[type="file"]').inputValue()]).toEqual(['/', 'MSP-2026-000001', '']);
    await page.close();
  });
});

describe('a printed answer', () => {
  itWith('chromium', '· carries the facts, the standing and the time of the check, and nothing to fill in', async () => {
    const page = await browser.newPage();
    await page.emulateMedia({ media: 'print' });
    for (const path of [`/v/${listing.code}?on=2026-02-01`, '/v/unknown']) {
      await page.goto(`http://127.0.0.1:${app.port}${path}`, { waitUntil: 'load' });
      expect(await page.locator('main input:visible, main button:visible').count()).toBe(0);
      expect(await page.locator('time:visible').count()).toBeGreaterThan(0);
    }
    await page.goto(`http://127.0.0.1:${app.port}/v/${listing.code}`, { waitUntil: 'load' });
    for (const words of [listing.name, listing.number, 'Active']) expect(await page.getByText(words, { exact: true }).first().isVisible()).toBe(true);
    await page.close();
  });
});

describe('the field of the file', () => {
  itWith('chromium', '· is reached by keyboard, keeps its label and hint, and tells what was chosen', async () => {
    const page = await open();
    const field = page.getByLabel('Certificate (PDF, at most 10 MB)');
    await field.focus();
    expect(await page.evaluate(() => document.getElementById(document.activeElement!.getAttribute('aria-describedby')!)?.textContent)).toBe('You can also drop the file here.');
    await field.setInputFiles(join(folder, 'other.pdf'));
    expect(await status(page).textContent()).toBe('other.pdf is chosen. Now press the button below.');
    await field.setInputFiles([]);
    expect([await status(page).textContent(), await status(page).getAttribute('role')]).toEqual(['', 'status']);
    await page.close();
  });

  itWith('chromium', '· is there on an answer, too, to try again', async () => {
    const page = await open();
    await drop(page, zone(page), ['other.pdf']);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/file-verifications');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This is not a PDF');
    await drop(page, zone(page), ['Zertifikat 王小明.pdf']);
    await page.waitForFunction(() => document.querySelector('[data-drop-status]')?.textContent !== '');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: listing.name }).waitFor();
    await page.close();
  });
});
