import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Lapses } from '#libs/assessment';
import { FileFolder, Retention, StoredFiles } from '#libs/files';
import { newId } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import type { Answer, Visitor } from '../support/site.ts';
import { RUBRIC, talk } from './support/stage.ts';
import { openScene, type Scene } from './support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.stop());

/** Sends a file as a form without script does: the token first, the file last. */
async function sendFile(browser: Visitor, attempt: string, bytes: Buffer, name = "Rosa's talk.webm"): Promise<Answer> {
  const form = new FormData();
  form.append('_csrf', await browser.token(`/role-plays/${attempt}`));
  form.append('idempotencyKey', newId());
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'video/webm' }), name);
  return browser.send('POST', `/role-plays/${attempt}/submission`, { 'sec-fetch-site': 'same-origin' }, form);
}

async function handedIn(): Promise<{ id: string; browser: Visitor; attempt: string; submission: string; file: string; bytes: Buffer }> {
  const who = await scene.trainee();
  const bytes = talk();
  expect((await sendFile(who.browser, who.attempt, bytes)).location).toBe(`/role-plays/${who.attempt}/receipt`);
  const [row] = await scene.site.house.database.read<{ id: string; file: string }>(`select id, file_id as file from role_play_submissions where attempt_id = $1`, [who.attempt]);
  return { ...who, bytes, submission: row!.id, file: row!.file };
}

function retentionOf({ site }: Scene): Retention {
  const [folder, jobs] = [new FileFolder(site.settings), new Jobs(site.house.database)];
  return new Retention(site.house.database, site.clock, jobs, new StoredFiles(site.house.database, site.clock, jobs, folder), folder);
}

const levels = (points: Readonly<Record<string, number>>): Record<string, string> =>
  Object.fromEntries(RUBRIC.criteria.flatMap(({ key }) => [[`criteria[${key}][level]`, String(points[key] ?? 3)], [`criteria[${key}][evidence]`, '1:05']]));

describe('before recording', () => {
  it('· the trainee reads the card, the whole consent and how many days the recording is kept', async () => {
    const { browser, attempt } = await scene.trainee(false);
    const { text, status } = await browser.get(`/role-plays/${attempt}`);
    expect(status).toBe(200);
    for (const words of ['Marisol is 23.', 'This talk touches on drinking.', 'Who may watch', 'deleted 60 days after the result', 'deleted 180 days after it is handed in', 'letter two weeks before', 'name="agree"']) expect(text).toContain(words);
    expect(text).not.toContain('Her phone bill is late');
  });

  it('· a consent without a name or a tick comes back with what was typed', async () => {
    const { browser, attempt } = await scene.trainee(false);
    const answer = await browser.post(`/role-plays/${attempt}/consents/trainee`, { name: "Rosa O'Brien" }, `/role-plays/${attempt}`);
    expect([answer.status, answer.text.includes('value="Rosa O&#x27;Brien"'), answer.text.includes('Please tick the box')]).toEqual([422, true, true]);
  });

  it('· the partner is asked after the trainee, by name, and has the card of the persona on a page', async () => {
    const { browser, attempt } = await scene.trainee(false);
    await browser.post(`/role-plays/${attempt}/consents/trainee`, { name: 'Rosa', agree: 'yes' }, `/role-plays/${attempt}`);
    expect((await browser.get(`/role-plays/${attempt}`)).text).toContain('Consent to be recorded as the partner');
    await browser.post(`/role-plays/${attempt}/consents/partner`, { name: '王小明', agree: 'yes' }, `/role-plays/${attempt}`);
    const record = (await browser.get(`/role-plays/${attempt}`)).text;
    expect([record.includes('data-recorder='), record.includes('type="file"'), record.includes('王小明')]).toEqual([true, true, true]);
    expect((await browser.get(`/role-plays/${attempt}/persona`)).text).toContain('Her phone bill is late');
  });
});

describe('handing in without a script', () => {
  it('· keeps the file byte by byte and gives a receipt', async () => {
    const { browser, attempt, file, bytes } = await handedIn();
    const receipt = await browser.get(`/role-plays/${attempt}/receipt`);
    expect(receipt.text).toMatch(/<code>[0-9A-Z]{10}<\/code>/);
    expect((await browser.get(`/role-plays/${attempt}`)).location).toBe(`/role-plays/${attempt}/receipt`);
    const played = await fetch(`${scene.site.origin}/recordings/${file}`, { headers: { cookie: browser.cookieHeader() } });
    expect(Buffer.from(await played.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('· says at its field what is wrong with a file, and keeps nothing', async () => {
    const { browser, attempt } = await scene.trainee();
    const wrong = await sendFile(browser, attempt, Buffer.from('<!doctype html>'.padEnd(300)));
    expect([wrong.status, wrong.text.includes('This is not a recording that we can play')]).toEqual([422, true]);
    const none = await browser.post(`/role-plays/${attempt}/submission`, {}, `/role-plays/${attempt}`);
    expect([none.status, none.text.includes('Please choose a file that is not empty')]).toEqual([422, true]);
    const [{ n }] = (await scene.site.house.database.read<{ n: number }>(`select count(*)::int as n from files f join role_play_attempts a on a.person_id = f.owner_id where a.id = $1`, [attempt])) as [{ n: number }];
    expect(n).toBe(0);
  });

  it('· twice hands in once', async () => {
    const { browser, attempt } = await handedIn();
    const again = await browser.post(`/role-plays/${attempt}/submission`, { fileId: newId() }, `/role-plays/${attempt}/receipt`);
    expect(again.location).toBe(`/role-plays/${attempt}/receipt`);
  });
});

describe('a recording', () => {
  const range = async (browser: Visitor, file: string, asked: string): Promise<Response> => fetch(`${scene.site.origin}/recordings/${file}`, { redirect: 'manual', headers: { cookie: browser.cookieHeader(), range: asked } });

  it('· is played in ranges, each for those who may', async () => {
    const { browser, file, bytes } = await handedIn();
    for (const [asked, from, to] of [['bytes=0-99', 0, 100], ['bytes=1000-', 1000, bytes.length], ['bytes=-500', bytes.length - 500, bytes.length]] as const) {
      for (const who of [browser, scene.amir]) {
        const answer = await range(who, file, asked);
        expect([answer.status, answer.headers.get('content-range'), answer.headers.get('content-type')]).toEqual([206, `bytes ${from}-${to - 1}/${bytes.length}`, 'video/webm']);
        expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(from, to))).toBe(true);
      }
    }
    expect((await range(browser, file, 'bytes=9999999-')).status).toBe(416);
    expect((await range(scene.stranger, file, 'bytes=0-99')).status).toBe(404);
    expect((await range((await scene.trainee()).browser, file, 'bytes=0-99')).status).toBe(404);
    expect((await range(scene.site.visitor(), file, 'bytes=0-99')).status).toBe(303);
    expect((await browser.get('/recordings/..%2f..%2fetc')).status).toBe(404);
  });

  it('· shows its trainee who played it, and stops for all when consent is taken back', async () => {
    const { browser, attempt, file } = await handedIn();
    await range(scene.amir, file, 'bytes=0-9');
    await range(scene.amir, file, 'bytes=10-19');
    const log = await browser.get(`/recordings/${file}/viewings`);
    expect(log.text.split('محمد العلي').length - 1).toBe(1);
    expect((await scene.amir.get(`/recordings/${file}/viewings`)).status).toBe(404);
    expect((await browser.post(`/role-plays/${attempt}/consents/partner/withdrawal`, {}, `/role-plays/${attempt}/receipt`)).status).toBe(303);
    expect([(await range(browser, file, 'bytes=0-9')).status, (await range(scene.amir, file, 'bytes=0-9')).status]).toEqual([404, 404]);
    expect((await browser.get(`/role-plays/${attempt}`)).text).toContain('Consent was taken back');
  });
});

describe('grading without a script', () => {
  it('· goes from the queue over a draft and its outcome to an answer', async () => {
    const { browser, attempt, submission, file } = await handedIn();
    const queue = await scene.amir.get('/grading');
    expect([queue.status, queue.text.includes(`/grading/${submission}`)]).toEqual([200, true]);
    const sheet = await scene.amir.get(`/grading/${submission}`);
    for (const { behavior } of RUBRIC.criteria[1]!.levels) expect(sheet.text).toContain(behavior);
    expect((await scene.odile.get(`/grading/${submission}`)).status).toBe(409);
    expect((await scene.odile.get('/grading')).text).toContain('is grading');

    const path = `/grading/${submission}`;
    const draft = { ...levels({ boundaries: 1 }), version: '0', next: 'release', 'comments[0][seconds]': '1:23', 'comments[0][text]': 'Here you named it — 很好', summary: 'Dear Rosa' };
    expect((await scene.amir.post(`${path}/draft`, draft, path)).location).toBe(`${path}/release`);
    const summary = await scene.amir.get(`${path}/release`);
    expect(summary.text).toContain('Level 1 here can do harm');
    const stale = await scene.amir.post(`${path}/draft`, { ...draft, summary: 'Other words' }, path);
    expect([stale.status, stale.text.includes('Dear Rosa'), stale.text.includes('Other words')]).toEqual([409, true, true]);

    expect((await scene.amir.post(`${path}/release`, { version: '9' }, `${path}/release`)).status).toBe(409);
    expect((await scene.amir.post(`${path}/release`, { version: '1' }, `${path}/release`)).location).toBe('/grading');
    const result = await browser.get(`/role-plays/${attempt}/result`);
    for (const words of ['Not yet, and this is what is missing', 'Dear Rosa', 'Here you named it — 很好', `/recordings/${file}#t&#x3D;83`, RUBRIC.criteria[1]!.levels[2]!.behavior]) expect(result.text).toContain(words);
    expect(result.text).not.toMatch(/failed/i);
    expect((await scene.amir.get(path)).status).toBe(409);
  });

  it('· is for instructors of the organization', async () => {
    const { browser, submission } = await handedIn();
    expect((await browser.get('/grading')).status).toBe(403);
    expect((await browser.get(`/grading/${submission}`)).status).toBe(404);
    expect((await scene.stranger.get(`/grading/${submission}`)).status).toBe(404);
    expect((await scene.stranger.post(`/grading/${submission}/draft`, levels({}), '/grading')).status).toBe(404);
  });

  it('· answers its script in data: saved, or stale with both', async () => {
    const { submission } = await handedIn();
    const path = `/grading/${submission}`;
    const send = async (version: string): Promise<Answer> =>
      scene.amir.send('POST', `${path}/draft`, { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }, new URLSearchParams({ ...levels({}), version, _csrf: await scene.amir.token(path) }).toString());
    expect([(await send('0')).status, JSON.parse((await send('1')).text).version, (await send('1')).status, JSON.parse((await send('1')).text).kind]).toEqual([200, 2, 409, 'stale']);
  });
});

describe('a result that another attempt followed', () => {
  const answer = async (submission: string, draft: Record<string, string>): Promise<void> => {
    const path = `/grading/${submission}`;
    await scene.amir.post(`${path}/draft`, { ...draft, version: '0' }, path);
    expect((await scene.amir.post(`${path}/release`, { version: '1' }, `${path}/release`)).location).toBe('/grading');
  };

  it('· offers no further attempt, and leads to the newest; the newest "not yet" does offer one', async () => {
    const first = await handedIn();
    await answer(first.submission, levels({ boundaries: 1 }));
    const page = async (attempt: string): Promise<string> => (await first.browser.get(`/role-plays/${attempt}/result`)).text;
    expect(await page(first.attempt)).toContain('Begin another attempt');
    const second = await scene.again(first.id);
    const earlier = await page(first.attempt);
    expect([earlier.includes('Begin another attempt'), earlier.includes('You have begun again'), earlier.includes(`href="/role-plays/${second}"`)]).toEqual([false, true, true]);
    for (const party of ['trainee', 'partner']) await first.browser.post(`/role-plays/${second}/consents/${party}`, { name: 'Rosa', agree: 'yes' }, `/role-plays/${second}`);
    await sendFile(first.browser, second, talk());
    const [row] = await scene.site.house.database.read<{ id: string }>(`select id from role_play_submissions where attempt_id = $1`, [second]);
    await answer(row!.id, levels({ boundaries: 1 }));
    expect([(await page(first.attempt)).includes('Begin another attempt'), (await page(second)).includes('Begin another attempt')]).toEqual([false, true]);
  });

  it('· is nothing that an instructor is asked to begin', async () => {
    const work = await handedIn();
    await answer(work.submission, levels({ boundaries: 1 }));
    const { status, text } = await scene.amir.get(`/role-plays/${work.attempt}/result`);
    expect([status, text.includes('Not yet, and this is what is missing'), text.includes('Begin another attempt'), text.includes('You have begun again')]).toEqual([200, true, false, false]);
  });
});

describe('a recording whose end is near', () => {
  it('· is marked in the queue; when it is gone its page says so kindly, and nobody can grade it', async () => {
    const work = await handedIn();
    const lapses = new Lapses(scene.site.house.database, scene.site.clock, new Jobs(scene.site.house.database), scene.site.settings, retentionOf(scene));
    scene.site.clock.forward(170 * 24 * 60);
    const amir = await scene.site.signedIn(scene.amirId);
    expect((await amir.get('/grading')).text).toContain('Deleted in 10 days');
    scene.site.clock.forward(10 * 24 * 60);
    await lapses.sweep();
    const [rosa, later] = [await scene.site.signedIn(work.id), await scene.site.signedIn(scene.amirId)];
    const { status, text } = await rosa.get(`/role-plays/${work.attempt}`);
    expect(status).toBe(200);
    for (const words of ['Nobody gave an answer in the time we promised', 'nothing is held against you', 'because nobody gave a result in the time that was promised']) expect(text).toContain(words);
    expect(text).not.toMatch(/<video|failed/i);
    expect([(await later.get(`/grading/${work.submission}`)).status, (await later.get('/grading')).text.includes(work.submission)]).toEqual([409, false]);
  });
});

describe('a moment behind the end of a recording', () => {
  it('· is named before a release, with its comment, and can be mended', async () => {
    const { submission, file } = await handedIn();
    await scene.site.house.database.read(`insert into file_lengths (file_id, duration_ms, measured_at) values ($1, 70000, $2)`, [file, scene.site.clock.now()]);
    const [amir, path] = [await scene.site.signedIn(scene.amirId), `/grading/${submission}`];
    expect((await amir.get(path)).text).toContain('Length: 1:10');
    const draft = { ...levels({}), version: '0', 'comments[0][seconds]': '1:11', 'comments[0][text]': 'Behind <b>it</b>' };
    await amir.post(`${path}/draft`, draft, path);
    const { text } = await amir.get(`${path}/release`);
    expect([text.includes('Behind &lt;b&gt;it&lt;/b&gt;'), text.includes('behind the end of the recording'), text.includes('name="version"')]).toEqual([true, true, false]);
    expect((await amir.post(`${path}/release`, { version: '1' }, `${path}/release`)).status).toBe(409);
    await amir.post(`${path}/draft`, { ...draft, version: '1', 'comments[0][seconds]': '1:10' }, path);
    expect((await amir.post(`${path}/release`, { version: '2' }, `${path}/release`)).location).toBe('/grading');
  });
});
