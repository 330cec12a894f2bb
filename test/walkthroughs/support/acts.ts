import { expect } from '@jest/globals';
import { ContentQueries } from '#libs/assessment';
import { newId } from '#libs/kernel';
import { soundOfTalk } from '../../../apps/cli/src/demonstration/recording.ts';
import type { Answer, Visitor } from '../../support/site.ts';
import type { House } from './house.ts';

// What people do on pages, by the forms that stand there; nothing here knows a service, but for the key to a check.

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#x3D': '=', '#39': "'", nbsp: ' ' };

/** A page as a person reads it. */
export function wordsOf(html: string): string {
  const main = html.replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ');
  return main.replace(/<[^>]+>/g, ' ').replace(/&([#\w]+);/g, (all, name: string) => ENTITIES[name] ?? all).replace(/\s+/g, ' ');
}

/** The page at a path, as source. @throws Error with what stood there instead. */
export async function source(visitor: Visitor, path: string): Promise<string> {
  const { status, text, location } = await visitor.get(path);
  if (status !== 200) throw new Error(`${path}: ${status} ${location ?? ''} ${wordsOf(text).slice(0, 600)}`);
  return text;
}

export const read = async (visitor: Visitor, path: string): Promise<string> => wordsOf(await source(visitor, path));

/** A form that was taken: answers where it leads. @throws Error with what the page said. */
export function taken({ status, text, location }: Answer): string {
  if (status !== 303 || !location) throw new Error(`${status} ${wordsOf(text).slice(0, 900)}`);
  return location;
}

/** Presses the button of a form without fields, and answers where it leads. */
export const press = async (visitor: Visitor, action: string, from: string, fields: Record<string, string> = {}): Promise<string> => taken(await visitor.post(action, fields, from));

const SIGN_EVERY_MINUTES = 9;
const AT_THE_PAGE_PERCENT = 60;

/** Works through a lesson: opens it, stays somewhat longer than it must be seen, does every activity, and finishes it. Answers what the home page says then. */
export async function workLesson(house: House, visitor: Visitor, lineage: string): Promise<string> {
  const path = `/lessons/${lineage}`;
  if ((await source(visitor, path)).includes(`action="${path}/opening"`)) await press(visitor, `${path}/opening`, path);
  const lesson = await source(visitor, path);
  const minutes = Math.ceil((Number(/(\d+) minutes of training/.exec(lesson)![1]) * AT_THE_PAGE_PERCENT) / 100);
  for (let stayed = 0; stayed < minutes; stayed += SIGN_EVERY_MINUTES) {
    house.clock.forward(Math.min(SIGN_EVERY_MINUTES, minutes - stayed));
    await source(visitor, path);
  }
  const activities = lesson.matchAll(new RegExp(`action="(${path}/answers/[a-z0-9-]+)"[\\s\\S]*?name="version" value="(\\d+)"`, 'g'));
  for (const [, action, version] of activities) await press(visitor, action!, path, { version: version!, text: 'Ñandú, 王小明: my own words', done: 'yes' });
  expect(await press(visitor, `${path}/completion`, path)).toBe('/');
  return read(visitor, '/');
}

/** Every lesson of a module that is not done yet, in its order; meetings are for others to confirm. */
export async function workModule(house: House, visitor: Visitor, slug: string): Promise<void> {
  const page = await source(visitor, `/modules/${slug}`);
  const rows = [...page.matchAll(/<li>\s*<span><a href="\/lessons\/([^"]+)" lang="en">[\s\S]*?<\/li>/g)].filter(([row]) => !/ (Done|A meeting) $/.test(wordsOf(row)));
  expect(rows.length).toBeGreaterThan(0);
  for (const [, lineage] of rows) await workLesson(house, visitor, lineage!);
}

/** What to choose at each question of an attempt: positions of options, right ones but for the first `wrong` questions. */
export async function answersTo(house: House, attemptId: string, wrong: number): Promise<ReadonlyMap<number, readonly number[]>> {
  const { database } = house.house;
  const content = new ContentQueries(database);
  const questions = await database.read<{ number: number; item: string }>(`select number, item_version_id as item from check_questions where attempt_id = $1 order by number`, [attemptId]);
  const answers = new Map<number, number[]>();
  for (const { number, item } of questions) {
    const { options } = await content.item(item);
    answers.set(number, number <= wrong ? [options.findIndex(({ key }) => !key)] : options.flatMap(({ key }, at) => (key ? [at] : [])));
  }
  return answers;
}

/** Takes a check from its module, `wrong` of its answers wrong; answers the path of its result. */
export async function takeCheck(house: House, visitor: Visitor, slug: string, wrong: number): Promise<string> {
  const check = await press(visitor, `/modules/${slug}/check-attempts`, `/modules/${slug}`);
  const answers = await answersTo(house, check.split('/').at(-1)!, wrong);
  const fields = [...answers].flatMap(([number, chosen]) => [[`sequence-${number}`, '0'], [`chosen-${number}`, chosen.map(String)]] as const);
  house.clock.forward(12);
  return taken(await visitor.post(`${check}/submission`, { idempotencyKey: [], ...Object.fromEntries(fields) }, check));
}

/** A form with a file in it, as a browser without script sends it. */
export async function sendFile(visitor: Visitor, action: string, from: string, bytes: Buffer, file: { name: string; type: string }, fields: Record<string, string> = {}): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _csrf: await visitor.token(from), idempotencyKey: newId(), ...fields })) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)], { type: file.type }), file.name);
  return visitor.send('POST', action, { 'sec-fetch-site': 'same-origin' }, form);
}

/** Opens the role play of a module, both say yes, and a recording is handed in; answers the path of the attempt. */
export async function performRolePlay(visitor: Visitor, slug: string, lineage: string, names: { trainee: string; partner: string }): Promise<string> {
  const attempt = await press(visitor, `/modules/${slug}/role-play-attempts`, `/modules/${slug}`, { rolePlay: lineage });
  for (const party of ['trainee', 'partner'] as const) await press(visitor, `${attempt}/consents/${party}`, attempt, { name: names[party], agree: 'yes' });
  const answer = await sendFile(visitor, `${attempt}/submission`, attempt, soundOfTalk(20), { name: 'our talk, 王小明.wav', type: 'audio/wav' });
  expect(taken(answer)).toBe(`${attempt}/receipt`);
  return attempt;
}

/** Claims the oldest role play of the queue, rates every criterion at level 3 but those named, and releases it; answers the grading path. */
export async function grade(visitor: Visitor, exceptions: Readonly<Record<string, number>> = {}): Promise<string> {
  const path = await press(visitor, '/grading/claims', '/grading');
  const sheet = await source(visitor, path);
  const keys = [...new Set([...sheet.matchAll(/name="criteria\[([a-z-]+)\]\[level\]"/g)].map(([, key]) => key!))];
  expect(keys.length).toBeGreaterThanOrEqual(5);
  const levels = keys.flatMap((key) => [[`criteria[${key}][level]`, String(exceptions[key] ?? 3)], [`criteria[${key}][evidence]`, '0:12']]);
  const draft = { ...Object.fromEntries(levels), version: '0', next: 'release', 'comments[0][seconds]': '0:07', 'comments[0][text]': 'You waited here. That gave room — 很好', summary: 'Thank you for showing this.' };
  expect(await press(visitor, `${path}/draft`, path, draft)).toBe(`${path}/release`);
  return path;
}

/** Releases what `grade` has drafted. */
export const release = (visitor: Visitor, path: string): Promise<string> => press(visitor, `${path}/release`, `${path}/release`, { version: '1' });
