import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { faceFor } from './faces.ts';
import { unwrapWoff } from './woff.ts';

const keyOf = (letter: string, style: Parameters<typeof faceFor>[1] = 'serif'): string | undefined => faceFor(Array.from(letter, (character) => character.codePointAt(0)!), style)?.key;

describe('the font of a letter', () => {
  it.each([
    ['a', 'serif'], ['ё', 'serif'], ['Ω', 'serif'], ['ễ', 'serif'], ['€', 'serif'], ['’', 'serif'], [' ', 'serif'],
    ['अ', 'sans'], ['ع', 'arabic'], ['ש', 'hebrew-hebrew-400'], ['ก', 'thai-thai-400'], ['ກ', 'lao-lao-400'], ['Ա', 'armenian-armenian-400'], ['ნ', 'georgian-georgian-400'],
    ['র', 'bengali-bengali-400'], ['த', 'tamil-tamil-400'], ['త', 'telugu-telugu-400'], ['ગ', 'gujarati-gujarati-400'], ['ਗ', 'gurmukhi-gurmukhi-400'], ['ಕ', 'kannada-kannada-400'],
    ['മ', 'malayalam-malayalam-400'], ['ස', 'sinhala-sinhala-400'], ['ខ', 'khmer-khmer-400'], ['မ', 'myanmar-myanmar-400'], ['ሰ', 'ethiopic-ethiopic-400'], ['Ꮳ', 'cherokee-cherokee-400'],
  ])('· %s is %s', (letter, key) => expect(keyOf(letter)).toBe(key));
  it.each(['王', '明', '乍', '酋', 'さ', 'カ', '、'])('· %s is Chinese, whichever of its slices has it', (letter) => expect(keyOf(letter)).toMatch(/^sc-\d+-400$/));
  it.each(['김', '민', '준', '가', '힣'])('· %s is Korean, whichever of its slices has it', (letter) => expect(keyOf(letter)).toMatch(/^kr-\d+-400$/));
  it('· is bold in a bold text', () => {
    expect(keyOf('a', 'sans-bold')).toBe('sans-bold');
    expect(keyOf('ع', 'serif-bold')).toBe('arabic-bold');
    expect(keyOf('ש', 'serif-bold')).toBe('hebrew-hebrew-700');
    expect(keyOf('김', 'sans-bold')).toMatch(/^kr-\d+-700$/);
  });
  it('· draws the whole of what is read as one', () => {
    expect(keyOf('กำ')).toBe('thai-thai-400');
    expect(keyOf('x\u0e33')).toBeUndefined();
  });
  it.each(['😀', 'ଓ', 'བ', 'ᠮ', '\ue000', '\u{10ffff}'])('· %j has none', (letter) => expect(keyOf(letter)).toBeUndefined());
  it('· is read once', () => expect(faceFor([0x5e9], 'serif')).toBe(faceFor([0x5d0], 'sans')));
});

describe('a WOFF file', () => {
  const woff = readFileSync(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-101-400-normal.woff'));
  const font = unwrapWoff(woff);
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + index * 16;
    return { tag: font.toString('latin1', at, at + 4), checksum: font.readUInt32BE(at + 4), offset: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) };
  });

  it('· holds a font of the size it says', () => expect(font).toHaveLength(woff.readUInt32BE(16)));
  it('· holds every table whole: the sums are those the font was made with', () => {
    expect(tables.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['cmap', 'glyf', 'loca', 'hmtx']));
    for (const { tag, checksum, offset, length } of tables.filter(({ tag }) => tag !== 'head')) {
      let sum = 0;
      for (let at = offset; at < offset + length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0;
      expect([tag, sum]).toEqual([tag, checksum]);
    }
  });
  it('· has its tables where a word of four bytes begins', () => expect(tables.filter(({ offset }) => offset % 4 !== 0)).toEqual([]));
});
