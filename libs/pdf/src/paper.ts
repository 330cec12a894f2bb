import type { Strip } from './domain/flow.ts';
import type { Style } from './faces.ts';
import type { StructureOptions, Tag } from './pdfkit.ts';
import { setText, type SetText } from './text.ts';

/** A paper of as many pages as its blocks take. All words are in `lang` (BCP 47). */
export interface Paper {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly lang: string;
  /** What stands at the foot beside the title; pages count from 1. */
  readonly footer: (page: number, pages: number) => string;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly quiet?: boolean; readonly small?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** `widths` are shares of the page’s width, one for each cell of the head; the first cell of a row is the row’s head. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly widths: readonly number[] };

/** A text, and what it is to those who listen. */
export interface Cell {
  readonly tag: Tag;
  readonly scope?: StructureOptions['scope'];
  readonly text: SetText;
}

/** A strip of a paper with its texts, set as if at the top of the page. `block` counts from 0. */
export interface PaperStrip extends Strip {
  readonly block: number;
  readonly kind: 'heading' | 'text' | 'item' | 'head' | 'row';
  readonly cells: readonly Cell[];
}

export const MARGIN = 54;
export const SHEET = { width: 612, height: 792 };
export const WIDTH = SHEET.width - 2 * MARGIN;
export const COLORS = { ink: '#1d4038', body: '#222a28', quiet: '#55605c', line: '#d3d8d4', accent: '#b5653a' };
export const INDENT = 14;
const GUTTER = 12;

interface Look {
  readonly font: Style;
  readonly size: number;
  readonly leading: number;
  readonly color: string;
}

const HEADINGS = {
  1: { tag: 'H1', gap: 0, font: 'serif-bold', size: 22, leading: 1.25, color: COLORS.ink },
  2: { tag: 'H2', gap: 26, font: 'serif-bold', size: 14.5, leading: 1.3, color: COLORS.ink },
  3: { tag: 'H3', gap: 14, font: 'sans-bold', size: 10, leading: 1.4, color: COLORS.ink },
} as const;
const BODY: Look = { font: 'sans', size: 9.5, leading: 1.5, color: COLORS.body };
const CELL: Look = { font: 'sans', size: 8.5, leading: 1.4, color: COLORS.body };
const HEAD: Look = { ...CELL, font: 'sans-bold', color: COLORS.ink };

/** Sets words at the top of a page, as wide as asked; a word that is wider is cut, never made smaller than its neighbors. */
export function setWords(words: string, look: Look, x = MARGIN, width = WIDTH, align: 'left' | 'right' = 'left'): SetText {
  const free = { height: undefined, lines: undefined, valign: 'top', fit: 'wrap', tracking: 0 } as const;
  return setText({ ...free, ...look, words, x, y: 0, width, align, min: look.size, at: 0, children: [] });
}

const linesOf = (cells: readonly Cell[]): number => Math.max(1, ...cells.map(({ text }) => text.lines.length));
const stepOf = ({ size, leading }: Look): number => size * leading;

/** Sets every text of a paper. Throws `GlyphMissing`. */
export function stripsOf(blocks: readonly PaperBlock[]): readonly PaperStrip[] {
  const strips: PaperStrip[] = [];
  blocks.forEach((block, index) => strips.push(...stripsOfBlock(block, index, strips.length)));
  return strips;
}

function stripsOfBlock(block: PaperBlock, index: number, before: number): readonly PaperStrip[] {
  if (block.kind === 'table') return rowsOf(block, index, before);
  if (block.kind === 'list') return block.items.map((item, at) => plain(index, 'item', 'LBody', setWords(item, BODY, MARGIN + INDENT, WIDTH - INDENT), BODY, at === 0 ? 6 : 2.5));
  if (block.kind === 'heading') return [plain(index, 'heading', HEADINGS[block.level].tag, setWords(block.text, HEADINGS[block.level]), HEADINGS[block.level], HEADINGS[block.level].gap)];
  const look = { ...BODY, size: block.small ? CELL.size : BODY.size, color: block.quiet ? COLORS.quiet : BODY.color };
  return [plain(index, 'text', 'P', setWords(block.text, look), look, 6)];
}

function plain(block: number, kind: PaperStrip['kind'], tag: Tag, text: SetText, look: Look, gap: number): PaperStrip {
  const cells = [{ tag, text }];
  return { block, kind, cells, lines: linesOf(cells), step: stepOf(look), pad: 0, gap, leads: kind === 'heading' };
}

function rowsOf({ head, rows, widths }: Extract<PaperBlock, { kind: 'table' }>, block: number, before: number): readonly PaperStrip[] {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width, at) => ({ x: MARGIN + (widths.slice(0, at).reduce((sum, one) => sum + one, 0) / all) * WIDTH, width: (width / all) * WIDTH }));
  const row = (words: readonly string[], kind: 'head' | 'row'): PaperStrip => {
    const look = kind === 'head' ? HEAD : CELL;
    const cells = columns.map(({ x, width }, at): Cell => {
      const text = setWords(words[at] ?? '', look, x, width - (at === columns.length - 1 ? 0 : GUTTER));
      return kind === 'head' ? { tag: 'TH', scope: 'Column', text } : at === 0 ? { tag: 'TH', scope: 'Row', text } : { tag: 'TD', text };
    });
    return { block, kind, cells, lines: linesOf(cells), step: stepOf(look), pad: 7, gap: kind === 'head' ? 8 : 0, leads: kind === 'head' && rows.length > 0, under: kind === 'row' ? before : undefined };
  };
  return [row(head, 'head'), ...rows.map((words) => row(words, 'row'))];
}
