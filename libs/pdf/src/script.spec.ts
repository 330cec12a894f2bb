import { describe, expect, it } from '@jest/globals';
import { lineBreaker } from './lines.ts';
import { missingLetters, tidy } from './script.ts';

const lineOf = (text: string) => lineBreaker(tidy(text), 'serif', 0)(Number.POSITIVE_INFINITY).lines[0]!;
const told = (text: string): string => String.fromCodePoint(...lineOf(text).runs.flatMap(({ glyphs }) => glyphs.flatMap(({ codePoints }) => codePoints)));
const facesOf = (text: string): readonly string[] => lineOf(text).runs.map(({ face }) => face.key);

describe('a name', () => {
  it.each(["Zoë O'Brien-Ñandú", 'Nguyễn Thị Minh Khai', 'Şükrü', 'Алексей Ёлкин', 'Ελένη Παπαδοπούλου', 'Łukasz Żółć', 'Sukarno', '王小明', 'さくら', 'X Æ A-Xii'])('· %s has a glyph for every letter', (name) =>
    expect(told(name)).toBe(name));
  it('· is drawn by the fonts that have its letters', () => {
    expect(facesOf("Zoë O'Brien-Ñandú")).toEqual(['serif']);
    expect(facesOf('محمد العلي')).toEqual(['arabic']);
    expect(facesOf('अनुष्का')).toEqual(['sans']);
    expect(facesOf('Li 王')).toEqual(['serif', expect.stringMatching(/^sc-\d+-400$/)]);
  });
  it('· of Korean has a run for each slice that its syllables lie in', () => {
    const keys = facesOf('김뷁준');
    expect(keys).toEqual([expect.stringMatching(/^kr-/), expect.stringMatching(/^kr-/), expect.stringMatching(/^kr-/)]);
    expect(keys[1]).not.toBe(keys[0]);
    expect(told('김뷁준')).toBe('김뷁준');
    expect(facesOf('Kim 김민준')).toEqual(['serif', ...facesOf('김민준')]);
  });
  it('· reads the same whatever was drawn before it', () => {
    const before = lineOf('Nguyễn');
    lineOf('ffi Ň ễ n N');
    expect(lineBreaker('Nguyễn ', 'serif', 0)(Number.POSITIVE_INFINITY).lines[0]!.runs[0]!.glyphs.slice(0, 6)).toEqual(before.runs[0]!.glyphs);
  });
  it('· in Arabic runs from right to left, joined', () => {
    const { reordered, runs } = lineOf('محمد');
    expect(reordered).toBe(true);
    expect(runs[0]!.glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints))).toEqual(['د', 'م', 'ح', 'م']);
    expect(new Set(runs[0]!.glyphs.map(({ id }) => id)).size).toBe(4); // the two م differ: one begins, one stands between
  });
  it('· of two directions has its parts in the order they are seen', () => {
    const { runs } = lineOf('Ali علي Hasan');
    expect(runs.map(({ face }) => face.key)).toEqual(['serif', 'arabic', 'serif']);
    expect(told('(علي)')).toBe('(يلع)');
  });
  it('· keeps a decomposed letter whole', () => expect(told('Zoe\u0308')).toBe('Zoë'));
  it.each([
    ['བསྟན', ['བ', 'སྟ', 'ན']],
    ['Kim ଓଡ଼ିଆ', ['ଓ', 'ଡ଼ି', 'ଆ']],
    ['😀 Rosa 😀', ['😀']],
  ])('· %s names the letters that cannot be drawn', (name, letters) => expect(missingLetters(name)).toEqual(letters));
  it.each(['Rosa', 'محمد', 'שרה כהן', 'Kim 김민준', 'Anna\u200d Lee', '\u2067محمد\u2069'])('· %j has none missing', (name) => expect(missingLetters(name)).toEqual([]));
});
