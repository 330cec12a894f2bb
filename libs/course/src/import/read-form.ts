import type { FormContent, FormWords } from '../domain/content.ts';
import { splitBlocks, type Block } from './blocks.ts';
import type { Faults } from './fault.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { renderMarkdown } from './markdown.ts';
import type { LessonDesk } from './surrounding.ts';
import type { LessonSurroundings } from './surrounding.ts';
import type { ReadWords } from './translating.ts';
import type { YamlFile } from './yaml-file.ts';

const MOST_LINES = 40;

export interface ReadForm {
  readonly content: FormContent;
  readonly front: YamlFile;
}

/** `::: lines 4` leaves four lines to write on, under what stands between. */
function linesOf({ title, line }: Block, file: string, faults: Faults): string {
  const count = Number(title);
  if (!Number.isInteger(count) || count < 1 || count > MOST_LINES) faults.add(file, line - 1, `lines need their number, from 1 to ${MOST_LINES}, such as "::: lines 4"`);
  return '<div class="write-line"></div>'.repeat(Math.min(Math.max(count || 1, 1), MOST_LINES));
}

function htmlOfForm(file: string, { body, bodyLine }: FrontMatter, surroundings: LessonSurroundings, faults: Faults): string {
  return splitBlocks(file, body, bodyLine, faults)
    .map((block) => {
      const { html, faults: found } = renderMarkdown(block.markdown, block.line, surroundings);
      for (const { line, message } of found) faults.add(file, line, message);
      if (block.kind === 'lines') return `<div class="write">${html}${linesOf(block, file, faults)}</div>`;
      if (block.kind !== 'text' && block.kind !== 'note') faults.add(file, block.line - 1, `a form has no block "${block.kind}"`);
      return block.kind === 'note' ? `<div class="note">${html}</div>` : html;
    })
    .join('\n');
}

/** Reads a paper to print, with its translations. */
export function readForm(file: string, { folder, faults, translating, surroundings }: LessonDesk): ReadForm | undefined {
  const matter = readFrontMatter(file, folder.text(file)!, 'a form', faults);
  if (!matter) return undefined;
  const entry = matter.front.root.only('slug', 'title', 'summary', 'modules', 'sources');
  const slug = entry.text('slug');
  if (file !== `forms/${slug}.md`) entry.fault(`the file of this form is forms/${slug}.md`, 'slug');
  const words: ReadWords<FormWords> = (translated, text, found) => {
    const other = readFrontMatter(translated, text, 'a translated form', found);
    const front = other?.front.root.only('of', 'title', 'summary');
    return other && front && { words: { title: front.text('title'), summary: front.text('summary'), html: htmlOfForm(translated, other, surroundings, found) }, front };
  };
  const content = { slug, title: entry.text('title'), summary: entry.text('summary'), modules: entry.texts('modules'), sources: entry.sources('a form'), html: htmlOfForm(file, matter, surroundings, faults) };
  return { content: { ...content, translations: translating.of(file, words) }, front: matter.front };
}
