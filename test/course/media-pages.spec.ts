import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CurriculumCopy } from './course.ts';
import { addPerson, CAST } from '../support/cast.ts';
import type { Visitor } from '../support/site.ts';
import { AUDIO_BLOCK, AUDIO_FILES, CAPTIONS, curriculumWith, wav, writeSpanish } from './media.ts';
import { courseSite, type CourseSite } from './site.ts';

const LESSON = '/lessons/engagement/first-contact';
/** More than two of the pieces that it is read in. */
const WAV = wav(300);
const SPANISH = wav(3);
let copy: CurriculumCopy;
let course: CourseSite;
let rosa: Visitor;
let sound: string;
let captions: string[];

beforeAll(async () => {
  copy = curriculumWith(AUDIO_BLOCK, { ...AUDIO_FILES, 'meeting.wav': WAV, 'encuentro.wav': SPANISH, 'encuentro.es.vtt': CAPTIONS.replace('I am Zoë', 'Soy Zoë') });
  writeSpanish(copy, AUDIO_BLOCK.replace(/media\/meeting/g, 'media/encuentro').replace('media/encuentro.en.vtt,', ''));
  course = await courseSite(copy.folder);
  ({ rosa } = course);
  await course.dana.post('/cohorts', course.cohort({ slug: 'spring' }), '/cohorts/new');
  await course.dana.post('/cohorts/spring/opening', {}, '/cohorts/spring');
  await rosa.post('/join/spring/enrollment', {}, '/join/spring');
  const { text } = await rosa.get(LESSON);
  sound = /<source src="([^"]+)"/.exec(text)![1]!;
  captions = [...text.matchAll(/<track kind="captions" src="([^"]+)"/g)].map(([, src]) => src!);
});
afterAll(async () => {
  await course.site.stop();
  copy.drop();
});

const bytes = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await fetch(course.site.origin + path, { method, redirect: 'manual', headers: { ...headers, cookie: rosa.cookieHeader() } });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};

describe('a lesson that plays something', () => {
  it('· shows the player, its captions and its transcript, and starts nothing by itself', async () => {
    const { text } = await rosa.get(LESSON);
    expect(text).toMatch(/<p class="block-title" id="title-part-\d+">A first meeting: Zoë O&#x27;Brien-Ñandú &amp; 王小明<\/p>\s*<audio controls preload="metadata" aria-labelledby="title-part-\d+">/);
    expect(text).toMatch(/<source src="\/media\/[0-9a-f]{64}" type="audio\/wav">/);
    expect(text).toMatch(/srclang="en" label="English" default><track kind="captions" src="[^"]+" srclang="es" label="español">/);
    expect(text).toMatch(/<summary>Read what is said<\/summary><div class="stack"><p><strong>小明:<\/strong> Hello, I am 小明\.<\/p>/);
    expect(text).not.toContain('autoplay');
  });
});

describe('what only a translation plays', () => {
  it('· is heard by those who learn with it, with its captions', async () => {
    const { text } = await rosa.get(`${LESSON}?language=es`);
    const [played, words] = [/<source src="([^"]+)"/.exec(text)![1]!, /<track kind="captions" src="([^"]+)"/.exec(text)![1]!];
    expect([played === sound, captions.includes(words)]).toEqual([false, false]);
    expect(await bytes(played)).toMatchObject({ status: 200, body: { length: SPANISH.length } });
    expect((await bytes(words)).body.toString()).toContain('Soy Zoë.');
  });
});

describe('what a lesson plays', () => {
  it('· comes whole, with its type, to be kept by this browser alone', async () => {
    const { status, headers, body } = await bytes(sound);
    expect(status).toBe(200);
    expect(body.equals(WAV)).toBe(true);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'audio/wav', 'content-length': String(WAV.length), 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=31536000, immutable', 'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    ['bytes=0-', 0, WAV.length - 1],
    ['bytes=0-1', 0, 1],
    ['bytes=1000-1999', 1000, 1999],
    ['bytes=1048000-1049999', 1_048_000, 1_049_999],
    ['bytes=1048576-1048576', 1_048_576, 1_048_576],
    ['bytes=16000-9999999', 16_000, WAV.length - 1],
    ['bytes=-44', WAV.length - 44, WAV.length - 1],
  ])('· comes in a range: %s', async (range, first, last) => {
    const { status, headers, body } = await bytes(sound, { range });
    expect(status).toBe(206);
    expect(headers.get('content-range')).toBe(`bytes ${first}-${last}/${WAV.length}`);
    expect(body.equals(WAV.subarray(first, last + 1))).toBe(true);
  });

  it('· has no bytes after its end', async () => {
    const { status, headers, body } = await bytes(sound, { range: `bytes=${WAV.length}-` });
    expect([status, headers.get('content-range'), body.length]).toEqual([416, `bytes */${WAV.length}`, 0]);
  });

  it('· comes whole for several ranges, and for a range of something else', async () => {
    expect(await bytes(sound, { range: 'bytes=0-1,4-5' })).toMatchObject({ status: 200, body: { length: WAV.length } });
    expect(await bytes(sound, { range: 'bytes=0-1', 'if-range': '"another"' })).toMatchObject({ status: 200, body: { length: WAV.length } });
    expect(await bytes(sound, { range: 'bytes=0-1', 'if-range': `"${sound.split('/').at(-1)!}"` })).toMatchObject({ status: 206 });
  });

  it('· is told of without its bytes', async () => {
    const { status, headers, body } = await bytes(sound, {}, 'HEAD');
    expect([status, headers.get('content-length'), body.length]).toEqual([200, String(WAV.length), 0]);
  });

  it('· has captions in each language', async () => {
    const { status, headers, body } = await bytes(captions[1]!);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/vtt; charset=utf-8']);
    expect(body.toString()).toContain('Hola, soy 小明.');
  });

  it.each(['/media/x', `/media/${'0'.repeat(64)}`, '/media/%00', "/media/'%20or%201=1--"])('· is not at %s', async (path) => expect((await rosa.get(path)).status).toBe(404));
});

describe('only who learns with it', () => {
  it('· hears it: nobody who is not signed in, nobody without a place, not the coordinator', async () => {
    const stranger = await course.site.signedIn(await addPerson(course.site.house.database, CAST.amir));
    expect((await course.site.visitor().get(sound)).status).toBe(303);
    for (const visitor of [stranger, course.dana]) for (const path of [sound, captions[0]!]) expect((await visitor.get(path)).status).toBe(404);
  });

  it('· hears it, and nobody in a cohort on a version without it', async () => {
    const june = await course.site.signedIn(await addPerson(course.site.house.database, CAST.june));
    copy.write('modules/02-engagement/media/meeting.wav', WAV.subarray(0, 9000));
    await course.importAgain(copy.folder);
    await course.dana.post('/cohorts', course.cohort({ slug: 'summer' }), '/cohorts/new');
    await course.dana.post('/cohorts/summer/opening', {}, '/cohorts/summer');
    await june.post('/join/summer/enrollment', {}, '/join/summer');
    const newer = /<source src="([^"]+)"/.exec((await june.get(LESSON)).text)![1]!;
    expect(newer).not.toBe(sound);
    expect([(await june.get(newer)).status, (await june.get(sound)).status, (await rosa.get(newer)).status, (await rosa.get(sound)).status]).toEqual([200, 404, 404, 200]);
  });

  it('· hears it, and not who left', async () => {
    await rosa.post('/join/spring/withdrawal', { reason: '' }, '/join/spring');
    expect((await rosa.get(sound)).status).toBe(404);
  });
});
