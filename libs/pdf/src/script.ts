import bidiModule, { type Bidi } from 'bidi-js';
import { faceFor, type Face, type Style } from './faces.ts';
import { GlyphMissing } from './refusals.ts';

// The package's types say ES module, its file is CommonJS: what arrives is the factory itself.
const bidi: Bidi = (bidiModule as unknown as () => Bidi)();
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Marks that steer joining and direction but have no shape of their own. */
const SHAPELESS = /\p{Default_Ignorable_Code_Point}/u;
/** Between these, and before or after them, a line may end without a space (UAX #14, class ID, simplified). */
const IDEOGRAPH = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What a reader sees as one letter, with the font that draws it. `drawn` is mirrored where the direction asks for it: ( in Arabic is ). */
export interface Letter {
  readonly text: string;
  readonly drawn: string;
  readonly face: Face;
  readonly level: number;
  readonly breakAfter: boolean;
  readonly space: boolean;
}

/** Letters in the order they are spoken; `level` of UAX #9 is odd where they run from right to left. */
export function lettersOf(text: string, style: Style): readonly Letter[] {
  const { levels } = bidi.getEmbeddingLevels(text);
  const mirrored = bidi.getMirroredCharactersMap(text, levels);
  const clusters = [...graphemes.segment(text)];
  const missing: string[] = [];
  let [face, before]: [Face | undefined, number] = [undefined, 0];
  const letters = clusters.map(({ segment, index }, position): Letter => {
    const drawn = Array.from(mirrored.get(index) ?? segment).filter((character) => !SHAPELESS.test(character) || drawable(character, face)).join('');
    const next = clusters[position + 1]?.segment ?? '';
    const level = levels[index] ?? 0;
    // A space or a hyphen stays in the font of the word before it, where that has one: fewer runs, and no jump in spacing.
    const stays = drawn === '' || (/^[\s\p{P}]/u.test(drawn) && level === before && drawable(drawn, face));
    face = stays ? face : faceFor(codePointsOf(drawn), style);
    before = level;
    if (drawn && !face) missing.push(segment);
    const space = /^\s/.test(segment);
    const breakAfter = space || /[-\u2010\u2013\u2014/]$/.test(segment) || ((IDEOGRAPH.test(segment) || IDEOGRAPH.test(next)) && !/^[\p{Pe}\p{Po}\p{Pf}]/u.test(next));
    return { text: segment, drawn, face: face ?? faceFor([0x20], style)!, level, breakAfter, space };
  });
  if (missing.length > 0) throw new GlyphMissing([...new Set(missing)]);
  return letters;
}

const codePointsOf = (text: string): readonly number[] => Array.from(text, (character) => character.codePointAt(0)!);
const drawable = (text: string, face: Face | undefined): boolean => face !== undefined && codePointsOf(text).every((codePoint) => face.font.hasGlyphForCodePoint(codePoint));

/**
 * The letters of a text that no bundled font can draw, each once; empty where all can be. For a form that asks for a name long before it is
 * drawn, in the font of names unless another is asked for. Odia, Tibetan, Mongolian and some rarer scripts are not bundled, nor are pictures.
 */
export function missingLetters(text: string, style: Style = 'serif'): readonly string[] {
  try {
    lettersOf(tidy(text), style);
    return [];
  } catch (error) {
    if (error instanceof GlyphMissing) return String(error.facts['letters']).split(' ');
    throw error;
  }
}

/** As drawn: composed letters (NFC) and single spaces. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
