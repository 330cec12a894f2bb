import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import Document from 'pdfkit';
import { faceFor } from './faces.ts';
import { embed, openPdf, closePdf, type Pdf } from './pdfkit.ts';
import { shape } from './shaping.ts';

const facts = { title: 'T & <U>', author: 'Zoë', subject: 'S', lang: 'en', createdAt: new Date('2026-11-22T10:00:00Z'), id: Buffer.alloc(16, 7) };
const glyphsOf = (text: string): readonly number[] => shape(text, faceFor([text.codePointAt(0)!], 'serif')!, false).glyphs.map(({ id }) => id);

/** The streams of a file by their length when opened; pdfkit's own compression differs in its level only. */
function streamsOf(pdf: Buffer): readonly string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)].map(({ index, 0: head }) => {
    const begin = index + head.length;
    return inflateSync(pdf.subarray(begin, text.indexOf('\nendstream', begin))).toString('latin1');
  });
}

/** The same glyphs embedded by pdfkit and fontkit alone. */
function plainFont(text: string): string {
  const plain = new Document({ autoFirstPage: false, font: undefined }) as unknown as Pdf;
  const face = faceFor([text.codePointAt(0)!], 'serif')!;
  plain.registerFont('x', face.font);
  plain.font('x');
  for (const id of glyphsOf(text)) plain._font.subset.includeGlyph(id);
  return Buffer.from((plain._font.subset as unknown as { encode(): Uint8Array }).encode()).toString('latin1');
}

function sparingFont(text: string): string {
  const pdf = openPdf(facts);
  const font = embed(pdf, faceFor([text.codePointAt(0)!], 'serif')!);
  for (const id of glyphsOf(text)) font.subset.includeGlyph(id);
  return Buffer.from((font.subset as unknown as { encode(): Uint8Array }).encode()).toString('latin1');
}

describe('a font in a document', () => {
  it.each(['Rosa', 'Zoë Ñandú', 'Ǖ ế Ớ', '김민준', 'မြန်မာ', 'শ্রেয়া', 'אבג', '王小明'])('· has for %s the glyphs that fontkit takes, byte for byte', (text) => {
    const first = text.split(' ')[0]!;
    expect(sparingFont(first)).toBe(plainFont(first));
    expect(sparingFont(first)).toBe(plainFont(first)); // the second time from what was kept
  });
  it('· keeps no glyph number of a document for the next one', () => {
    const composed = 'é';
    const alone = sparingFont(composed);
    sparingFont('ABCDEFG');
    const pdf = openPdf(facts);
    const font = embed(pdf, faceFor([0x41], 'serif')!);
    for (const id of glyphsOf('XYZé')) font.subset.includeGlyph(id);
    (font.subset as unknown as { encode(): Uint8Array }).encode();
    expect(sparingFont(composed)).toBe(alone);
  });
  it('· is embedded once, however often it is asked for', () => {
    const pdf = openPdf(facts);
    const face = faceFor([0x41], 'serif')!;
    expect(embed(pdf, face)).toBe(embed(pdf, face));
    expect(embed(pdf, faceFor([0x5d0], 'serif')!)).not.toBe(embed(pdf, face));
  });
  it('· is told apart from another slice of the same name', () => {
    const pdf = openPdf(facts);
    const [one, other] = [embed(pdf, faceFor(['김'.codePointAt(0)!], 'serif')!), embed(pdf, faceFor(['뷁'.codePointAt(0)!], 'serif')!)];
    expect(one).not.toBe(other);
    expect(one.id).not.toBe(other.id);
  });
});

describe('a document written to a list', () => {
  const drawn = (words: string): Buffer => {
    const pdf = openPdf(facts);
    pdf.addPage({ size: 'letter', layout: 'portrait', margin: 0 });
    pdf.addContent(words);
    return closePdf(pdf);
  };
  it('· begins with its header and ends with its end', () => {
    const text = drawn('0 0 m').toString('latin1');
    expect(text.startsWith('%PDF-1.7\n%')).toBe(true);
    expect(text.endsWith('%%EOF\n')).toBe(true);
  });
  it('· has its objects where its table says', () => {
    const text = drawn('0 0 m').toString('latin1');
    const table = text.slice(Number(/startxref\n(\d+)/.exec(text)![1]));
    expect(table.startsWith('xref\n')).toBe(true);
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) => Number(offset));
    expect(offsets.length).toBeGreaterThan(10);
    offsets.forEach((offset, index) => expect(text.slice(offset, offset + 12)).toMatch(new RegExp(`^${index + 1} 0 obj\n`)));
  });
  it('· holds what was drawn, once it is opened', () => {
    expect(streamsOf(drawn('12 34 m 56 78 l S')).some((stream) => stream.includes('12 34 m 56 78 l S\n'))).toBe(true);
    expect(streamsOf(drawn('11 22 m')).some((stream) => stream.includes('12 34 m'))).toBe(false);
  });
  it('· says how long each stream is', () => {
    const text = drawn('0 0 m '.repeat(500)).toString('latin1');
    for (const { index, 0: head, 1: length } of text.matchAll(/\/Length (\d+)[^>]*>>\nstream\n/g)) expect(text.slice(index + head.length + Number(length)).startsWith('\nendstream')).toBe(true);
  });
  it('· writes bytes above 127 as they are', () => expect(streamsOf(drawn('(\u00e9\u00ff) Tj')).some((stream) => stream.includes('(\u00e9\u00ff)'))).toBe(true));
});
