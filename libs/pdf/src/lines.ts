import type { Broken } from './domain/fit.ts';
import type { Face, Style } from './faces.ts';
import { lettersOf, type Letter } from './script.ts';
import { shape, type Shaped } from './shaping.ts';

/** A piece of a line in one font and one direction. */
export interface Run extends Shaped {
  readonly face: Face;
}

/** One line, its runs from left to right; `width` in thousandths of the size, without the space it may end with. */
export interface TextLine {
  /** Its part of the text, with the space it may end with. */
  readonly text: string;
  readonly runs: readonly Run[];
  readonly width: number;
  /** It has letters that do not stand in the order they are read. */
  readonly reordered: boolean;
  /** It ends between two words, at a space. */
  readonly ended: boolean;
}

interface Word {
  readonly word: readonly Letter[];
  /** Without the space it may end with, and with it. */
  readonly width: number;
  readonly open: number;
}

/** Makes the function that breaks a text into lines; `tracking` is added behind each glyph, in thousandths of the size. */
export function lineBreaker(text: string, style: Style, tracking: number): (width: number) => Broken<TextLine> {
  const letters = lettersOf(text, style);
  let measured: readonly Word[] | undefined;
  return (width) => {
    // Most texts fit in one line, and no word of them has to be measured.
    if (width === Number.POSITIVE_INFINITY) return { lines: letters.length > 0 ? [lineOf(letters, tracking)] : [], forced: false };
    measured ??= splitAtBreaks(letters).map((word) => ({ word, width: lineOf(word, tracking).width, open: lineOf(word, tracking, true).width }));
    const lines: Letter[][] = [];
    let [line, filled, forced]: [Letter[], number, boolean] = [[], 0, false];
    const flush = (): void => {
      if (line.length > 0) lines.push(line);
      [line, filled] = [[], 0];
    };
    for (const { word, width: own, open } of measured) {
      if (line.length > 0 && filled + own > width) flush();
      if (own > width) {
        forced = true;
        const pieces = cut(word, width, tracking);
        lines.push(...pieces.slice(0, -1));
        [line, filled] = [pieces.at(-1)!, lineOf(pieces.at(-1)!, tracking, true).width];
      } else [line, filled] = [[...line, ...word], filled + open];
    }
    flush();
    return { lines: lines.map((one) => lineOf(one, tracking)), forced };
  };
}

function splitAtBreaks(letters: readonly Letter[]): readonly Letter[][] {
  const words: Letter[][] = [[]];
  for (const letter of letters) {
    words.at(-1)!.push(letter);
    if (letter.breakAfter) words.push([]);
  }
  return words.filter((word) => word.length > 0);
}

/** A word wider than the whole line is cut between letters, as late as it must be. */
function cut(word: readonly Letter[], width: number, tracking: number): Letter[][] {
  const pieces: Letter[][] = [[]];
  for (const letter of word) {
    const piece = pieces.at(-1)!;
    if (piece.length > 0 && lineOf([...piece, letter], tracking).width > width) pieces.push([letter]);
    else piece.push(letter);
  }
  return pieces;
}

function lineOf(letters: readonly Letter[], tracking: number, withSpace = false): TextLine {
  const reordered = letters.some(({ level }) => level % 2 === 1);
  const end = letters.findLastIndex(({ space }) => !space) + 1;
  // A line that goes on keeps its space, so that whoever reads the text aloud hears two words; from right to left the whole text is told apart.
  const runs = visualOrder(runsOf(reordered ? letters.slice(0, end) : letters)).map((run) => track(run, tracking));
  const total = runs.reduce((width, run) => width + run.width, 0);
  const ended = end < letters.length;
  const text = letters.map((letter) => letter.text).join('');
  if (reordered || withSpace) return { text, runs, width: total, reordered, ended };
  const hanging = runs.flatMap(({ glyphs }) => glyphs).slice(glyphCount(runs) - (letters.length - end)).reduce((width, { advance }) => width + advance, 0);
  return { text, runs, width: total - hanging - (end > 0 ? tracking : 0), reordered, ended };
}

const glyphCount = (runs: readonly Run[]): number => runs.reduce((count, { glyphs }) => count + glyphs.length, 0);

interface Piece {
  readonly face: Face;
  readonly level: number;
  text: string;
}

function runsOf(letters: readonly Letter[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { drawn, face, level } of letters) {
    const last = pieces.at(-1);
    if (last && last.face === face && last.level === level) last.text += drawn;
    else pieces.push({ face, level, text: drawn });
  }
  return pieces.filter(({ text }) => text !== '');
}

/** UAX #9, rule L2: from the highest level down to the lowest odd one, turn around what stands at that level or above. */
function visualOrder(pieces: Piece[]): Run[] {
  for (let level = Math.max(0, ...pieces.map((piece) => piece.level)); level >= 1; level -= 1) {
    for (let from = 0; from < pieces.length; from += 1) {
      let to = from;
      while (to < pieces.length && pieces[to]!.level >= level) to += 1;
      if (to > from + 1) pieces.splice(from, to - from, ...pieces.slice(from, to).toReversed());
      from = Math.max(from, to);
    }
  }
  return pieces.map(({ text, face, level }) => ({ face, ...shape(text, face, level % 2 === 1) }));
}

function track(run: Run, tracking: number): Run {
  if (tracking === 0) return run;
  return { ...run, glyphs: run.glyphs.map((glyph) => ({ ...glyph, advance: glyph.advance + tracking })), width: run.width + tracking * run.glyphs.length };
}
