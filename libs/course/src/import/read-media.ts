import { captionLanguage } from '../domain/captions.ts';
import type { Captions, Media, MediaFile } from '../domain/content.ts';
import type { Block } from './blocks.ts';
import type { MediaOutcome } from './media-files.ts';

const KEYS = ['kind', 'src', 'captions', 'title'];
const NOWHERE: MediaFile = { sha256: '', type: '' };

/** What a block `media` is read with: files by their path in the module, and where to complain. Both complain of the line that opens the block. */
export interface MediaDesk {
  find(path: string): MediaOutcome;
  fault(message: string): void;
  warn(message: string): void;
}

function readKind(kind: string | undefined, desk: MediaDesk): Media['player'] {
  if (kind !== 'audio' && kind !== 'video') desk.fault('a media block needs kind=audio or kind=video');
  return kind === 'audio' ? 'audio' : 'video';
}

function readPlayed(path: string | undefined, player: Media['player'], desk: MediaDesk): MediaFile {
  if (!path) desk.fault('a media block needs its file, such as src=media/first-meeting.webm');
  const outcome = path ? desk.find(path) : undefined;
  if (!outcome) return NOWHERE;
  if ('fault' in outcome) {
    desk.fault(outcome.fault);
    return NOWHERE;
  }
  const { sha256, type } = outcome.file;
  if (type === 'text/vtt' || (player === 'video' && type.startsWith('audio/'))) desk.fault(`"${path!}" is ${type} and no ${player}`);
  return { sha256, type };
}

function readCaptions(path: string, desk: MediaDesk): Captions | undefined {
  const language = captionLanguage(path);
  if (language === undefined) {
    desk.fault(`"${path}" does not name the language of its captions, such as first-meeting.en.vtt`);
    return undefined;
  }
  const outcome = desk.find(path);
  if ('fault' in outcome) desk.fault(outcome.fault);
  return 'file' in outcome ? { sha256: outcome.file.sha256, language } : undefined;
}

function readAllCaptions(paths: string | undefined, player: Media['player'], desk: MediaDesk): Captions[] {
  const named = paths?.split(',').map((path) => path.trim()).filter(Boolean) ?? [];
  if (named.length === 0 && player === 'video') desk.fault('a video needs captions, such as captions=media/first-meeting.en.vtt');
  if (named.length === 0 && player === 'audio') desk.warn('this audio has no captions');
  const captions = named.flatMap((path) => readCaptions(path, desk) ?? []);
  const languages = captions.map(({ language }) => language);
  for (const twice of languages.filter((language, at) => languages.indexOf(language) < at)) desk.fault(`there are two files of captions in "${twice}"`);
  return captions;
}

/** A block of audio or video. Everybody can read what is said, so the transcript must be there. `html` is the transcript, rendered. */
export function readMedia({ attributes, markdown }: Pick<Block, 'attributes' | 'markdown'>, html: string, desk: MediaDesk): Media {
  for (const key of Object.keys(attributes)) if (!KEYS.includes(key)) desk.fault(`"${key}" is not a key of a media block (known: ${KEYS.join(', ')})`);
  const player = readKind(attributes['kind'], desk);
  const title = attributes['title']?.trim() ?? '';
  if (title === '') desk.fault('a media block needs a title, such as title="A first meeting"');
  if (markdown.trim() === '') desk.fault('a media block needs a transcript between its lines: people read it who hear or see nothing of it');
  return { kind: 'media', player, title, file: readPlayed(attributes['src'], player, desk), captions: readAllCaptions(attributes['captions'], player, desk), html };
}
