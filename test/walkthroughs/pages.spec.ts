import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OneTimeLinks } from '#libs/identity';
import { newId } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CAST, type CastName } from '../../apps/cli/src/demonstration/cast.ts';
import type { Visitor } from '../support/site.ts';
import { itWith } from '../support/tools.ts';
import { press, source, workModule } from './support/acts.ts';
import { become, findings, openChromium, sticksOut } from './support/chromium.ts';
import { openHouse, type House } from './support/house.ts';
import { taught } from './support/way.ts';

// Every page that answers a GET, as somebody of the demonstration sees it: it is there, axe finds nothing in light (wide) and dark (narrow), and at 320 px
// nothing has to be scrolled sideways (WCAG 2.2, 1.4.10).

const APPS = fileURLToPath(new URL('../../../apps', import.meta.url));
const LISTENING = 'engagement/role-play/listening';

/** Who looks; 'registry' is an employer there. */
type Looker = CastName | 'stranger' | 'registry';
/** A route as its controller writes it, who looks at it, and the address: the route itself when it has nothing to fill in. */
type Shown = readonly [route: string, who: Looker, path?: string, status?: number];

let house: House;
let browser: Browser | undefined;
let context: BrowserContext;
let page: Page;
/** Addresses that are known only once the house stands. */
const at: Record<string, string> = {};
const visitors = new Map<CastName, Visitor>();

const PAGES: readonly Shown[] = [
  ['/sign-in', 'stranger'],
  ['/sign-up', 'stranger'],
  ['/forgot-password', 'stranger'],
  ['/reset-password/:token', 'stranger'],
  ['/verify-email/:token', 'stranger'],
  ['/invitation/:token', 'stranger'],
  ['/change-email/:token', 'stranger'],
  ['/first-administrator/:token', 'stranger'],
  ['/confirm/:token', 'stranger'],
  ['/join/:slug', 'stranger', '/join/harbor'],
  ['/mailbox', 'stranger'],
  ['/mailbox/:id', 'stranger'],
  ['/', 'leilani'],
  ['/', 'rosa'],
  ['/', 'zoe'],
  ['/', 'odette'],
  ['/account', 'rosa'],
  ['/account/email', 'rosa'],
  ['/join/:slug', 'rosa', '/join/harbor'],
  ['/modules/:slug', 'rosa', '/modules/role'],
  ['/modules/:slug', 'rosa', '/modules/engagement'],
  ['/modules/:slug', 'rosa', '/modules/ethics'],
  ['/modules/:slug', 'zoe', '/modules/crisis'],
  ['/lessons/:module/:lesson', 'rosa', '/lessons/engagement/oars'],
  ['/lessons/:module/:lesson', 'rosa', '/lessons/engagement/listening-lab'],
  ['/lessons/:module/:lesson', 'rosa', '/lessons/role/opening-circle'],
  ['/lessons/:module/:lesson', 'leilani', '/lessons/role/opening-circle'],
  ['/lessons/:module/:lesson', 'zoe', '/lessons/crisis/asking-directly'],
  ['/checks/:attemptId', 'rosa'],
  ['/checks/:attemptId/result', 'zoe'],
  ['/role-plays/:attemptId', 'rosa'],
  ['/role-plays/:attemptId', 'rosa', 'withdrawn'],
  ['/role-plays/:attemptId', 'leilani', 'recording'],
  ['/role-plays/:attemptId/persona', 'leilani'],
  ['/role-plays/:attemptId/receipt', 'wei'],
  ['/role-plays/:attemptId/result', 'zoe'],
  ['/role-plays/:attemptId/result', 'zoe', 'notYet'],
  ['/recordings/:fileId/viewings', 'zoe'],
  ['/hours', 'rosa'],
  ['/hours', 'omar'],
  ['/hours/:id/amendment', 'omar'],
  ['/training', 'omar'],
  ['/training', 'leilani'],
  ['/certification', 'rosa'],
  ['/certification', 'zoe'],
  ['/ethics', 'rosa'],
  ['/ethics', 'zoe'],
  ['/attestation', 'rosa'],
  ['/attestation', 'wei'],
  ['/application', 'rosa'],
  ['/application', 'omar'],
  ['/application', 'wei'],
  ['/application', 'zoe'],
  ['/certifications/:number', 'zoe'],
  ['/certifications/:number', 'minh', 'suspended'],
  ['/certifications/:number', 'cher', 'expired'],
  ['/cohorts', 'dana'],
  ['/cohorts/new', 'dana'],
  ['/cohorts/:slug', 'dana', '/cohorts/harbor'],
  ['/cohorts/:slug/invitations/:id', 'dana'],
  ['/cohorts/:slug/meetings', 'amir', '/cohorts/harbor/meetings'],
  ['/cohorts/:slug/meetings/:module/:lesson', 'amir', '/cohorts/harbor/meetings/role/opening-circle'],
  ['/cohorts/:slug/meetings/:module/:lesson', 'dana', '/cohorts/harbor/meetings/ethics/boundary-lab'],
  ['/curricula/:slug', 'stranger', '/curricula/default'],
  ['/curricula/:slug', 'dana', '/curricula/default'],
  ['/curricula/:slug/coverage', 'amir', '/curricula/default/coverage'],
  ['/curricula/:slug/translations', 'odette', '/curricula/default/translations'],
  ['/forms', 'stranger'],
  ['/forms', 'rosa'],
  ['/supervisors', 'dana'],
  ['/supervisors', 'ada'],
  ['/roles', 'ada'],
  ['/roles', 'dana'],
  ['/grading', 'amir'],
  ['/grading/:submissionId', 'amir'],
  ['/grading/:submissionId/release', 'amir'],
  ['/supervision', 'june'],
  ['/registrar', 'odette'],
  ['/registrar/applications/:id', 'odette'],
  ['/registrar/applications/:id', 'tomas', 'decided'],
  ['/registrar/applications/:id/narrative', 'odette'],
  ['/registrar/training', 'odette'],
  ['/registrar/training/:id', 'odette'],
  ['/registrar/certifications', 'odette'],
  ['/registrar/certifications', 'odette', '/registrar/certifications?q=Cher'],
  ['/registrar/certifications/:number', 'odette'],
  ['/registrar/certifications/:number/:noun', 'odette'],
  ['/registrar/name-corrections', 'odette'],
  ['/registrar/second-looks', 'odette'],
  ['/registrar/second-looks/:number', 'odette'],
  ['/account', 'rosa', '/nowhere', 404],
  ['/registrar', 'rosa', '/registrar', 403],
  ['/registry', 'registry', '/'],
  ['/registry/v/:code', 'registry', 'active'],
  ['/registry/v/:code', 'registry', 'paused'],
  ['/registry/v/:code', 'registry', 'ended'],
  ['/registry/v/:code', 'registry', '/v/AAAAA-AAAAA', 404],
  ['/registry/reading', 'registry'],
  ['/registry/root-certificates', 'registry'],
];

/** Routes that answer a file, data, or only the way on. */
const NO_PAGES = ['/curricula', '/curricula/:slug/syllabus', '/certifications/:number/certificate', '/training/:id/document', '/registrar/training/:id/document', '/recordings/:fileId', '/media/:sha256', '/registry/v', '/registry/root-certificates/:sha256', '/registry/api/v1/openapi.json', '/registry/api/v1/verifications/:code'];

/** Looked at one by one, whatever there is of them. */
const EACH = ['/forms/:slug'];

/** Every GET of the controllers of an app. */
function routesOf(app: string, prefix: string): string[] {
  const folder = join(APPS, app, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.controller.ts'));
  return files.flatMap((name) => {
    let base = '';
    return [...readFileSync(join(folder, name), 'utf8').matchAll(/^ *@(Controller|Get)\((?:'([^']*)')?\)/gm)].flatMap(([, kind, path = '']) => {
      if (kind === 'Get') return [`${prefix}/${[base, path].filter(Boolean).join('/')}`.replace(/(.)\/$/, '$1')];
      base = path;
      return [];
    });
  });
}

it('every page of the controllers is looked at', () => {
  const looked = new Set([...PAGES.map(([route]) => route), ...NO_PAGES, ...EACH]);
  expect([...routesOf('lms', ''), ...routesOf('registry', '/registry')].filter((route) => !looked.has(route))).toEqual([]);
});

const as = async (who: CastName): Promise<Visitor> => house.signedIn(await house.personId(CAST[who].email));

async function one<T>(sql: string, values: readonly unknown[] = []): Promise<T> {
  const [row] = await house.house.database.read<T>(sql, values);
  if (!row) throw new Error(`Nothing for ${sql}`);
  return row;
}

/** The demonstration stands at many stages; these acts open the pages that nobody of it has open. */
async function openEveryStage(): Promise<void> {
  for (const who of ['rosa', 'leilani'] as const) await workModule(house, await as(who), 'engagement');
  const [rosa, leilani, wei, omar, dana, odette] = [await as('rosa'), await as('leilani'), await as('wei'), await as('omar'), await as('dana'), await as('odette')];
  at['/checks/:attemptId'] = await press(rosa, '/modules/engagement/check-attempts', '/modules/engagement');
  const begin = (who: Visitor): Promise<string> => press(who, '/modules/engagement/role-play-attempts', '/modules/engagement', { rolePlay: LISTENING });
  at['withdrawn'] = await begin(rosa);
  await press(rosa, `${at['withdrawn']}/consents/trainee`, at['withdrawn'], { name: 'Rosa', agree: 'yes' });
  await press(rosa, `${at['withdrawn']}/consents/trainee/withdrawal`, at['withdrawn']);
  at['/role-plays/:attemptId'] = await begin(rosa);
  at['recording'] = await begin(leilani);
  for (const party of ['trainee', 'partner']) await press(leilani, `${at['recording']}/consents/${party}`, at['recording'], { name: CAST.dana.legalName, agree: 'yes' });
  at['/role-plays/:attemptId/persona'] = `${at['recording']}/persona`;
  await press(omar, '/application', '/application');
  await press(wei, '/ethics/signature', '/ethics', { agreed: 'yes', signature: CAST.wei.legalName });
  await press(wei, '/attestation', '/attestation', { agreed: 'yes', signature: CAST.wei.legalName, narrative: 'I walk, and I say so when a day is hard.' });
  await press(wei, '/application', '/application');
  const reasons = [...(await source(wei, '/application')).matchAll(/name="(waiverReasons\[[^"]+\])"/g)].map(([, name]) => [name!, 'Trained and worked in Ohio for six years'] as const);
  await press(wei, '/application/submission', '/application', { version: '0', note: 'Please look', released: 'yes', ...Object.fromEntries(reasons) });
  const application = (await one<{ id: string }>(`select id from applications where person_id = $1`, [await house.personId(CAST.wei.email)])).id;
  at['/registrar/applications/:id'] = `/registrar/applications/${application}`;
  at['/registrar/applications/:id/narrative'] = `/registrar/applications/${application}/narrative`;
  await press(odette, `${at['/registrar/applications/:id']}/claim`, '/registrar');
  await press(wei, '/training', '/training', { provider: 'Academy of a very long name that does not end before the line does', fromDay: '2026-03-02', toDay: '2026-03-13', 'time-advocacy': '12', 'time-mentoring': '', 'time-recovery': '', 'time-ethics': '1:30' });
  at['/cohorts/:slug/invitations/:id'] = await press(dana, '/cohorts/harbor/invitations', '/cohorts/harbor', { people: 'محمد العلي <new.person.with.a.long.address@mail.of.an.organization.example>\nnobody' });
}

/** Reads the addresses of what is there. */
async function findAddresses(): Promise<void> {
  const { database } = house.house;
  const links = new OneTimeLinks(database, house.clock);
  const of = async (who: CastName): Promise<string> => house.personId(CAST[who].email);
  const token = async (purpose: Parameters<OneTimeLinks['make']>[0], who: CastName | null): Promise<string> => links.make(purpose, who && (await of(who)));
  at['/reset-password/:token'] = `/reset-password/${await token('reset-password', 'rosa')}`;
  at['/verify-email/:token'] = `/verify-email/${await token('verify-email', 'rosa')}`;
  at['/invitation/:token'] = `/invitation/${await token('invitation', 'rosa')}`;
  at['/change-email/:token'] = `/change-email/${await token('change-email', 'rosa')}`;
  at['/first-administrator/:token'] = `/first-administrator/${await token('first-administrator', null)}`;
  at['/confirm/:token'] = `/confirm/${await token('hours-to-confirm', 'june')}`;
  await house.idle();
  at['/mailbox/:id'] = `/mailbox/${(await one<{ id: string }>(`select id from mailbox_letters order by id limit 1`)).id}`;
  const zoe = await of('zoe');
  at['/checks/:attemptId/result'] = `/checks/${(await one<{ id: string }>(`select id from check_attempts where person_id = $1 order by id limit 1`, [zoe])).id}/result`;
  const played = await database.read<{ id: string; file: string; outcome: string }>(
    `select a.id, s.file_id as file, r.outcome from role_play_attempts a join role_play_submissions s on s.attempt_id = a.id join role_play_results r on r.submission_id = s.id where a.person_id = $1 order by a.id`,
    [zoe],
  );
  at['notYet'] = `/role-plays/${played.find(({ outcome }) => outcome !== 'passed')!.id}/result`;
  at['/role-plays/:attemptId/result'] = `/role-plays/${played.find(({ outcome }) => outcome === 'passed')!.id}/result`;
  at['/recordings/:fileId/viewings'] = `/recordings/${played[0]!.file}/viewings`;
  const waiting = await one<{ attempt: string; id: string }>(`select s.attempt_id as attempt, s.id from role_play_submissions s join role_play_attempts a on a.id = s.attempt_id where a.person_id = $1`, [await of('wei')]);
  at['/role-plays/:attemptId/receipt'] = `/role-plays/${waiting.attempt}/receipt`;
  at['/grading/:submissionId'] = `/grading/${waiting.id}`;
  at['/grading/:submissionId/release'] = `/grading/${waiting.id}/release`;
  at['/hours/:id/amendment'] = /href="(\/hours\/[^"]+\/amendment)"/.exec(await source(await as('omar'), '/hours'))![1]!;
  at['/registrar/training/:id'] = /href="(\/registrar\/training\/[^"]+)"/.exec(await source(await as('odette'), '/registrar/training'))![1]!;
  const listing = async (who: CastName): Promise<{ number: string; code: string }> =>
    one(`select c.number, l.code from certifications c join registry.listings l on l.id = c.id where c.person_id = $1`, [await of(who)]);
  const listings = [await listing('zoe'), await listing('minh'), await listing('cher')] as const;
  [at['active'], at['paused'], at['ended']] = listings.map(({ code }) => `/v/${code}`) as [string, string, string];
  [at['/certifications/:number'], at['suspended'], at['expired']] = listings.map(({ number }) => `/certifications/${number}`) as [string, string, string];
  at['/registrar/certifications/:number'] = `/registrar${at['suspended']}`;
  at['/registrar/certifications/:number/:noun'] = `/registrar${at['suspended']}/revocation`;
  at['decided'] = `/registrar/applications/${(await one<{ id: string }>(`select id from applications where person_id = $1`, [zoe])).id}`;
  const correction = { name: "Zoë O'Brien", reason: 'I married', idempotencyKey: newId() };
  await press(await as('zoe'), `${at['/certifications/:number']}/name-corrections`, at['/certifications/:number'], correction);
  const counted = await one<{ id: string }>(`select id from statements where person_id = $1 and kind = 'supervision' order by recorded_at limit 1`, [zoe]);
  await new TrainingRecord(database, house.clock, house.settings, new Jobs(database)).void(counted.id, await of('june'), 'supervisor', 'It was another week, and another person.');
  await house.idle();
  at['/registrar/second-looks/:number'] = `/registrar/second-looks/${listings[0].number}`;
}

beforeAll(async () => {
  house = await openHouse({ cast: true });
  browser = await openChromium();
  if (!browser) return;
  await openEveryStage();
  await findAddresses();
  for (const who of new Set(PAGES.map(([, looker]) => looker))) if (who !== 'stranger' && who !== 'registry') visitors.set(who, await as(who));
  context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
}, 60_000);

let signedIn: Looker = 'stranger';

async function goTo([route, who, path = route, status = 200]: Shown): Promise<void> {
  const origin = who === 'registry' ? house.settings.registryUrl : house.origin;
  if (who !== signedIn) await become(context, visitors.get(who as CastName) ?? null, house.origin);
  signedIn = who;
  const address = (path.startsWith('/') ? (at[path] ?? path) : at[path]!).replace(/^\/registry(?=\/|$)/, '');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  const response = await page.goto(origin + address, { timeout: 60_000 });
  const landed = new URL(page.url());
  expect([response?.status(), landed.pathname + landed.search]).toEqual([status, address === '' ? '/' : address]);
}

/** What is wrong with each of many pages on a dark and narrow screen. */
async function faultsOf(pages: readonly Shown[]): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const shown of pages) {
    await goTo(shown);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 800 });
    const faults = [...(await findings(page)), ...(await sticksOut(page))];
    if (faults.length > 0) found[shown[2]!] = faults;
  }
  return found;
}

describe('the lessons', () => {
  itWith('chromium', '· have nothing that axe finds, and fit a narrow screen', async () => {
    const { modules } = await taught(house);
    expect(await faultsOf(modules.flatMap(({ lessons }) => lessons).map(({ lineage }) => ['/lessons/:module/:lesson', 'zoe', `/lessons/${lineage}`]))).toEqual({});
  }, 600_000);
});

describe('the forms', () => {
  itWith('chromium', '· have nothing that axe finds, and fit a narrow screen', async () => {
    const forms = await house.house.database.read<{ slug: string }>(`select distinct slug from forms order by slug`);
    const agreements = ['code-of-ethics', 'consent-to-record', 'consent-of-the-partner'].map((slug) => ({ slug }));
    expect(await faultsOf([...forms, ...agreements].map(({ slug }) => ['/forms/:slug', 'stranger', `/forms/${slug}`]))).toEqual({});
  }, 180_000);
});

describe('a page', () => {
  for (const shown of PAGES) {
    const [route, who, path = ''] = shown;
    itWith('chromium', `· ${route}${path && ` (${path})`} for ${who} is there, in light and dark, wide and narrow`, async () => {
      await goTo(shown);
      expect(await findings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await findings(page)).toEqual([]);
      expect(await sticksOut(page)).toEqual([]);
    }, 90_000);
  }
});
