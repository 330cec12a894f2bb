import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawPaper, GlyphMissing, type Paper, type PaperBlock } from '#libs/pdf';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { itWith } from '../support/tools.ts';

const createdAt = new Date('2026-11-22T10:00:00Z');
const paperOf = (blocks: readonly PaperBlock[], more: Partial<Paper> = {}): Paper => ({ title: 'A paper', author: 'Board & Co', subject: 'S', lang: 'en-US', footer: (page, pages) => `page ${page} of ${pages}`, blocks, ...more });
const draw = (blocks: readonly PaperBlock[], more?: Partial<Paper>): Buffer => drawPaper(paperOf(blocks, more), { createdAt });
const opened = (pdf: Buffer): string =>
  pdf.toString('latin1').replace(/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g, (whole, stream: string) => whole.replace(stream, () => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')));
/** The structure tree as names within names. */
function treeOf(pdf: Buffer): string {
  const objects = new Map([...opened(pdf).matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)].map(([, number, body = '']) => [number, body]));
  const walk = (body: string): string => {
    const kids = [...(/\/K \[([^\]]*)\]/.exec(body)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, number]) => objects.get(number) ?? '').filter((kid) => /\/S \//.test(kid));
    const name = `${/\/S \/(\w+)/.exec(body)?.[1]}${/\/Scope \/(\w)/.exec(body)?.[1] ?? ''}`;
    return kids.length > 0 ? `${name}(${kids.map(walk).join(' ')})` : name;
  };
  return walk([...objects.values()].find((body) => /\/S \/Document/.test(body))!);
}
const pagesOf = (pdf: Buffer): number => opened(pdf).match(/\/Type \/Page\n/g)!.length;
const table = (rows: number): PaperBlock => ({ kind: 'table', head: ['Lesson', 'Time'], widths: [3, 1], rows: Array.from({ length: rows }, (_, at) => [`Row ${at + 1}`, `${at} min`]) });
const text = (words: string): PaperBlock => ({ kind: 'text', text: words });

describe('a paper', () => {
  const blocks: readonly PaperBlock[] = [
    { kind: 'heading', level: 1, text: 'One' }, text('Words.'), { kind: 'heading', level: 2, text: 'Two' }, { kind: 'list', items: ['a', 'b'] }, { kind: 'heading', level: 3, text: 'Three' }, table(2),
  ];
  it('· is told in its order to those who listen', () => expect(treeOf(draw(blocks))).toBe('Document(H1 P H2 L(LI(LBody) LI(LBody)) H3 Table(TR(THC THC) TR(THR TD) TR(THR TD)))'));
  it('· is the same bytes for the same words', () => {
    const first = draw(blocks);
    draw([text('other words, fficient Ňuñez')]);
    expect(draw(blocks).equals(first)).toBe(true);
  });
  it.each([
    ['a word', draw([text('b')])],
    ['the footer', draw([text('a')], { footer: (page) => `Seite ${page}` })],
    ['the date', drawPaper(paperOf([text('a')]), { createdAt: new Date('2026-11-23T10:00:00Z') })],
  ])('· is told from one that differs in %s', (_, other) => {
    const idOf = (pdf: Buffer): string => /\/ID \[<([0-9a-f]{32})>/.exec(pdf.toString('latin1'))![1]!;
    expect(idOf(other)).not.toBe(idOf(draw([text('a')])));
  });
  it('· says that it is PDF/A-3a and PDF/UA-1', () => {
    for (const mark of ['<pdfaid:part>3', '<pdfaid:conformance>A', '<pdfuaid:part>1', '/DisplayDocTitle true', '/Marked true', '/Tabs /S']) expect(opened(draw(blocks))).toContain(mark);
  });
  it('· draws nothing outside of what is read or what is marked as adornment', () => {
    for (const [content] of opened(draw([...blocks, table(90)])).matchAll(/1 0 0 -1 0 792 cm[\s\S]*?endstream/g)) {
      expect(content.replace(/\/(Artifact|H1|H2|H3|P|LBody|TH|TD) <<[\s\S]*?>> BDC\n[\s\S]*?\nEMC/g, '')).not.toMatch(/\b(Tj|TJ|[fSB])\n/);
      expect(content.match(/BDC/g)!.length).toBe(content.match(/EMC/g)!.length);
    }
  });
  it('· of nothing has one page', () => expect(pagesOf(draw([]))).toBe(1));
  it('· is not drawn with a letter missing', () => expect(() => draw([text('བསྟན')])).toThrow(GlyphMissing));
  it('· tells the head of a table once, however many pages it takes', () => {
    const pdf = draw([table(90)]);
    expect(pagesOf(pdf)).toBeGreaterThan(2);
    expect(treeOf(pdf).match(/THC/g)).toHaveLength(2);
    expect(treeOf(pdf).match(/Table/g)).toHaveLength(1);
  });
  it('· keeps a text of many pages one element', () => expect(treeOf(draw([text('all the words of a long letter '.repeat(150))]))).toBe('Document(P)'));
});

describe('a paper for programs that read PDF', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'peerway-paper-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (blocks: readonly PaperBlock[], ...options: readonly string[]): string[] => {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, draw(blocks));
    return execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\f').slice(0, -1).map((page) => page.replace(/[\u202a-\u202e]/g, '').replace(/\s+/g, ' '));
  };
  itWith('pdftotext', '· shows the head of a table on each of its pages, and each page its number', () => {
    const pages = read([table(90)]);
    pages.forEach((page, at) => {
      expect(page).toContain('Lesson');
      expect(page).toContain(`A paper page ${at + 1} of ${pages.length}`);
    });
    expect(pages.join(' ').match(/Row \d+/g)).toHaveLength(90);
  });
  itWith('pdftotext', '· has no heading alone at the foot of a page', () => {
    for (let before = 29; before < 36; before += 1) {
      const pages = read([...Array.from({ length: before }, () => text('line')), { kind: 'heading', level: 2, text: 'Heading' }, text('led')]);
      expect(pages.find((page) => page.includes('Heading'))).toContain('led');
    }
  });
  itWith('pdftotext', '· loses no word of a text or a cell that goes over pages', () => {
    const words = Array.from({ length: 1200 }, (_, at) => `word${at}`);
    expect(read([text(words.join(' '))], '-raw').join(' ').match(/word\d+/g)).toEqual(words);
    expect(read([{ kind: 'table', head: ['A', 'B'], widths: [1, 1], rows: [['first', words.join(' ')]] }], '-raw').join(' ').match(/word\d+/g)).toEqual(words);
  });
  const NAMES = ["Zoë O'Brien-Ñandú", '王小明', 'محمد العلي', 'Nguyễn Thị Minh Khai', 'Cher'];
  for (const name of NAMES) {
    itWith('pdftotext', `· has ${name} in a text, a list and a table`, () => {
      const [page = ''] = read([text(name), { kind: 'list', items: [name] }, { kind: 'table', head: ['A', 'B'], widths: [1, 1], rows: [['who', name]] }]);
      expect(page.split(name)).toHaveLength(4);
    });
  }
  itWith('qpdf', '· is sound', () => {
    const file = join(folder, 'sound.pdf');
    writeFileSync(file, draw([...NAMES.map(text), table(120), text('x'.repeat(300))]));
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
  });
});
