import { describe, expect, it } from '@jest/globals';
import { lineBreaker } from './lines.ts';
import { shape } from './shaping.ts';
import { faceFor } from './faces.ts';
import { missingLetters, tidy } from './script.ts';

/** Glyph numbers with where they stand, in thousandths of the size. */
function placedGlyphs(word: string): string {
  let x = 0;
  const { glyphs } = shape(word, faceFor([word.codePointAt(0)!], 'serif')!, false);
  return glyphs
    .map(({ id, shift, rise, advance }) => {
      const at = `${id}@${Math.round(x + shift)},${Math.round(rise)}`;
      x += advance;
      return at;
    })
    .join(' ');
}

describe('a word of a script with joined signs', () => {
  // What HarfBuzz 6.0 answers for the same fonts: hb-shape --output-format=json --no-glyph-names, its advances added up.
  it.each([
    ['ਸਿੰਘ', '52@0,0 48@259,0 77@855,0 20@855,0'],
    ['ശ്രീജിത്ത്', '162@0,0 56@244,0 66@1284,0 30@1512,0 65@2451,0 196@2679,0 77@4438,0'],
    ['សុខ', '79@0,0 111@922,-26 46@928,0'],
    ['ស្រីមុំ', '216@0,0 79@287,0 105@1183,-29 72@1215,0 111@1829,-26 133@1804,-29'],
    ['చట్టో', '28@0,0 411@760,0 480@1432,0'],
    ['లక్ష్మి', '51@0,0 212@709,0 684@1231,0'],
    ['ઇંદુ', '432@0,0 38@634,0 60@1121,0'],
    ['চট্টোপাধ্যায়', '30@0,0 384@538,0 181@899,0 317@870,0 59@1461,0 45@1727,0 59@2443,0 43@2709,0 123@3305,0 59@3575,0 50@3841,0 57@4071,108'],
    ['শ্রেয়া', '386@0,0 236@361,0 270@371,-25 50@1087,0 57@1317,108 59@1713,0'],
    ['ญี่ปุ่น', '127@0,0 84@909,0 42@909,0 70@909,0 87@1500,0 41@1515,0 61@1514,0'],
    ['น้ำ', '61@0,0 57@613,0 47@584,0 76@613,0'],
    ['ນ້ຳ', '30@0,0 108@280,0 59@614,0'],
    ['ເວັນ', '80@0,0 42@281,0 62@305,0 30@867,0'],
    ['ಲಕ್ಷ್ಮೀ', '51@0,0 290@759,0 336@1333,0 74@1503,0'],
    ['အောင်', '372@0,0 37@618,0 368@1686,0 8@2141,0 381@2784,0'],
    ['ကြည်', '198@0,0 4@229,0 14@1353,0 381@2455,0'],
    ['ကျော်', '372@0,0 4@618,0 382@1742,0 368@1999,0 381@2418,0'],
    ['သင်္ဘော', '34@0,0 372@1127,0 28@1745,0 189@2858,0 368@2869,0'],
    ['ရှိုနာ', '593@0,0 420@75,0 178@754,0 369@754,0 24@754,0 368@1324,0'],
    ['စိန်', '9@0,0 369@643,0 24@674,0 381@1287,0'],
    ['မြင့်', '47@0,0 29@229,0 8@905,0 378@1565,0 381@1548,0'],
    ['දිනූෂ', '271@0,0 503@577,0 60@1540,0'],
    ['தமிழ்ச்', '25@0,0 29@825,0 42@1683,0 94@1945,0 79@2803,0'],
  ])('· %s is drawn as HarfBuzz draws it', (word, glyphs) => expect(placedGlyphs(word)).toBe(glyphs));
});

describe('an unusual order of letters', () => {
  /** The same letters each time: a small generator (Numerical Recipes), so that a failure can be seen again. */
  const pick = (seed: number) => (most: number): number => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) % most;
  const blocks = [0x590, 0x600, 0x900, 0x980, 0xa00, 0xa80, 0xb80, 0xc00, 0xc80, 0xd00, 0xd80, 0xe00, 0xe80, 0x1000, 0x10a0, 0x1200, 0x13a0, 0x1780, 0x3040, 0x4e00, 0xac00, 0x200a];

  it.each(blocks.map((block) => [block.toString(16), block] as const))('· from U+%s on is drawn or refused, and neither throws nor goes on for ever', (_, block) => {
    const next = pick(block);
    for (let round = 0; round < 15; round += 1) {
      const letters = Array.from({ length: 1 + next(9) }, () => String.fromCodePoint(block + next(128)));
      const text = tidy(letters.join(''));
      const drawn = [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment).filter((segment) => missingLetters(segment).length === 0).join('');
      const { lines } = lineBreaker(drawn, 'serif', 0)(Number.POSITIVE_INFINITY);
      const glyphs = lines.flatMap(({ runs }) => runs.flatMap((run) => run.glyphs));
      expect(glyphs.every(({ advance, shift, rise, width }) => [advance, shift, rise, width].every(Number.isFinite))).toBe(true);
      expect(glyphs.length).toBeLessThanOrEqual(drawn.length * 6);
    }
  });
});
