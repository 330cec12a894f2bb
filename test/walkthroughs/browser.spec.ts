import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAST, PASSWORD, type CastName } from '../../apps/cli/src/demonstration/cast.ts';
import { StillClock } from '../support/cast.ts';
import { itWith } from '../support/tools.ts';
import { answersTo, workModule } from './support/acts.ts';
import { openChromium, sticksOut, untilTrue } from './support/chromium.ts';
import { openHouse, type House } from './support/house.ts';

// The path in short, by hand and eye: a phone for Rosa, a keyboard for Amir, and whatever an employer has.

const PLAYER = `document.querySelector('[data-player]')`;
const SLOW_MS = 60_000;

let house: House;
let browser: Browser | undefined;
let rosa: Page;
let folder: string;
let attempt: string;
let wentWrong: string | undefined;
const complaints: string[] = [];

beforeAll(async () => {
  house = await openHouse({ cast: true, clock: new StillClock(new Date()) });
  folder = mkdtempSync(join(tmpdir(), 'peerway-browser-'));
  browser = await openChromium();
  if (browser) rosa = await newPage(360);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
}, SLOW_MS);

/** Each step begins where the one before ended; once one went wrong, the others would only make noise. */
function step(sentence: string, act: () => Promise<void>): void {
  const once = async (): Promise<void> => {
    if (wentWrong) throw new Error(`The story stopped at: ${wentWrong}`);
    wentWrong = sentence;
    await act();
    wentWrong = undefined;
  };
  itWith('chromium', sentence, once, 3 * SLOW_MS);
}

/** A browser of somebody's own. What it complains about is kept. */
async function newPage(width: number): Promise<Page> {
  const context = await browser!.newContext({ viewport: { width, height: 780 }, permissions: ['camera', 'microphone'], acceptDownloads: true });
  context.setDefaultTimeout(SLOW_MS);
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  return page;
}

async function signIn(page: Page, who: CastName): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${house.origin}/sign-in`);
  await page.getByLabel('E-mail').fill(CAST[who].email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${house.origin}/`);
}

const nextStep = (page: Page) => page.locator('.next-step a');
const fits = async (page: Page): Promise<void> => expect(await sticksOut(page)).toEqual([]);

describe('Rosa on her phone', () => {
  step('· signs in and opens the one next step', async () => {
    await signIn(rosa, 'rosa');
    expect(await rosa.locator('.next-step').count()).toBe(1);
    await fits(rosa);
    await nextStep(rosa).click();
    await rosa.waitForURL('**/lessons/engagement/validating-and-silence');
    await fits(rosa);
  });

  step('· is told what the lesson touches on, opens it, and writes a reflection, which saves itself', async () => {
    await rosa.getByRole('button', { name: 'Open the lesson' }).click();
    await rosa.locator('#text-my-silence').fill('Ñandú, 王小明: I waited, and she went on.');
    await rosa.locator('#text-my-silence').blur();
    await rosa.locator('#my-silence [data-status]').filter({ hasText: /Saved at \d/ }).waitFor();
    await rosa.reload();
    expect(await rosa.locator('#text-my-silence').inputValue()).toContain('and she went on');
  });

  step('· takes the check once the lessons are done', async () => {
    await workModule(house, await house.signedIn(await house.personId(CAST.rosa.email)), 'engagement');
    await signIn(rosa, 'rosa');
    await nextStep(rosa).click();
    await rosa.getByRole('button', { name: 'Start the check' }).click();
    await rosa.waitForURL('**/checks/*');
    await fits(rosa);
    for (const [number, chosen] of await answersTo(house, rosa.url().split('/').at(-1)!, 0)) {
      for (const position of chosen) await rosa.locator(`[data-question="${number}"] input[value="${position}"]:not([type=hidden])`).check();
    }
    await untilTrue(rosa, `document.querySelector('[data-check-status]').textContent.includes('All answers are saved.')`);
    await rosa.getByRole('button', { name: 'Hand in' }).click();
    await rosa.waitForURL('**/result');
    expect(await rosa.locator('h1').textContent()).toBe('You passed');
    expect(await rosa.locator('main').textContent()).toContain('10 of 10 right');
    await fits(rosa);
  });

  step('· records a role play with her partner beside her, and sends it', async () => {
    await rosa.goto(house.origin);
    await nextStep(rosa).click();
    await rosa.getByRole('button', { name: 'Open the role play' }).click();
    await rosa.waitForURL('**/role-plays/*');
    attempt = rosa.url();
    for (const name of [CAST.rosa.legalName, CAST.dana.legalName]) {
      await fits(rosa);
      await rosa.locator('[name=name]').fill(name);
      await rosa.locator('[name=agree]').check();
      await rosa.getByRole('button', { name: 'Say yes and go on' }).click();
      await rosa.waitForLoadState('load');
    }
    await rosa.locator('[data-start]').click();
    await rosa.locator('[data-time]').filter({ hasText: /0:0[4-9]/ }).waitFor();
    await fits(rosa);
    await rosa.locator('[data-stop]').click();
    await rosa.locator('[data-preview]').waitFor();
    await rosa.locator('[data-send]').click();
    await rosa.waitForURL('**/receipt');
    await fits(rosa);
    await house.idle();
  });
});

describe('Amir with a keyboard alone', () => {
  step('· goes from the queue to a released answer', async () => {
    const page = await newPage(1280);
    const tabTo = async (selector: string): Promise<void> => {
      for (let n = 0; n < 200; n++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`No way by Tab to ${selector}`);
    };
    await signIn(page, 'amir');
    const [waiting] = await house.house.database.read<{ id: string }>(`select id from role_play_submissions where attempt_id = $1`, [attempt.split('/').at(-1)]);
    await tabTo('nav a[href="/grading"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/grading');
    await tabTo(`a[href="/grading/${waiting!.id}"]`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/grading/${waiting!.id}`);
    await untilTrue(page, `${PLAYER}.readyState >= 1`);
    await page.keyboard.press('k');
    await untilTrue(page, `${PLAYER}.currentTime > 0.5`);
    await page.keyboard.press('c');
    await page.keyboard.type('You waited here. 很好');
    await tabTo('summary, [data-add-comment]');
    const criteria = await page.locator('input[type=radio][value="3"]').count();
    expect(criteria).toBeGreaterThanOrEqual(5);
    for (let n = 0; n < criteria; n++) {
      await page.keyboard.press('n');
      await page.keyboard.press('3');
    }
    expect(await page.locator('input[type=radio][value="3"]:checked').count()).toBe(criteria);
    await tabTo('button[value=release]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/release');
    expect(await page.locator('main').textContent()).toContain('Passed');
    await tabTo('main form button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/grading');
    expect(await page.locator('.flash').textContent()).toContain('Released: passed');
    await page.context().close();
  });
});

describe('Rosa, after the letter', () => {
  step('· reads her result, and a comment leads into the recording', async () => {
    await house.letters(CAST.rosa.email, 'Your role play has been reviewed');
    await rosa.goto(attempt);
    await rosa.waitForURL('**/result');
    expect(await rosa.locator('main').textContent()).toContain('You waited here. 很好');
    await fits(rosa);
    await untilTrue(rosa, `${PLAYER}.readyState >= 1 && Number.isFinite(${PLAYER}.duration) && ${PLAYER}.duration > 3`);
    const landed = await rosa.evaluate(`new Promise((done) => { const player = ${PLAYER}; player.onseeked = () => done(player.currentTime); player.currentTime = 2; })`);
    expect(landed).toBeCloseTo(2, 1);
    await rosa.locator('[data-seek]').first().click();
    await untilTrue(rosa, `!${PLAYER}.paused`);
  });
});

describe('an employer', () => {
  step('· checks the certificate that Zoë downloaded, and one that was changed', async () => {
    const zoe = await newPage(1280);
    await signIn(zoe, 'zoe');
    await zoe.goto(`${house.origin}/certification`);
    await zoe.locator('main a[href^="/certifications/"]').first().click();
    const [download] = await Promise.all([zoe.waitForEvent('download'), zoe.locator('a[href$="/certificate"]').first().click()]);
    const file = join(folder, 'certificate.pdf');
    await download.saveAs(file);
    await zoe.context().close();
    const employer = await newPage(1280);
    const check = async (path: string): Promise<string> => {
      await employer.goto(house.settings.registryUrl);
      await employer.locator('input[type=file]').setInputFiles(path);
      await employer.getByRole('button', { name: 'Check the file' }).click();
      await employer.waitForURL('**/file-verifications');
      return (await employer.locator('main').textContent()) ?? '';
    };
    const genuine = await check(file);
    for (const fact of [CAST.zoe.legalName, 'Active', 'byte for byte']) expect(genuine).toContain(fact);
    const changed = join(folder, 'changed.pdf');
    writeFileSync(changed, Buffer.concat([readFileSync(file), Buffer.from('\n')]));
    expect(await check(changed)).toContain('This file was changed after it was issued');
    await employer.context().close();
  });

  step('· and nobody else met a fault in the console', async () => {
    expect(complaints).toEqual([]);
    await Promise.resolve();
  });
});
