import { describe, expect, it } from '@jest/globals';
import { lineBreaker, type TextLine } from './lines.ts';
import { tidy } from './script.ts';

const broken = (text: string, width = Number.POSITIVE_INFINITY, tracking = 0) => lineBreaker(tidy(text), 'serif', tracking)(width);
const told = ({ runs }: TextLine): string => String.fromCodePoint(...runs.flatMap(({ glyphs }) => glyphs.flatMap(({ codePoints }) => codePoints)));
const wordsOf = (text: string, width: number): readonly string[] => broken(text, width).lines.map((line) => told(line).trimEnd());
const widthOf = (text: string): number => broken(text).lines[0]!.width;

describe('a line', () => {
  it('· that need not break is one, as wide as its glyphs', () => {
    const { lines, forced } = broken('Rosa Alvarez');
    expect([lines.length, forced]).toEqual([1, false]);
    expect(lines[0]!.width).toBeCloseTo(lines[0]!.runs.flatMap(({ glyphs }) => glyphs).reduce((width, { advance }) => width + advance, 0), 6);
  });
  it('· of no letters is none', () => {
    expect(broken('').lines).toEqual([]);
    expect(broken('', 500).lines).toEqual([]);
  });
  it('· is the same whether it was measured word by word or whole', () => {
    for (const text of ["Zoë O'Brien-Ñandú", '王小明', 'محمد العلي', 'မြန်မာ အောင်', 'Kim 김민준']) expect(broken(text, 1e6).lines).toEqual(broken(text).lines);
  });
  it('· just wide enough keeps its words, a hair less breaks', () => {
    const width = widthOf('Rosa Alvarez');
    expect(broken('Rosa Alvarez', width + 0.5).lines).toHaveLength(1);
    expect(wordsOf('Rosa Alvarez', width - 0.5)).toEqual(['Rosa', 'Alvarez']);
  });
  it('· does not count the space it ends with', () => {
    const [first] = broken('Rosa Alvarez', widthOf('Alvarez') + 0.5).lines;
    expect(first!.width).toBeCloseTo(widthOf('Rosa'), 6);
    expect(told(first!)).toBe('Rosa ');
    expect(first!.ended).toBe(true);
  });
  it.each([
    ['Levi-Strauss', 4200, ['Levi-', 'Strauss']],
    ['Ana/Maria', 3300, ['Ana/', 'Maria']],
    ['one—two', 3000, ['one—', 'two']],
    ['王小明李', 2100, ['王小', '明李']],
    ['王小、明', 2100, ['王', '小、', '明']],
    ['王A', 1100, ['王', 'A']],
    ['한국 사람', 2100, ['한국', '사람']],
  ])('· breaks %s in %i thousandths where a reader would: %j', (text, width, lines) => expect(wordsOf(text, width)).toEqual(lines));
  it("· does not break inside O'Brien, nor before a comma", () => {
    expect(broken("O'Brien", 100).forced).toBe(true);
    expect(wordsOf('Smith, Ana', widthOf('Smith,') + 1)).toEqual(['Smith,', 'Ana']);
  });
  it.each([300, 500, 800, 1300, 2500, 9000])('· of at most %i never is wider, and no letter is lost', (width) => {
    for (const text of ['Maximiliana-Konstantina Wolfeschlegelsteinhausen', 'a b c d e f g', '王小明李大同', 'သင်္ဘောကျော်', 'Ещё Ёлкин']) {
      const { lines, forced } = broken(text, width);
      // A single letter may be wider than the line; everything longer is cut.
      for (const line of lines) expect(line.width <= width || [...new Intl.Segmenter('en').segment(told(line).trimEnd())].length === 1 || line.runs.flatMap(({ glyphs }) => glyphs).length <= 4).toBe(true);
      const whole = broken(text).lines.map(told).join('').replace(/\s/g, '');
      expect([...lines.map(told).join('').replace(/\s/g, '')].sort().join('')).toBe([...whole].sort().join(''));
      if (width >= 9000) expect(forced).toBe(text.length > 30);
    }
  });
  it('· that cuts a word says so, and does not end between words', () => {
    const { lines, forced } = broken('Wolfeschlegelsteinhausen', 3000);
    expect(forced).toBe(true);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.slice(0, -1).map(({ ended }) => ended)).toEqual(lines.slice(0, -1).map(() => false));
    expect(lines.map(told).join('')).toBe('Wolfeschlegelsteinhausen');
  });
  it('· that is tracked is wider by each letter but the last', () => {
    const [plain, tracked] = [broken('SEALED').lines[0]!, broken('SEALED', undefined, 100).lines[0]!];
    expect(tracked.width - plain.width).toBeCloseTo(500, 6);
  });
});

describe('a line of two directions', () => {
  const seen = (text: string): string => broken(text).lines[0]!.runs.map((run) => run.glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints)).join('')).join('');
  it.each([
    ['דנה', 'הנד'],
    ['Dana דנה', 'Dana הנד'],
    ['דנה 42', '42 הנד'],
    ['(דנה)', ')הנד('],
    ['אב Levi גד', 'דג Levi בא'],
    ['Ali אב Ben גד Cy', 'Ali בא Ben דג Cy'],
  ])('· %s is seen as %s', (text, order) => expect(seen(text).replace(/[()]/g, (mark) => (text.startsWith('(') ? (mark === '(' ? ')' : '(') : mark))).toBe(order));
  it('· knows that it is reordered; one of a single direction does not', () => {
    expect(broken('Dana דנה').lines[0]!.reordered).toBe(true);
    expect(broken('Dana 王').lines[0]!.reordered).toBe(false);
  });
});
