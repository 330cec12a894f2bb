import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { addPerson, CAST } from '../support/cast.ts';
import { checkHouse, type CheckHouse } from '../support/check-cast.ts';
import { multipleItem, singleItem } from '../support/items.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';

let site: TestSite;
let school: CheckHouse;
let rosa: { id: string; roles: [] };
let browser: Visitor;
let path: string;
let attempt: string;

beforeAll(async () => {
  site = await testSite();
  school = await checkHouse(site.house.database, site.clock, site.settings);
});
beforeEach(async () => {
  rosa = { id: await addPerson(site.house.database), roles: [] };
  browser = await site.signedIn(rosa.id);
  attempt = await school.checks.start(rosa, await school.offer([singleItem(1), singleItem(2), multipleItem(3)]));
  path = `/checks/${attempt}`;
});
afterAll(() => site.stop());

type Given = Record<number, readonly number[]>;
/** The fields of the page's form as the page stood when it was opened: sequences 0 unless told. */
const fields = (given: Given, sequences: Record<number, number> = {}) => ({
  idempotencyKey: [],
  ...Object.fromEntries([1, 2, 3].flatMap((number) => [[`sequence-${number}`, String(sequences[number] ?? 0)], [`chosen-${number}`, (given[number] ?? []).map(String)]])),
});
const chosen = async () => (await school.queries.sheet(rosa, attempt)).questions.map(({ answer }) => answer?.chosen ?? []);
/** Answers that are all right, whatever was drawn where. */
const allRight = async (): Promise<Given> => Object.fromEntries((await school.queries.sheet(rosa, attempt)).questions.map(({ number, kind }) => [number, kind === 'multiple' ? [0, 1] : [0]]));

describe('the page of a check', () => {
  it('· shows all questions as fieldsets, without a key or feedback', async () => {
    const { status, text } = await browser.get(path);
    expect(status).toBe(200);
    expect(text.match(/<fieldset/g)).toHaveLength(3);
    expect(text).toContain('what would 王小明 hear?');
    expect(text).toContain('To pass, 80 % need to be right.');
    expect(text).toContain('Where you may choose more than one answer');
    expect(text).not.toMatch(/Feedback|idempotencyKey/);
  });

  it('· is not there for another person, nor for an id that is none', async () => {
    const wei = await site.signedIn(await addPerson(site.house.database, CAST.wei));
    for (const wrong of [path, `${path}/result`]) expect((await wei.get(wrong)).status).toBe(404);
    expect((await wei.post(`${path}/answers`, fields({ 1: [0] }), '/account')).status).toBe(404);
    for (const wrong of ['/checks/none', `/checks/${newId()}`, '/checks/none/result']) expect((await browser.get(wrong)).status).toBe(404);
  });

  it('· asks a stranger to sign in, and comes back', async () => {
    expect(await site.visitor().get(path)).toMatchObject({ status: 303, location: `/sign-in?next=${encodeURIComponent(path)}` });
  });
});

describe('without script', () => {
  it('· all answers are saved by one button', async () => {
    const answer = await browser.post(`${path}/answers`, fields({ 1: [1], 2: [0] }), path);
    expect(answer).toMatchObject({ status: 303, location: path });
    const { text } = await browser.follow(answer);
    expect(text).toContain('Your answers are saved.');
    expect(text.match(/Saved Nov 22, 2026, 9:00\sAM CST · receipt [0-9A-Z]{4}/g)).toHaveLength(2);
    expect(text.match(/ checked/g)).toHaveLength(2);
  });

  it('· a stale page overwrites nothing, keeps the rest, and shows both', async () => {
    await school.checks.answer(rosa, attempt, 1, [0], 0);
    const { status, text } = await browser.post(`${path}/answers`, fields({ 1: [1], 2: [2] }), path);
    expect(status).toBe(409);
    expect(text).toContain('There are newer answers than this page knew');
    expect(text).toMatch(/Here you chose: “[^”]+”. Saved since on another page: “[^”]+”/);
    expect(await chosen()).toEqual([[0], [2], []]);
  });

  it('· handing in names what is unanswered, with everything saved, and asks once more', async () => {
    const { status, text } = await browser.post(`${path}/submission`, fields({ 2: [0] }), path);
    expect(status).toBe(422);
    expect(text).toContain('2 questions have no answer yet');
    expect(text).toMatch(/href="#q-1">Question 1<.*href="#q-3">Question 3</);
    expect(text).toContain('name="sure" value="yes"');
    expect(await chosen()).toEqual([[], [0], []]);
    const handedIn = await browser.post(`${path}/submission`, { ...fields({ 2: [0] }, { 2: 1 }), sure: 'yes' }, path);
    expect(handedIn).toMatchObject({ status: 303, location: `${path}/result` });
  });

  it('· handing in twice leads to the same result', async () => {
    const form = fields(await allRight());
    const all = await Promise.all(Array.from({ length: 4 }, () => browser.post(`${path}/submission`, form, path)));
    expect(all.map(({ status, location }) => [status, location])).toEqual(all.map(() => [303, `${path}/result`]));
    expect(await browser.post(`${path}/submission`, form, '/account')).toMatchObject({ location: `${path}/result` });
    expect(await school.record.history(rosa.id)).toHaveLength(1);
  });

  it('· an answer that is not on offer is refused', async () => {
    for (const wrong of [['9'], ['x'], ['0', '1']]) expect((await browser.post(`${path}/answers`, { ...fields({}), 'chosen-1': wrong, 'chosen-2': wrong }, path)).status).toBe(422);
  });
});

describe('with script', () => {
  const send = (number: number, body: unknown) => browser.json('POST', `${path}/answers/${number}`, body, path);

  it('· each answer gets its receipt at once', async () => {
    const { status, text } = await send(1, { chosen: [2], sequence: 0 });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ number: 1, kind: 'saved', offered: [2], answer: { sequence: 1, chosen: [2], receipt: expect.stringMatching(/^[0-9A-Z]{4}$/), savedAt: '2026-11-22T15:00:00.000Z' } });
  });

  it('· a stale one is told what stands', async () => {
    await send(1, { chosen: [2], sequence: 0 });
    expect(JSON.parse((await send(1, { chosen: [1], sequence: 0 })).text)).toMatchObject({ kind: 'stale', answer: { chosen: [2], sequence: 1 }, offered: [1] });
  });

  it('· what cannot be taken is a problem in words', async () => {
    expect(JSON.parse((await send(1, { chosen: [7], sequence: 0 })).text)).toMatchObject({ status: 422, refusal: 'ChoiceNotOnOffer', title: expect.stringContaining('question 1') });
    await school.checks.submit(rosa, attempt);
    const late = await browser.json('POST', `${path}/answers/1`, { chosen: [1], sequence: 0 }, '/account');
    expect(JSON.parse(late.text)).toMatchObject({ status: 409, refusal: 'CheckAlreadySubmitted' });
  });

  it('· nothing is taken without the token of the page', async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' };
    const { status, text } = await browser.send('POST', `${path}/answers/1`, headers, JSON.stringify({ chosen: [1], sequence: 0 }));
    expect([status, (JSON.parse(text) as { refusal: string }).refusal]).toEqual([409, 'FormIsStale']);
    expect(await chosen()).toEqual([[], [], []]);
  });
});

describe('the result', () => {
  it('· is not there before handing in', async () => {
    expect(await browser.get(`${path}/result`)).toMatchObject({ status: 303, location: path });
  });

  it('· of a pass says so, and leads on', async () => {
    await browser.post(`${path}/submission`, fields(await allRight()), path);
    const { text } = await browser.get(`${path}/result`);
    expect(text).toContain('<h1>You passed</h1>');
    expect(text).toContain('3 of 3 right. You needed 3.');
    expect(text).toContain('href="/modules/engagement"');
    expect(text).not.toContain('check-attempts');
    expect(await browser.get(path)).toMatchObject({ status: 303, location: `${path}/result` });
  });

  it('· of no pass says what is missing and the next step, kindly', async () => {
    const right = await allRight();
    await browser.post(`${path}/submission`, { ...fields({ ...right, 1: [2] }), sure: 'yes' }, path);
    const { text } = await browser.get(`${path}/result`);
    expect(text).toContain('<h1>Not there yet</h1>');
    expect(text).toContain('2 of 3 right. To pass, one more needs to be right.');
    expect(text).toMatch(/<form[^>]+action="\/modules\/engagement\/check-attempts"/);
    expect(text).not.toMatch(/fail/i);
  });

  it('· gives the reason for every option, with words beside each picture', async () => {
    await browser.post(`${path}/submission`, { ...fields({ 1: [1] }), sure: 'yes' }, path);
    const { text } = await browser.get(`${path}/result`);
    const offered = (await school.queries.review(rosa, attempt)).questions.flatMap(({ options }) => options);
    expect(text.match(/Feedback \d\.\d/g)).toHaveLength(offered.length);
    expect(text).toContain('Your answer,');
    expect(text).toContain('You did not answer this question.');
  });
});
