import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CurriculumCopy } from './course.ts';

export const MEDIA_LESSON = 'modules/02-engagement/lessons/01-first-contact.md';
const FOLDER = 'modules/02-engagement/media';

/** A tone of so many seconds: 8,000 samples a second, one byte each. */
export function wav(seconds: number): Buffer {
  const samples = Buffer.from(Array.from({ length: seconds * 8000 }, (_, at) => 128 + Math.round(60 * Math.sin(at / 3))));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

export const CAPTIONS = 'WEBVTT\n\n00:00.000 --> 00:00.500\n<v 王小明>Hello, I am 小明.\n\n00:00.500 --> 00:02.000\n<v Zoë>I am Zoë.\n';

export const AUDIO_BLOCK = `::: media kind=audio src=media/meeting.wav captions=media/meeting.en.vtt,media/meeting.es.vtt title="A first meeting: Zoë O'Brien-Ñandú & 王小明"
**小明:** Hello, I am 小明.
:::`;

/** A copy of the curriculum whose first lesson ends with a block of media, and the files that it names. */
export function curriculumWith(block: string, files: Readonly<Record<string, string | Uint8Array>>): CurriculumCopy {
  const copy = new CurriculumCopy().change(MEDIA_LESSON, /$/, `\n\n${block}\n`);
  for (const [name, content] of Object.entries(files)) copy.write(`${FOLDER}/${name}`, content);
  return copy;
}

/** A current Spanish translation of that lesson with the same activities, which ends with another block of media. */
export function writeSpanish(copy: CurriculumCopy, block: string): void {
  const original = readFileSync(join(copy.folder, MEDIA_LESSON), 'utf8');
  const of = createHash('sha256').update(original).digest('hex').slice(0, 16);
  const body = original.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/\n::: media[\s\S]*?\n:::\n/, `\n${block}\n`);
  copy.write(MEDIA_LESSON.replace(/md$/, 'es.md'), `---\nof: "${of}"\ntitle: El primer encuentro\nobjectives: [Uno, Dos, Tres]\n---\n${body}`);
}

export const AUDIO_FILES = { 'meeting.wav': wav(2), 'meeting.en.vtt': CAPTIONS, 'meeting.es.vtt': CAPTIONS.replace('Hello, I am', 'Hola, soy') };
