import type { Activity, LessonPart } from '../domain/content.ts';
import { splitBlocks, type Block } from './blocks.ts';
import type { Faults } from './fault.ts';
import type { FrontMatter } from './front-matter.ts';
import { renderMarkdown } from './markdown.ts';
import { readMedia, type MediaDesk } from './read-media.ts';
import type { LessonSurroundings } from './surrounding.ts';

const ID = /^[a-z0-9][a-z0-9-]*$/;

/** The body of a lesson: its blocks as they stand in the file, and the parts that the page shows. */
export interface Body {
  readonly blocks: readonly Block[];
  readonly parts: readonly LessonPart[];
}

class BodyReader {
  constructor(
    private readonly file: string,
    private readonly faults: Faults,
    private readonly surroundings: LessonSurroundings,
  ) {}

  part(block: Block): LessonPart {
    const { html, faults } = renderMarkdown(block.markdown, block.line, this.surroundings);
    for (const { line, message } of faults) this.faults.add(this.file, line, message);
    if (block.kind === 'practice' || block.kind === 'reflection') return this.activity(block, block.kind, html);
    if (block.kind === 'media') return readMedia(block, html, this.desk(block.line - 1));
    if (block.kind === 'lines') this.faults.add(this.file, block.line - 1, 'lines to write on belong into a form');
    if (block.kind === 'lines') return { kind: 'note', html };
    return block.kind === 'story' ? { kind: 'story', title: block.title, html } : { kind: block.kind, html };
  }

  checkIds(blocks: readonly Block[]): void {
    const seen = new Set<string>();
    for (const { attributes, kind, line } of blocks) {
      const id = attributes['id'];
      if ((kind !== 'practice' && kind !== 'reflection') || !id) continue;
      if (seen.has(id)) this.faults.add(this.file, line - 1, `the id "${id}" is used twice in this lesson`);
      seen.add(id);
    }
  }

  private desk(line: number): MediaDesk {
    const { file, faults } = this;
    return { find: (path) => this.surroundings.media(path), fault: (message) => faults.add(file, line, message), warn: (message) => faults.warn(file, line, message) };
  }

  private activity({ attributes, line }: Block, kind: Activity['kind'], html: string): Activity {
    const { id = '', minutes = '', optional } = attributes;
    if (!ID.test(id)) this.faults.add(this.file, line - 1, `a ${kind} needs an id of small letters, digits and dashes, such as id=my-first-contact`);
    if (!/^[1-9]\d{0,2}$/.test(minutes)) this.faults.add(this.file, line - 1, `a ${kind} needs its minutes, such as minutes=10`);
    return { kind, id, minutes: Number.parseInt(minutes, 10) || 0, optional: optional === 'yes', html };
  }
}

export function readBody(file: string, { body, bodyLine }: FrontMatter, surroundings: LessonSurroundings, faults: Faults): Body {
  const reader = new BodyReader(file, faults, surroundings);
  const blocks = splitBlocks(file, body, bodyLine, faults);
  reader.checkIds(blocks);
  return { blocks, parts: blocks.map((block) => reader.part(block)) };
}

/** A body without blocks, as one piece of HTML: the text of a guide. */
export function readText(file: string, { body, bodyLine }: FrontMatter, surroundings: LessonSurroundings, faults: Faults): string {
  const { html, faults: found } = renderMarkdown(body, bodyLine, surroundings);
  for (const { line, message } of found) faults.add(file, line, message);
  return html;
}
