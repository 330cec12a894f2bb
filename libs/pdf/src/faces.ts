import { create, type Font } from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

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

/** Which fonts are asked in turn for a letter; Chinese and kana come last, from slices. Noto Sans also has Devanagari. */
const CHAINS: Readonly<Record<Style, readonly (keyof typeof NOTO)[]>> = {
  serif: ['serif', 'sans', 'arabic'],
  'serif-bold': ['serif-bold', 'sans-bold', 'arabic-bold'],
  sans: ['sans', 'arabic'],
  'sans-bold': ['sans-bold', 'arabic-bold'],
};

const faces = new Map<string, Face>();

function faceAt(key: string, path: string): Face {
  const face = faces.get(key) ?? { key, font: create(readFileSync(locate.resolve(path))) };
  faces.set(key, face);
  return face;
}

/** The first font of a style that can draw all of these code points; undefined where none is bundled. */
export function faceFor(codePoints: readonly number[], style: Style): Face | undefined {
  const draws = ({ font }: Face): boolean => codePoints.every((codePoint) => font.hasGlyphForCodePoint(codePoint));
  const near = CHAINS[style].find((key) => draws(faceAt(key, NOTO[key])));
  if (near) return faceAt(near, NOTO[near]);
  const slice = chineseSlice(codePoints[0] ?? 0, style.endsWith('bold') ? 700 : 400);
  return slice && draws(slice) ? slice : undefined;
}

type Range = readonly [slice: string, from: number, to: number];
let ranges: readonly Range[] | undefined;

/** Noto Sans SC comes as about a hundred files of some 30 KB, each for a few ranges of code points: only those a name needs are read. */
function chineseSlice(codePoint: number, weight: 400 | 700): Face | undefined {
  ranges ??= readRanges();
  const slice = ranges.find(([, from, to]) => codePoint >= from && codePoint <= to)?.[0];
  if (!slice) return undefined;
  // The WOFF and not the WOFF2 files: those leave blank glyphs once pdfkit takes a subset of them.
  return faceAt(`sc-${slice}-${weight}`, `@fontsource/noto-sans-sc/files/noto-sans-sc-${slice}-${weight}-normal.woff`);
}

function readRanges(): readonly Range[] {
  const slices: Record<string, string> = JSON.parse(readFileSync(locate.resolve('@fontsource/noto-sans-sc/unicode.json'), 'utf8'));
  return Object.entries(slices).flatMap(([slice, list]) =>
    list.split(',').map((range): Range => {
      const [from = '', to = from] = range.slice('U+'.length).split('-');
      return [slice.replace(/[[\]]/g, ''), Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
  );
}
