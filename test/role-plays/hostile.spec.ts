import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import type { Answer, Visitor } from '../support/site.ts';
import { openScene, type Scene } from './support/scene.ts';
import { RUBRIC, talk } from './support/stage.ts';

// What people, browsers with bugs and attackers send. Nothing of it is our fault: never a 500, and nothing of it is kept that was not meant.
let scene: Scene;
let rosa: { id: string; browser: Visitor; attempt: string };
let submission: string;
let file: string;
beforeAll(async () => {
  scene = await openScene();
  rosa = await scene.trainee();
  const form = new FormData();
  form.append('_csrf', await rosa.browser.token(`/role-plays/${rosa.attempt}`));
  form.append('file', new Blob([new Uint8Array(talk())]), 'talk.webm');
  await rosa.browser.send('POST', `/role-plays/${rosa.attempt}/submission`, {}, form);
  const [row] = await scene.site.house.database.read<{ id: string; file: string }>(`select id, file_id as file from role_play_submissions where attempt_id = $1`, [rosa.attempt]);
  ({ id: submission, file } = row!);
});
afterAll(() => scene.stop());

const NO_IDS = ['1', 'none', '%00', '%2e%2e%2f', "' or 1=1 --", '00000000-0000-0000-0000-000000000000', newId(), 'a'.repeat(300), '%F0%9F%92%A9'].map((id) => encodeURI(id));

describe('an id that is none', () => {
  it.each(NO_IDS)('· is nowhere, whoever asks: %s', async (id) => {
    const asked: readonly (readonly [Visitor, string])[] = [
      [rosa.browser, `/role-plays/${id}`],
      [rosa.browser, `/role-plays/${id}/persona`],
      [rosa.browser, `/role-plays/${id}/receipt`],
      [rosa.browser, `/role-plays/${id}/result`],
      [rosa.browser, `/recordings/${id}`],
      [rosa.browser, `/recordings/${id}/viewings`],
      [scene.amir, `/grading/${id}`],
      [scene.amir, `/grading/${id}/release`],
    ];
    for (const [who, path] of asked) {
      const { status } = await who.get(path);
      // What is no address at all is refused before anybody looks.
      expect([path, [404, 400, 414].includes(status)]).toEqual([path, true]);
    }
  });

  it.each(['1', newId()])('· takes no act: %s', async (id) => {
    for (const path of [`/role-plays/${id}/consents/trainee`, `/role-plays/${id}/consents/trainee/withdrawal`]) expect([path, (await rosa.browser.post(path, { name: 'Rosa', agree: 'yes' }, '/account')).status]).toEqual([path, 404]);
    for (const path of [`/grading/${id}/draft`, `/grading/${id}/release`]) expect([path, (await scene.amir.post(path, { version: '1' }, '/grading')).status]).toEqual([path, 404]);
    expect((await scene.amir.post(`/grading/${id}/leave`, {}, '/grading')).location).toBe('/grading');
    expect((await rosa.browser.post(`/role-plays/${id}/submission`, { fileId: newId() }, '/account')).status).toBe(404);
  });

  it.each(['/grading?after=x', "/grading?after='", '/grading?after=1&after=2', '/grading?after[]=1', `/grading?after=${newId()}`])('· of a page of the queue shows a page: %s', async (path) => expect((await scene.amir.get(path)).status).toBe(200));
});

describe('a consent', () => {
  const say = async (fields: Record<string, string>, party = 'trainee'): Promise<{ answer: Answer; names: string[] }> => {
    const { browser, attempt } = await scene.trainee(false);
    const answer = await browser.post(`/role-plays/${attempt}/consents/${party}`, fields, `/role-plays/${attempt}`);
    const rows = await scene.site.house.database.read<{ name: string }>(`select name from role_play_consents where attempt_id = $1`, [attempt]);
    return { answer, names: rows.map(({ name }) => name) };
  };

  it.each([
    ['no name', { agree: 'yes' }],
    ['blanks', { name: '   ', agree: 'yes' }],
    ['a name without an end', { name: 'x'.repeat(121), agree: 'yes' }],
    ['no tick', { name: 'Rosa' }],
  ])('· with %s is asked for again, and nobody has agreed', async (_, fields) => {
    const { answer, names } = await say(fields);
    expect([answer.status, names]).toEqual([422, []]);
  });

  it.each(["Zoë O'Brien-Ñandú", '王小明', 'محمد العلي', 'Cher', '<b>Rosa</b>', 'x'.repeat(120)])('· keeps the name as signed and shows it as text: %s', async (name) => {
    const { answer, names } = await say({ name, agree: 'yes' });
    expect([answer.status, names]).toEqual([303, [name.normalize('NFC')]]);
  });

  it('· never shows a name as markup', async () => {
    const { browser, attempt } = await scene.trainee(false);
    await browser.post(`/role-plays/${attempt}/consents/trainee`, { name: '<img src=x onerror=alert(1)>', agree: 'yes' }, `/role-plays/${attempt}`);
    const { text } = await browser.get(`/role-plays/${attempt}`);
    expect([text.includes('<img src=x'), text.includes('&lt;img src')]).toEqual([false, true]);
  });

  it.each(['registrar', 'Trainee', '__proto__', 'constructor', ''])('· of a party that is none is nowhere: %s', async (party) => {
    const { answer, names } = await say({ name: 'Rosa', agree: 'yes' }, party);
    expect([answer.status, names]).toEqual([404, []]);
  });

  it('· is nobody else’s to give: not another trainee’s, not the instructor’s', async () => {
    const { attempt } = await scene.trainee(false);
    for (const who of [rosa.browser, scene.amir, scene.stranger]) expect((await who.post(`/role-plays/${attempt}/consents/partner`, { name: 'Eve', agree: 'yes' }, '/account')).status).toBe(404);
    expect((await scene.stranger.post(`/role-plays/${attempt}/consents/trainee/withdrawal`, {}, '/account')).status).toBe(404);
  });

  it('· given twice at once is one', async () => {
    const { browser, attempt } = await scene.trainee(false);
    const path = `/role-plays/${attempt}/consents/trainee`;
    await Promise.all([1, 2, 3].map(() => browser.post(path, { name: 'Rosa', agree: 'yes' }, `/role-plays/${attempt}`)));
    expect(await scene.site.house.database.read(`select 1 from role_play_consents where attempt_id = $1`, [attempt])).toHaveLength(1);
  });
});

describe('handing in', () => {
  const hand = (who: { browser: Visitor; attempt: string }, fileId: string): Promise<Answer> => who.browser.post(`/role-plays/${who.attempt}/submission`, { fileId }, `/role-plays/${who.attempt}`);

  it.each([['nothing', ''], ['no id', 'x'], ['an id with a quote', "1'"]])('· %s asks for a file, on the same page', async (_, fileId) => {
    const { status, text } = await hand(await scene.trainee(), fileId);
    expect([status, text.includes('Please choose a file that is not empty'), text.includes('type="file"')]).toEqual([422, true, true]);
  });

  it('· a file of somebody else, or one that never was, is not there', async () => {
    const other = await scene.trainee();
    for (const id of [file, newId()]) expect((await hand(other, id)).status).toBe(404);
  });

  it('· before both agreed says so in words', async () => {
    const { browser, attempt } = await scene.trainee(false);
    const form = new FormData();
    form.append('_csrf', await browser.token(`/role-plays/${attempt}`));
    form.append('file', new Blob([new Uint8Array(talk())]), 'talk.webm');
    const { status, text } = await browser.send('POST', `/role-plays/${attempt}/submission`, {}, form);
    expect([status, text.includes('both of you need to say yes')]).toEqual([409, true]);
  });

  it('· with a form that is not from our page is refused, and keeps no file', async () => {
    const other = await scene.trainee();
    for (const token of ['', 'x']) {
      const form = new FormData();
      form.append('_csrf', token);
      form.append('file', new Blob([new Uint8Array(talk())]), 'talk.webm');
      expect((await other.browser.send('POST', `/role-plays/${other.attempt}/submission`, { 'sec-fetch-site': 'cross-site' }, form)).status).toBeGreaterThanOrEqual(400);
    }
    expect(await scene.site.house.database.read(`select 1 from files where owner_id = $1`, [other.id])).toEqual([]);
  });

  it.each(['../../../etc/passwd', 'a\\b\\c.webm', '王小明 <script>.webm', `${'x'.repeat(400)}.webm`, '.webm'])('· keeps no path and no endless name: %s', async (name) => {
    const other = await scene.trainee();
    const form = new FormData();
    form.append('_csrf', await other.browser.token(`/role-plays/${other.attempt}`));
    form.append('file', new Blob([new Uint8Array(talk())]), name);
    expect((await other.browser.send('POST', `/role-plays/${other.attempt}/submission`, {}, form)).status).toBe(303);
    const [kept] = await scene.site.house.database.read<{ name: string }>(`select name from files where owner_id = $1`, [other.id]);
    expect([/[/\\\u0000-\u001f]/.test(kept!.name), Array.from(kept!.name).length <= 200]).toEqual([false, true]);
  });
});

describe('a draft of a rating', () => {
  const path = (): string => `/grading/${submission}`;
  const version = async (): Promise<string> => /name="version" value="(\d+)"/.exec((await scene.amir.get(path())).text)![1]!;
  const json = async (body: unknown): Promise<Answer> => scene.amir.json('POST', `${path()}/draft`, body, path());
  const kept = async (): Promise<{ criteria: Record<string, { comment: string; level: number | null }>; comments: { text: string; seconds: number | null }[]; summary: string }> =>
    (await scene.site.house.database.read<{ draft: never }>(`select draft from ratings where submission_id = $1`, [submission]))[0]!.draft;
  const key = RUBRIC.criteria[0]!.key;

  it.each([
    ['missing', undefined],
    ['a word', 'one'],
    ['half', 1.5],
    ['below none', -1],
    ['larger than any', 1e20],
    ['beyond the database', 2_147_483_648],
    ['a list', [1, 2]],
    ['a map', { a: 1 }],
  ])('· with a version that is %s overwrites nothing', async (_, wrong) => {
    await json({ version: Number(await version()), summary: 'What stands' });
    const { status } = await json({ version: wrong, summary: 'What came' });
    expect([status < 500, (await kept()).summary]).toEqual([true, 'What stands']);
  });

  it.each([
    ['NUL', 'a\u0000b', 'ab'],
    ['a bell', 'a\u0007b', 'ab'],
    ['half of a sign', 'a\ud83db', 'a\ufffdb'],
    ['lines and a tab', 'a\r\nb\tc', 'a\nb\tc'],
    ['two ways to write one sign', 'Zoe\u0308', 'Zoë'],
    ['other scripts', '很好 محمد 🙂', '很好 محمد 🙂'],
    ['markup', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('· with %s in its words is saved as it can be read', async (_, typed, saved) => {
    const answer = await json({ version: Number(await version()), summary: typed, comments: [{ seconds: 5, text: typed }], criteria: { [key]: { level: 3, comment: typed } } });
    expect(answer.status).toBe(200);
    const draft = await kept();
    expect([draft.summary, draft.comments[0]!.text, draft.criteria[key]!.comment]).toEqual([saved, saved, saved]);
    expect((await scene.amir.get(path())).text).not.toContain('<script>alert(1)');
  });

  it('· is cut where words have no end, and where there are too many', async () => {
    await json({ version: Number(await version()), summary: '王'.repeat(5_000), comments: Array.from({ length: 500 }, (_, n) => ({ seconds: n, text: `at ${n}` })), criteria: { [key]: { evidence: Array.from({ length: 500 }, (_, n) => n) } } });
    const draft = await kept();
    expect([Array.from(draft.summary).length, draft.comments.length]).toEqual([4_000, 200]);
  });

  it.each([null, [], 'text', 7, { criteria: 'x', comments: 7 }, { criteria: [[]], comments: { a: { b: 1 } } }, { criteria: { __proto__: { level: 4 }, constructor: { level: 4 } } }])('· that is %j changes no level', async (body) => {
    await json({ version: Number(await version()), criteria: { [key]: { level: 2 } } });
    const before = await version();
    const { status } = await scene.amir.json('POST', `${path()}/draft`, body, path());
    expect([status < 500, (await kept()).criteria[key]!.level, await version()]).toEqual([true, 2, before]);
  });
});

describe('a release', () => {
  it.each(['', 'x', '-1', '1.5', '99999999999999999999', '0x1'])('· with the version "%s" gives no answer', async (version) => {
    const path = `/grading/${submission}/release`;
    const { status } = await scene.amir.post(path, { version }, path);
    expect(status >= 400 && status < 500).toBe(true);
    expect(await scene.site.house.database.read(`select 1 from role_play_results where submission_id = $1`, [submission])).toEqual([]);
  });
});
