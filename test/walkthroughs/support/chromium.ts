import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Visitor } from '../../support/site.ts';

const isHere = !(process.env['PEERWAY_MISSING_TOOLS'] ?? '').split(' ').includes('chromium');

/** Debian's chromium with a made-up camera and microphone; undefined where there is none, and the tests that need it are skipped. */
export async function openChromium(): Promise<Browser | undefined> {
  if (!isHere) return undefined;
  const devices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...devices], timeout: 60_000 });
}

/** From now on the browser is signed in as the visitor; null is a stranger. */
export async function become(context: BrowserContext, who: Visitor | null, origin: string): Promise<void> {
  await context.clearCookies();
  const cookies = (who?.cookieHeader() ?? '').split('; ').filter(Boolean).map((pair) => ({ name: pair.split('=')[0]!, value: pair.slice(pair.indexOf('=') + 1), url: origin }));
  if (cookies.length > 0) await context.addCookies(cookies);
}

/** What axe finds on the page as it stands, with everything unfolded. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)) as { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] };
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
}

/** What sticks out of the window at the right; nothing when the page does not scroll sideways. */
export async function sticksOut(page: Page): Promise<string[]> {
  const script = `(() => { const width = document.documentElement.clientWidth; if (document.documentElement.scrollWidth <= width) return [];
    return ['page ' + document.documentElement.scrollWidth, ...[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1).map((one) => one.outerHTML.slice(0, 120))].slice(0, 8); })()`;
  return page.evaluate(script);
}

/** Asks a page again and again: its own policy forbids it to evaluate a text by itself. @throws Error when it never comes true. */
export async function untilTrue(page: Page, expression: string, withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; ) {
    if (await page.evaluate(expression)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`Never came true: ${expression}`);
}
