import type { Canvas } from './canvas.ts';
import type { Drawn } from './domain/grammar.ts';
import { fitText } from './domain/fit.ts';
import { number, rgb } from './domain/operators.ts';
import { Kept } from './kept.ts';
import { lineBreaker, type Run, type TextLine } from './lines.ts';
import type { EmbeddedFont } from './pdfkit.ts';
import { TextTooLong } from './refusals.ts';
import { tidy } from './script.ts';

export type Written = Omit<Drawn<'link'>, 'element' | 'href'>;

/** A text in its place: lines with their left end and baseline, and the box they fill. */
export interface SetText {
  readonly text: string;
  /** It has letters that do not stand in the order they are read. */
  readonly reordered: boolean;
  readonly size: number;
  readonly color: string;
  readonly lines: readonly { readonly line: TextLine; readonly x: number; readonly baseline: number }[];
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

// Capitals of all the Noto faces are 0.714 of the size: half of that below the middle of its line is where a line stands.
const HALF_CAPITAL = 0.357;
const EM = 1000;

// Most of a certificate says the same as the one before it.
const set = new Kept<SetText>(500);

/** Breaks, fits and places a text inside its element's box. Throws `GlyphMissing` or `TextTooLong`; never leaves the box. */
export function setText(element: Written): SetText {
  const { x, y, width, height, font, size, color, align, valign, fit, min, lines, leading, tracking } = element;
  return set.get(JSON.stringify([element.words, x, y, width, height, font, size, color, align, valign, fit, min, lines, leading, tracking]), () => setAnew(element));
}

function setAnew(element: Written): SetText {
  const text = tidy(element.words);
  const fitted = fitText(element, lineBreaker(text, element.font, (element.tracking / element.size) * EM));
  if (!fitted) throw new TextTooLong(text);
  const { size, lines } = fitted;
  const step = size * element.leading;
  const free = Math.max(0, (element.height ?? 0) - step * lines.length);
  const top = element.y + free * { top: 0, middle: 0.5, bottom: 1 }[element.valign];
  const share = { left: 0, center: 0.5, right: 1 }[element.align];
  const placed = lines.map((line, index) => ({
    line,
    x: element.x + (element.width - (line.width * size) / EM) * share,
    baseline: top + step * (index + 0.5) + HALF_CAPITAL * size,
  }));
  const x = Math.min(...placed.map((one) => one.x));
  const width = Math.max(0, ...lines.map((line) => (line.width * size) / EM));
  const reordered = lines.some((line) => line.reordered);
  return { text, reordered, size, color: element.color, lines: placed, box: { x, y: top, width, height: step * lines.length } };
}

/** The lines `from` to `to` of a text, the first of them `down` points below where the text was set: a text that goes on on another page. */
export function partOf(text: SetText, from: number, to: number, down: number): SetText {
  const { y } = text.box;
  const step = text.box.height / Math.max(1, text.lines.length);
  const lines = text.lines.slice(from, to).map((line) => ({ ...line, baseline: line.baseline + down - from * step }));
  return { ...text, text: lines.map(({ line }) => line.text).join(''), lines, box: { ...text.box, y: y + down, height: step * lines.length } };
}

/**
 * The operators of a text, and whether its glyphs line by line tell another text than it is (shaped, cut inside a word): then it needs ActualText. So it does
 * where signs are set above or below a letter: readers such as poppler take the way there and back for a space.
 */
export function textOperators(canvas: Canvas, { text, size, color, lines }: SetText): { readonly operators: string; readonly unlike: boolean } {
  const told: number[] = [];
  const operators = lines.flatMap(({ line, x, baseline }) => {
    let left = x;
    return line.runs.map((run) => {
      const drawn = runOperators(canvas.use(run.face), run, size, left, baseline, told);
      left += (run.width * size) / EM;
      return drawn;
    });
  });
  return { operators: `BT ${rgb(color)} rg\n${operators.join('\n')}\nET`, unlike: String.fromCodePoint(...told) !== text || lines.slice(0, -1).some(({ line }) => !line.ended) || lines.some(({ line }) => line.runs.some(hasLifted)) };
}

const isLifted = ({ shift, rise }: Run['glyphs'][number]): boolean => shift !== 0 || rise !== 0;
const hasLifted = ({ glyphs }: Run): boolean => glyphs.some(isLifted);

function runOperators(font: EmbeddedFont, run: Run, size: number, left: number, baseline: number, told: number[]): string {
  const at = (x: number, rise: number): string => `1 0 0 -1 ${number(x)} ${number(baseline - rise)} Tm`;
  const operators = [`/${font.id} ${number(size)} Tf ${at(left, 0)}`];
  let [row, hex, x, moved] = ['', '', left, false];
  const show = (): void => {
    if (hex) row += `<${hex}>`;
    if (row) operators.push(`[${row}] TJ`);
    [row, hex] = ['', ''];
  };
  for (const glyph of run.glyphs) {
    const lifted = isLifted(glyph);
    if (lifted || moved) {
      show();
      operators.push(at(x + (glyph.shift * size) / EM, (glyph.rise * size) / EM));
    }
    moved = lifted;
    hex += include(font, glyph, told);
    if (glyph.advance !== glyph.width) [row, hex] = [`${row}<${hex}>${number(glyph.width - glyph.advance)}`, ''];
    x += (glyph.advance * size) / EM;
  }
  show();
  return operators.join('\n');
}

/** Takes a glyph into the document's font, and notes which letters a reader will find behind it: the first that used it decides. */
function include(font: EmbeddedFont, glyph: Run['glyphs'][number], told: number[]): string {
  const id = font.subset.includeGlyph(glyph.id);
  font.widths[id] ??= glyph.width;
  font.unicode[id] ??= glyph.codePoints;
  told.push(...font.unicode[id]);
  return id.toString(16).padStart(4, '0');
}
