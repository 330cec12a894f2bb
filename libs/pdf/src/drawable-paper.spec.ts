import { describe, expect, it } from '@jest/globals';
import { drawPaper } from './draw-paper.ts';
import { drawablePaper } from './drawable-paper.ts';
import type { Paper } from './paper.ts';

const paper = (sign: string): Paper => ({
  title: `Title ${sign}`, author: 'Board', subject: 'Syllabus', lang: 'en', footer: (page, pages) => `${page}/${pages}`,
  blocks: [
    { kind: 'heading', level: 1, text: `Heading ${sign}` }, { kind: 'text', text: `Text ${sign}.` }, { kind: 'list', items: ['One', `${sign}Two`] },
    { kind: 'table', head: ['Head', sign], widths: [50, 50], rows: [['a', `${sign}${sign}`]] },
  ],
});
const draw = (one: Paper): Buffer => drawPaper(one, { createdAt: new Date('2026-11-23T10:00:00Z') });

describe('a paper with a sign that no font draws', () => {
  it.each(['🙂', '👩‍🏫', 'ଓ'])('· has a box for each %s, and can be drawn', (sign) => {
    expect(() => draw(paper(sign))).toThrow();
    expect(JSON.stringify(drawablePaper(paper(sign)))).toBe(JSON.stringify(paper('□')));
    expect(draw(drawablePaper(paper(sign))).length).toBeGreaterThan(1000);
  });
  it.each(["Zoë O'Brien-Ñandú", '王小明', 'محمد العلي', '(שרה)'])('· is as it was where all can be drawn: %s', (name) => {
    const one = paper(name);
    expect(drawablePaper(one)).toBe(one);
  });
});
