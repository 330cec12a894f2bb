import { create, type Font } from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mendOpenType } from './opentype.ts';
import { unwrapWoff } from './woff.ts';

/** One font file, parsed once for the whole process: parsing it again for each document costs 5 to 9 ms. */
export interface Face {
  readonly key: string;
  readonly font: Font;
}

export type Style = 'serif' | 'serif-bold' | 'sans' | 'sans-bold';

const locate = createRequire(import.meta.url);
const GOOGLE = '@expo-google-fonts';
const NOTO = {
  serif: `${GOOGLE}/noto-serif/400Regular/NotoSerif_400Regular.ttf`,
  'serif-bold': `${GOOGLE}/noto-serif/700Bold/NotoSerif_700Bold.ttf`,
  sans: `${GOOGLE}/noto-sans/400Regular/NotoSans_400Regular.ttf`,
  'sans-bold': `${GOOGLE}/noto-sans/700Bold/NotoSans_700Bold.ttf`,
  arabic: `${GOOGLE}/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf`,
  'arabic-bold': `${GOOGLE}/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf`,
} as const;

/** Which fonts are asked in turn for a letter; other scripts come last, from slices. Noto Sans also has Devanagari. */
const CHAINS: Readonly<Record<Style, readonly (keyof typeof NOTO)[]>> = {
  serif: ['serif', 'sans', 'arabic'],
  'serif-bold': ['serif-bold', 'sans-bold', 'arabic-bold'],
  sans: ['sans', 'arabic'],
  'sans-bold': ['sans-bold', 'arabic-bold'],
};

/** The packages @fontsource/noto-sans-… beyond those. Chinese stands before Korean: a Chinese character in a name is more often Chinese. */
const SLICED = [
  'armenian', 'bengali', 'cherokee', 'ethiopic', 'georgian', 'gujarati', 'gurmukhi', 'hebrew', 'kannada', 'khmer', 'lao', 'malayalam', 'myanmar', 'sinhala', 'tamil', 'telugu', 'thai', 'sc', 'kr',
];

const faces = new Map<string, Face>();

function faceAt(key: string, path: string): Face {
  const face = faces.get(key) ?? { key, font: readFont(locate.resolve(path)) };
  faces.set(key, face);
  return face;
}

function readFont(file: string): Font {
  const bytes = readFileSync(file);
  const font = create(file.endsWith('.woff') ? unwrapWoff(bytes) : bytes);
  mendOpenType(font);
  return font;
}

/** The first font of a style that can draw all of these code points; undefined where none is bundled. */
export function faceFor(codePoints: readonly number[], style: Style): Face | undefined {
  const draws = ({ font }: Face): boolean => codePoints.every((codePoint) => font.hasGlyphForCodePoint(codePoint));
  const near = CHAINS[style].find((key) => draws(faceAt(key, NOTO[key])));
  if (near) return faceAt(near, NOTO[near]);
  const weight = style.endsWith('bold') ? 700 : 400;
  // A slice is read only when its ranges have the letter: those of Chinese and Korean alone are two hundred.
  for (const slice of slicesWith(codePoints[0] ?? 0)) {
    const face = sliceFace(slice, weight);
    if (draws(face)) return face;
  }
  return undefined;
}

interface Slice {
  readonly script: string;
  readonly name: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

let slices: readonly Slice[] | undefined;

function slicesWith(codePoint: number): readonly Slice[] {
  slices ??= SLICED.flatMap(readSlices);
  return slices.filter(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to));
}

// The WOFF and not the WOFF2 files: those leave blank glyphs once pdfkit takes a subset of them.
const sliceFace = ({ script, name }: Slice, weight: 400 | 700): Face =>
  faceAt(`${script}-${name}-${weight}`, `@fontsource/noto-sans-${script}/files/noto-sans-${script}-${name}-${weight}-normal.woff`);

/** A package's table of ranges: one slice named for its script, or many with numbers. Its Latin, its symbols and its signs of mathematics are left alone. */
function readSlices(script: string): readonly Slice[] {
  const table: Record<string, string> = JSON.parse(readFileSync(locate.resolve(`@fontsource/noto-sans-${script}/unicode.json`), 'utf8'));
  return Object.entries(table)
    .filter(([name]) => name === script || name.startsWith('['))
    .map(([name, list]) => ({ script, name: name.replace(/[[\]]/g, ''), ranges: list.split(',').map(readRange) }));
}

function readRange(range: string): readonly [number, number] {
  const [from = '', to = from] = range.slice('U+'.length).split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
