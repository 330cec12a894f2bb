import { circle, frame, line, paint, placed, rgb } from './domain/operators.ts';
import { traceOutline } from './domain/outline.ts';
import type { AnyDrawn, Drawn } from './domain/grammar.ts';
import type { Face } from './faces.ts';
import { embed, type EmbeddedFont, type Pdf, type Reference } from './pdfkit.ts';

/** Where operators go: a page, or the picture of a seal. Its y grows downwards from the top left corner. */
export interface Canvas {
  write(operators: string): void;
  use(face: Face): EmbeddedFont;
}

export function pageCanvas(pdf: Pdf): Canvas {
  return { write: (operators) => pdf.addContent(operators), use: (face) => listFont(embed(pdf, face), pdf.page.fonts) };
}

/** A picture of its own (form XObject, ISO 32000-1 §8.10); `finish` writes it. */
export function pictureCanvas(pdf: Pdf, width: number, height: number): Canvas & { finish(): Reference } {
  const fonts: Record<string, Reference> = {};
  const operators = [`1 0 0 -1 0 ${height} cm`];
  return {
    write: (more) => void operators.push(more),
    use: (face) => listFont(embed(pdf, face), fonts),
    finish: () => {
      const picture = pdf.ref({ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [0, 0, width, height], Resources: { Font: fonts } });
      picture.end(operators.join('\n'));
      return picture;
    },
  };
}

function listFont(font: EmbeddedFont, fonts: Record<string, Reference>): EmbeddedFont {
  fonts[font.id] ??= font.ref();
  return font;
}

export type Shape = Drawn<'frame'> | Drawn<'rule'> | Drawn<'circle'> | Drawn<'path'>;

export function isShape(element: AnyDrawn): element is Shape {
  return ['frame', 'rule', 'circle', 'path'].includes(element.element);
}

/** Lines and surfaces: what a page looks like, and nothing a reader has to be told. */
export function shapeOperators(shape: Shape): string {
  if (shape.element === 'circle') return paint(circle(shape.x, shape.y, shape.radius), shape);
  if (shape.element === 'path') return placed(shape.x, shape.y, shape.turn, shape.scale, paint(outlineOf(shape.d), shape));
  const outline = shape.element === 'frame' ? frame(shape.x, shape.y, shape.width, shape.height, shape.corner) : line(shape.x, shape.y, shape.width);
  return paint(outline, { stroke: shape.color, line: shape.line });
}

const traced = new Map<string, string>();

/** Ornaments are the same in every document; a template has a handful. */
function outlineOf(d: string): string {
  const known = traced.get(d) ?? traceOutline(d);
  if (traced.size < 200) traced.set(d, known);
  return known;
}

/** The dark modules of a QR code, row by row, as rectangles of one unit's height. */
export function modulesOperators(modules: { readonly size: number; readonly data: ArrayLike<number> }, x: number, y: number, side: number, color: string): string {
  const rectangles: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      const start = column;
      while (column < modules.size && modules.data[row * modules.size + column]) column += 1;
      if (column > start) rectangles.push(`${start} ${row} ${column - start} 1 re`);
    }
  }
  return placed(x, y, 0, side / modules.size, `${rgb(color)} rg ${rectangles.join(' ')} f`);
}
