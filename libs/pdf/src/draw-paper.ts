import { createHash } from 'node:crypto';
import { flow, type Place } from './domain/flow.ts';
import { circle, line, paint } from './domain/operators.ts';
import { COLORS, MARGIN, SHEET, setWords, stripsOf, WIDTH, type Paper, type PaperStrip } from './paper.ts';
import { closePdf, openPdf, type Pdf, type Structure, type Tag } from './pdfkit.ts';
import { actualText, writeText } from './tagged.ts';
import { partOf } from './text.ts';

const FOOT = { font: 'sans', size: 8, leading: 1.4, color: COLORS.quiet } as const;
const FOOT_TOP = SHEET.height - MARGIN + 16;

/**
 * Draws a paper on letter sheets: PDF 1.7, PDF/A-3a and PDF/UA-1 in structure, as certificates are. A heading stands with what it leads, the head of a table above
 * each of its pages. The same paper and date give the same bytes. Throws `GlyphMissing`.
 */
export function drawPaper(paper: Paper, { createdAt }: { readonly createdAt: Date }): Buffer {
  const strips = stripsOf(paper.blocks);
  const pages = pagesOf(flow(strips, SHEET.height - 2 * MARGIN));
  const { title, author, subject, lang } = paper;
  const footers = pages.map((_, at) => paper.footer(at + 1, pages.length));
  const id = createHash('sha256').update(JSON.stringify([paper, footers, createdAt])).digest().subarray(0, 16);
  const pdf = openPdf({ title, author, subject, lang, createdAt, id });
  const root = pdf.struct('Document', { lang });
  pdf.addStructure(root);
  const structures = structuresOf(pdf, root, strips);
  pages.forEach((places, at) => {
    pdf.addPage({ size: 'letter', layout: 'portrait', margin: 0 });
    for (const place of places) drawStrip(pdf, strips[place.strip]!, structures[place.strip]!, place);
    drawFoot(pdf, title, footers[at]!);
  });
  root.end();
  return closePdf(pdf);
}

/** At least one page: a file of none cannot be opened. */
function pagesOf(places: readonly Place[]): readonly (readonly Place[])[] {
  const last = places.at(-1)?.page ?? 0;
  return Array.from({ length: last + 1 }, (_, page) => places.filter((place) => place.page === page));
}

/** The element of each cell of each strip, all in their tree before anything is drawn, so that what goes on on another page stays one element. */
function structuresOf(pdf: Pdf, root: Structure, strips: readonly PaperStrip[]): readonly (readonly Structure[])[] {
  const within = (parent: Structure, tag: Tag, options = {}): Structure => {
    const element = pdf.struct(tag, options);
    parent.add(element);
    return element;
  };
  const wholes = new Map<number, Structure>();
  const whole = (block: number, tag: Tag): Structure => {
    const known = wholes.get(block) ?? within(root, tag);
    wholes.set(block, known);
    return known;
  };
  const parentOf = ({ block, kind }: PaperStrip): Structure => {
    if (kind === 'item') return within(whole(block, 'L'), 'LI');
    return kind === 'head' || kind === 'row' ? within(whole(block, 'Table'), 'TR') : root;
  };
  return strips.map((strip) => {
    const parent = parentOf(strip);
    return strip.cells.map(({ tag, scope, text }) => within(parent, tag, { ...actualText(text), ...(scope ? { scope } : {}) }));
  });
}

function drawStrip(pdf: Pdf, strip: PaperStrip, structures: readonly Structure[], { top, from, to, again }: Place): void {
  const down = MARGIN + top + strip.pad / 2;
  const parts = strip.cells.map(({ text }) => partOf(text, from, to, down));
  if (strip.kind === 'item' && from === 0) artifact(pdf, 'Layout', () => pdf.addContent(paint(circle(MARGIN + 4, down + strip.step / 2, 1.4), { fill: COLORS.accent, line: 0 })));
  const write = (): void => parts.forEach((part) => part.lines.length > 0 && writeText(pdf, part));
  if (again) artifact(pdf, 'Pagination', write);
  else parts.forEach((part, at) => part.lines.length > 0 && structures[at]!.add(() => writeText(pdf, part)));
  if (strip.kind !== 'head' && strip.kind !== 'row') return;
  const bottom = MARGIN + top + (to - from) * strip.step + strip.pad;
  const look = strip.kind === 'head' ? { stroke: COLORS.ink, line: 0.8 } : { stroke: COLORS.line, line: 0.5 };
  artifact(pdf, 'Layout', () => pdf.addContent(paint(line(MARGIN, bottom, WIDTH), look)));
}

function drawFoot(pdf: Pdf, title: string, footer: string): void {
  const [left, right] = [setWords(title, FOOT, MARGIN, WIDTH * 0.75), setWords(footer, FOOT, MARGIN + WIDTH * 0.75, WIDTH * 0.25, 'right')];
  artifact(pdf, 'Pagination', () => [left, right].forEach((text) => text.lines.length > 0 && writeText(pdf, partOf(text, 0, text.lines.length, FOOT_TOP))));
}

/** What nobody has to listen to. */
function artifact(pdf: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
}
