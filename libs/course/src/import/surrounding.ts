import { posix } from 'node:path';
import { parseDocument } from 'yaml';
import type { Faults } from './fault.ts';
import type { Folder } from './folder.ts';
import type { Surroundings } from './markdown.ts';
import type { MediaFiles, MediaOutcome } from './media-files.ts';
import { readSvg, type SvgOutcome } from './svg.ts';
import type { Translating } from './translating.ts';

/** `01-oars.md`, but neither its guide nor its translations. */
export const LESSON = /(?<=^[^.]+)\.md$/;

export interface LessonSurroundings extends Surroundings {
  /** A file to play or of captions, for its path in the folder of the module. */
  media(path: string): MediaOutcome;
}

/** What a lesson is read with. */
export interface LessonDesk {
  readonly folder: Folder;
  readonly faults: Faults;
  readonly translating: Translating;
  readonly surroundings: LessonSurroundings;
}

/** What the lessons of a curriculum may point at: drawings, audio and video of their module, forms, and each other by their files. */
export class Surrounding {
  private readonly drawings = new Map<string, SvgOutcome | undefined>();
  private readonly lessons = new Map<string, string>();

  constructor(
    private readonly folder: Folder,
    modulePaths: readonly string[],
    private readonly media: MediaFiles,
    private readonly faults: Faults,
  ) {
    for (const path of modulePaths) for (const name of folder.names(`${path}/lessons`, LESSON)) this.remember(`${path}/lessons/${name}`);
    for (const name of folder.names('forms', LESSON)) this.lessons.set(`forms/${name}`, `/forms/${name.replace(LESSON, '')}`);
  }

  of(lessonPath: string): LessonSurroundings {
    const resolve = (target: string): string => posix.normalize(posix.join(posix.dirname(lessonPath), target));
    return {
      image: (target, alternative) => this.drawing(resolve(target), alternative),
      lesson: (target) => this.lessons.get(resolve(target.split('#')[0]!)),
      media: (target) => this.media.of(resolve(posix.join('..', target))),
    };
  }

  private remember(path: string): void {
    const front = /^---\n([\s\S]*?\n)---\n/.exec(this.folder.text(path)!)?.[1] ?? '';
    const lineage: unknown = parseDocument(front).get('lineage');
    if (typeof lineage === 'string') this.lessons.set(path, `/lessons/${lineage}`);
  }

  private drawing(path: string, alternative: string): string | undefined {
    if (!this.drawings.has(path)) this.drawings.set(path, this.readDrawing(path));
    const outcome = this.drawings.get(path);
    return outcome && 'svg' in outcome ? outcome.svg(alternative, posix.basename(path, '.svg').replace(/[^a-z0-9-]/gi, '-')) : undefined;
  }

  private readDrawing(path: string): SvgOutcome | undefined {
    const text = path.endsWith('.svg') ? this.folder.text(path) : undefined;
    if (text === undefined) return undefined;
    const outcome = readSvg(text);
    if ('faults' in outcome) for (const { line, message } of outcome.faults) this.faults.add(path, line, message);
    return outcome;
  }
}
