import { readCurriculum } from '#libs/course';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { courseHouse, type CourseHouse, type CurriculumCopy } from './course.ts';
import { AUDIO_BLOCK, AUDIO_FILES, CAPTIONS, curriculumWith, MEDIA_LESSON, wav } from './media.ts';

const WEBM = Buffer.from('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm', 'latin1');
const block = (attributes: string, transcript = 'Said.') => `::: media ${attributes}\n${transcript}\n:::`;
const video = (changes: Record<string, string> = {}) =>
  block(Object.entries({ kind: 'video', src: 'media/m.webm', captions: 'media/m.en.vtt', title: '"A first meeting"', ...changes }).flatMap(([key, value]) => (value ? [`${key}=${value}`] : [])).join(' '));

let copy: CurriculumCopy;
afterEach(() => copy?.drop());

const read = (text: string, files: Readonly<Record<string, string | Uint8Array>> = {}) => {
  copy = curriculumWith(text, { 'm.webm': WEBM, 'm.en.vtt': CAPTIONS, ...files });
  return readCurriculum(copy.folder);
};

describe('a block of media', () => {
  it('· is a part of its lesson, with its transcript', () => {
    const { content, faults } = read(video({ captions: 'media/m.en.vtt,media/m.es-MX.vtt' }), { 'm.es-MX.vtt': CAPTIONS });
    expect(faults).toEqual([]);
    expect(content!.modules[0]!.lessons[0]!.parts.at(-1)).toMatchObject({
      kind: 'media', player: 'video', title: 'A first meeting', file: { type: 'video/webm' }, captions: [{ language: 'en' }, { language: 'es-MX' }], html: '<p>Said.</p>',
    });
    expect(content!.media.map(({ path }) => path)).toEqual(['m.webm', 'm.en.vtt', 'm.es-MX.vtt'].map((name) => `modules/02-engagement/media/${name}`));
  });

  it('· of audio may go without captions, with a warning', () => {
    const { faults, warnings } = read(video({ kind: 'audio', captions: '' }));
    expect(faults).toEqual([]);
    expect(warnings).toContainEqual({ file: MEDIA_LESSON, line: copy.line(MEDIA_LESSON, '::: media'), message: 'this audio has no captions' });
  });

  const faulty: [string, string, Record<string, string | Uint8Array>, string][] = [
    ['a file that is not there', video({ src: 'media/gone.webm' }), {}, 'the file "modules/02-engagement/media/gone.webm" is not there'],
    ['a file outside the folder', video({ src: '../../../../../../etc/hostname' }), {}, 'is not there'],
    ['captions that are not there', video({ captions: 'media/m.fr.vtt' }), {}, 'media/m.fr.vtt" is not there'],
    ['a file that is too large', video(), { 'm.webm': Buffer.concat([WEBM, Buffer.alloc(60 * 1_048_576)]) }, 'is larger than 60 MB'],
    ['a picture with the name of a video', video(), { 'm.webm': Buffer.from('\xff\xd8\xff\xe0', 'latin1') }, 'is by its content neither WebM, MP4, Ogg, MP3, M4A nor WAV'],
    ['an empty file', video(), { 'm.webm': '' }, 'is by its content neither'],
    ['sound that should be a video', video(), { 'm.webm': wav(1) }, '"media/m.webm" is audio/wav and no video'],
    ['captions to be played', video({ src: 'media/m.en.vtt' }), {}, '"media/m.en.vtt" is text/vtt and no video'],
    ['a video as captions', video({ captions: 'media/m.webm' }), {}, '"media/m.webm" does not name the language of its captions'],
    ['captions of no language', video({ captions: 'media/m.vtt' }), { 'm.vtt': CAPTIONS }, 'does not name the language'],
    ['two captions of a language', video({ captions: 'media/m.en.vtt,media/n.en.vtt' }), { 'n.en.vtt': CAPTIONS }, 'there are two files of captions in "en"'],
    ['a video without captions', video({ captions: '' }), {}, 'a video needs captions'],
    ['no transcript', video().replace('Said.', '  '), {}, 'needs a transcript'],
    ['no title', video({ title: '' }), {}, 'needs a title'],
    ['no file', video({ src: '' }), {}, 'needs its file'],
    ['another kind', video({ kind: 'film' }), {}, 'needs kind=audio or kind=video'],
    ['an unknown key', video({ poster: 'media/m.jpg' }), {}, '"poster" is not a key of a media block'],
  ];
  it.each(faulty)('· with %s is a fault at its line', (_, text, files, message) => {
    const { content, faults } = read(text, files);
    expect(content).toBeUndefined();
    expect(faults).toEqual([{ file: MEDIA_LESSON, line: copy.line(MEDIA_LESSON, '::: media'), message: expect.stringContaining(message) }]);
  });

  it('· has captions in UTF-8', () => {
    const { faults } = read(video(), { 'm.en.vtt': Buffer.from(CAPTIONS.replaceAll('王小明', ''), 'latin1') });
    expect(faults).toEqual([{ file: 'modules/02-engagement/media/m.en.vtt', line: 1, message: expect.stringContaining('UTF-8') }]);
  });

  it('· has the faults of its captions in their own file', () => {
    const { faults } = read(video(), { 'm.en.vtt': CAPTIONS.replace('00:00.500 -->', '00:09.000 -->') });
    expect(faults).toEqual([{ file: 'modules/02-engagement/media/m.en.vtt', line: 6, message: 'this caption ends before it begins' }]);
  });
});

describe('publishing lessons that play something', () => {
  let course: CourseHouse;
  beforeAll(async () => {
    course = await courseHouse();
  });
  afterAll(() => course.stop());
  const kept = () => course.house.database.read<{ type: string; bytes: number }>(`select type, bytes from media_files order by type, bytes`);
  const whole = [...new Set(Object.values(AUDIO_FILES))].map((content) => Buffer.from(content).length);

  it('· keeps each file once, however often it is imported and named', async () => {
    copy = curriculumWith(`${AUDIO_BLOCK}\n\n${AUDIO_BLOCK.replaceAll('meeting.wav', 'again.wav')}`, { ...AUDIO_FILES, 'again.wav': AUDIO_FILES['meeting.wav'] });
    expect((await course.import(copy.folder)).publication).toMatchObject({ published: true, changes: [{ kind: 'lesson', lineage: 'engagement/first-contact', change: 'changed' }] });
    expect((await course.import(copy.folder)).publication).toMatchObject({ published: false });
    expect((await kept()).map(({ bytes }) => bytes).sort()).toEqual([...whole].sort());
  });

  it('· with other bytes is a new version of the lesson', async () => {
    copy = curriculumWith(AUDIO_BLOCK, AUDIO_FILES);
    await course.import(copy.folder);
    copy.write('modules/02-engagement/media/meeting.wav', wav(3));
    expect((await course.import(copy.folder)).publication).toMatchObject({ published: true, changes: [{ kind: 'lesson', lineage: 'engagement/first-contact', change: 'changed' }] });
  });

  it('· that fails keeps no file', async () => {
    copy = curriculumWith(AUDIO_BLOCK, { ...AUDIO_FILES, 'meeting.wav': wav(5), 'meeting.es.vtt': CAPTIONS.replace('Hello', 'Qué tal') });
    const { content } = readCurriculum(copy.folder);
    copy.write('modules/02-engagement/media/meeting.es.vtt', CAPTIONS.replace('Hello', 'Buenas'));
    const before = await kept();
    await expect(course.curricula.place(null, content!)).rejects.toThrow('was changed while it was imported');
    expect(await kept()).toEqual(before);
  });

  it('· can never be changed in place', async () => {
    for (const table of ['media_files', 'lesson_media']) await expect(course.house.database.read(`delete from ${table}`)).rejects.toThrow('permission denied');
  });
});
