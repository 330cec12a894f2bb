import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { faultsOfCaptions } from '../domain/captions.ts';
import type { MediaFile } from '../domain/content.ts';
import { mediaTypeOf } from '../domain/media-type.ts';
import type { Faults } from './fault.ts';
import type { Folder } from './folder.ts';

const MEGABYTE = 1_048_576;
/** About ten minutes of video as people watch it on a phone; longer ones are better cut into parts. */
const MAX_MEGABYTES = 60;

/** A file that lessons play or show as captions. Its bytes stay on the disk until they are published: all of a curriculum's may be more than fits into memory. */
export interface MediaSource extends MediaFile {
  readonly path: string;
  readonly bytes: () => Buffer;
}

export type MediaOutcome = { readonly file: MediaSource } | { readonly fault: string };

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Audio, video and captions that lessons name, by their paths in the folder; each is read and judged once. */
export class MediaFiles {
  private readonly outcomes = new Map<string, MediaOutcome>();

  constructor(
    private readonly folder: Folder,
    private readonly faults: Faults,
  ) {}

  get sources(): MediaSource[] {
    return [...this.outcomes.values()].flatMap((outcome) => ('file' in outcome ? [outcome.file] : []));
  }

  of(path: string): MediaOutcome {
    const known = this.outcomes.get(path) ?? this.judge(path);
    this.outcomes.set(path, known);
    return known;
  }

  private judge(path: string): MediaOutcome {
    const size = this.folder.size(path);
    if (size === undefined) return { fault: `the file "${path}" is not there` };
    if (size > MAX_MEGABYTES * MEGABYTE) return { fault: `"${path}" is larger than ${MAX_MEGABYTES} MB` };
    const bytes = this.folder.bytes(path)!;
    const type = path.endsWith('.vtt') ? this.captionsType(path, bytes) : mediaTypeOf(bytes.subarray(0, 4096));
    if (type === undefined) return { fault: `"${path}" is by its content neither WebM, MP4, Ogg, MP3, M4A nor WAV` };
    const sha256 = sha256Of(bytes);
    return { file: { path, type, sha256, bytes: () => this.unchanged(path, sha256) } };
  }

  /** Faults of captions are noted in their own file. */
  private captionsType(path: string, bytes: Buffer): string {
    if (!isUtf8(bytes)) this.faults.add(path, 1, 'captions are saved as UTF-8: other letters than English ones would be shown wrong');
    for (const { line, message } of faultsOfCaptions(bytes.toString('utf8'))) this.faults.add(path, line, message);
    return 'text/vtt';
  }

  private unchanged(path: string, sha256: string): Buffer {
    const bytes = this.folder.bytes(path);
    if (!bytes || sha256Of(bytes) !== sha256) throw new Error(`${path} was changed while it was imported. Please import again.`);
    return bytes;
  }
}
