import { asDrawn, featuresOf } from './domain/reorder.ts';
import type { Face } from './faces.ts';
import { Kept } from './kept.ts';

/** A glyph where it goes; distances in thousandths of the size. `codePoints` is what it stands for in this text. */
export interface PlacedGlyph {
  readonly id: number;
  readonly codePoints: readonly number[];
  readonly width: number;
  readonly advance: number;
  readonly rise: number;
  readonly shift: number;
}

export interface Shaped {
  readonly glyphs: readonly PlacedGlyph[];
  readonly width: number;
}

/** Enough for the fixed words of all templates and the names of a busy day. */
const shaped = new Kept<Shaped>(4000);

/** Shapes a run of one font and one direction; the answer is from left to right. */
export function shape(text: string, face: Face, rightToLeft: boolean): Shaped {
  return shaped.get(`${face.key}\n${rightToLeft ? 'R' : 'L'}\n${text}`, () => shapeAnew(text, face, rightToLeft));
}

function shapeAnew(text: string, { font }: Face, rightToLeft: boolean): Shaped {
  // fontkit remembers for each glyph the letters it first stood for, and none at all for one first met as part of another ("Nguyễn" then reads
  // "guyễ"). Forgetting them before each text makes the letters those of this text, and a document the same whatever was drawn before it.
  font._glyphs = {};
  const { glyphs, positions } = font.layout(asDrawn(text), featuresOf(text), undefined, undefined, rightToLeft ? 'rtl' : 'ltr');
  const scale = 1000 / font.unitsPerEm;
  const placed = glyphs.map(({ id, codePoints, advanceWidth }, index): PlacedGlyph => {
    const { xAdvance, xOffset, yOffset } = positions[index]!;
    return { id, codePoints: [...codePoints], width: advanceWidth * scale, advance: xAdvance * scale, shift: xOffset * scale, rise: yOffset * scale };
  });
  return { glyphs: placed, width: placed.reduce((width, { advance }) => width + advance, 0) };
}
