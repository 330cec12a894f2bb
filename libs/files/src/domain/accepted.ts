export type FileKind = 'recording' | 'document';

const MEGABYTE = 1_048_576;

/** An hour of a phone's video fits; a document is a few scanned pages. */
export const MAX_BYTES: Readonly<Record<FileKind, number>> = { recording: 750 * MEGABYTE, document: 20 * MEGABYTE };

/** Types as found in the bytes (never as claimed), and as which they are kept and served. */
const ACCEPTED: Readonly<Record<FileKind, Readonly<Record<string, string>>>> = {
  recording: {
    'video/webm': 'video/webm',
    'audio/webm': 'audio/webm',
    'video/mp4': 'video/mp4',
    'video/x-m4v': 'video/mp4',
    'video/quicktime': 'video/mp4',
    'audio/mp4': 'audio/mp4',
    'audio/x-m4a': 'audio/mp4',
    'audio/ogg': 'audio/ogg',
    'video/ogg': 'video/ogg',
    'audio/mpeg': 'audio/mpeg',
    'audio/wav': 'audio/wav',
    'audio/vnd.wave': 'audio/wav',
  },
  document: { 'application/pdf': 'application/pdf' },
};

const plain = (type: string): string => type.split(';')[0]!.trim().toLowerCase();

/** The type a file is kept as; undefined when this kind of file cannot be that. `audioOnly`: a container for video that carries sound alone. */
export function acceptedType(kind: FileKind, found: string | undefined, audioOnly: boolean): string | undefined {
  const type = found === undefined ? undefined : ACCEPTED[kind][plain(found)];
  return audioOnly ? type?.replace(/^video\/(webm|mp4|ogg)$/, 'audio/$1') : type;
}

/** Whether a claim made before the first byte is worth an upload; what counts is found in the bytes. */
export function mayBecome(kind: FileKind, claimed: string | undefined): boolean {
  return !claimed || plain(claimed) === 'application/octet-stream' || acceptedType(kind, claimed, false) !== undefined;
}

/** A file's name as kept: no folders, no control characters, not endless. */
export function tidyFileName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/u).at(-1)!.replace(/[\u0000-\u001f\u007f]/gu, '').trim();
  return Array.from(base).slice(0, 200).join('') || 'file';
}
