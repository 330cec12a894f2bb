import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import QRCode from 'qrcode';
import { compileLayout, compileLayouts, drawPdf, GlyphMissing, LayoutFault, TextTooLong, type DrawnPdf, type LayoutData } from '#libs/pdf';
import { itWith } from '../support/tools.ts';

const standard = compileLayouts('templates/certificates').get('standard')!;
const URL_CODE = 'https://certs.example.org/v/7Q2K9XPM4TRA7Q2K9XPM4TRA01';
const instant = new Date('2026-11-22T10:00:00Z');
const signature = { reservedBytes: 12_288, signedAt: instant, signerName: 'Jórvík Peer Board (Seal)', reason: 'Certificate issued' };
const dataOf = (name: string, more: LayoutData = {}): LayoutData => ({
  bodyName: 'Peer Board & Associates',
  name,
  title: 'Certified Peer Support Specialist',
  sentence: 'has completed 60 hours of training and 120 hours of supervised experience, and has signed the code of ethics.',
  number: 'PW-2026-000123',
  issuedOn: 'November 22, 2026',
  validUntil: 'November 22, 2028',
  verifyUrl: URL_CODE,
  verifyUrlShown: 'certs.example.org/v/7Q2K-9XPM-4TRA-7Q2K-9XPM-4TRA-01',
  signerName: signature.signerName,
  ...more,
});
const draw = (name: string, more?: LayoutData): DrawnPdf => drawPdf(standard, dataOf(name, more), { createdAt: instant, signature });
/** The file as text, with its compressed streams opened. */
const opened = ({ pdf }: DrawnPdf): string =>
  pdf.toString('latin1').replace(/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g, (whole, stream: string) => whole.replace(stream, () => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')));

const ZOE = "Zoë O'Brien-Ñandú";
const LONG = 'Maximiliana-Konstantina Papadopoulou-Wolfeschlegelsteinhausen';
const NAMES = [ZOE, '王小明', 'محمد العلي', 'علاء الدين الأحمد', 'Nguyễn Thị Minh Khai', 'Şükrü', 'Sukarno', LONG, 'Ana María Lourdes de la Concepción Hernández', 'Алексей Ёлкин', 'अनुष्का शर्मा', 'Smith & Sons <"b">'];
/** A name of every further script that there are fonts for. */
const FURTHER = [
  'דנה לוי', '김민준', 'Kim 김민준', 'สมชาย ใจดี', 'กำพล น้ำทิพย์', 'Արամ Խաչատրյան', 'ნინო ბერიძე', 'রহিম উদ্দিন', 'শ্রেয়া চট্টোপাধ্যায়', 'தமிழ்ச்செல்வி', 'తెలుగు శ్రీనివాస్', 'ગુજરાતી કૃષ્ણ', 'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ',
  'ಕನ್ನಡ ಲಕ್ಷ್ಮೀ', 'മലയാളം ശ്രീജിത്ത്', 'සිංහල ශ්‍රී', 'ລາວ ນ້ຳ', 'ខ្មែរ ស្រីមុំ', 'မြန်မာ အောင်ဆန်းစုကြည်', 'ሰላም ተስፋዬ', 'ᏣᎳᎩ', '乍酋', '김민준 李 Zoë', 'अनु ಕನ್ನಡ',
];

describe('a certificate', () => {
  const first = draw(ZOE);

  it('· is the same bytes for the same input', () => {
    draw('محمد العلي');
    draw('fficient Ňuñez');
    expect(draw(ZOE).pdf.equals(first.pdf)).toBe(true);
  });
  it('· is told from every other by its identifier', () => {
    const idOf = (pdf: Buffer): string => /\/ID \[<([0-9a-f]{32})> <\1>\]/.exec(pdf.toString('latin1'))![1]!;
    expect(idOf(first.pdf)).not.toBe(idOf(draw(ZOE, { number: 'PW-2026-000124' }).pdf));
  });
  it('· leaves exactly the promised room for its signature', () => {
    const { byteRangeOffset, byteRangeLength, contentsOffset, contentsLength } = first.seal!;
    const at = (offset: number, length: number): string => first.pdf.toString('latin1', offset, offset + length);
    expect(at(byteRangeOffset - 11, byteRangeLength + 12)).toBe('/ByteRange [0 0000000000 0000000000 0000000000]\n');
    expect(at(contentsOffset - 10, 10)).toBe('/Contents ');
    expect(at(contentsOffset, contentsLength)).toBe(`<${'0'.repeat(12_288 * 2)}>`);
    expect(first.pdf.toString('latin1').match(/\/ByteRange/g)).toHaveLength(1);
  });
  it('· allows no change once signed, and says when it claims to be', () => {
    const text = opened(first);
    expect(text).toMatch(/\/Perms <<\s+\/DocMDP (\d+ 0 R)[\s\S]*/);
    expect(text).toMatch(/\/TransformMethod \/DocMDP\s+\/TransformParams <<\s+\/Type \/TransformParams\s+\/P 1\s+\/V \/1\.2/);
    expect(text).toMatch(/\/SubFilter \/ETSI\.CAdES\.detached\s+\/M \(D:20261122100000Z\)/);
    expect(text).toMatch(/\/SigFlags 3/);
  });
  it('· without a signature has no seal', () => {
    const unsigned = drawPdf(standard, dataOf(ZOE), { createdAt: instant });
    expect(unsigned.seal).toBeUndefined();
    expect(opened(unsigned)).not.toMatch(/AcroForm|ByteRange|\/Widget/);
  });
  it('· cannot be signed by a layout without a seal', () => {
    const bare = compileLayout('bare.xml.hbs', '<document title="T" author="A" subject="S" lang="en"><page/></document>');
    expect(() => drawPdf(bare, {}, { createdAt: instant, signature })).toThrow(LayoutFault);
  });
  it('· says that it is PDF/A-3a and PDF/UA-1, has one color space, and shows its title', () => {
    const text = opened(first);
    for (const mark of ['<pdfaid:part>3', '<pdfaid:conformance>A', '<pdfuaid:part>1', '/S /GTS_PDFA1', '/DisplayDocTitle true', '/Marked true', '/Tabs /S']) expect(text).toContain(mark);
    expect(text.startsWith('%PDF-1.7')).toBe(true);
  });
  it('· draws nothing outside of what is read or what is marked as adornment', () => {
    const content = /1 0 0 -1 0 612 cm[\s\S]*?endstream/.exec(opened(first))![0];
    const marked = content.replace(/\/(Artifact|H1|H2|P|Figure|Link) <<[\s\S]*?>> BDC\n[\s\S]*?\nEMC/g, '');
    expect(marked).not.toMatch(/\b(Tj|TJ|[fSB])\n/);
    expect(content.match(/BDC/g)!.length).toBe(content.match(/EMC/g)!.length);
  });
  it('· describes its figure, its link and its field in words', () => {
    const text = opened(first);
    expect(text).toMatch(/\/S \/Figure\s+\/Alt \(QR code that leads to certs\.example\.org/);
    expect(text).toMatch(/\/Contents \(certs\.example\.org[^)]*\)[\s\S]*?\/StructParent \d/);
    expect(text).toMatch(/\/S \/Form\s+\/Alt \(/);
  });
  it('· opens with its heading for those who listen', () => expect(/\/S \/(H1|H2|P)\b/.exec(opened(first))![1]).toBe('H1'));
  it.each([ZOE, 'Smith & Sons <"b">', '</rdf:li><evil xmlns="x"/>', "O'Brien ]]>"])('· for %s has metadata that is still well-formed', (name) => {
    const packet = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(Buffer.from(opened(draw(name)), 'latin1').toString('utf8'))![0];
    expect(unclosed(packet)).toEqual([]);
    expect(packet.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toContain(`Certified Peer Support Specialist: ${name}</rdf:li>`);
    expect(packet).not.toContain('<evil');
  });
  it('· is not drawn with a letter missing', () => {
    expect(() => draw('བསྟན')).toThrow(GlyphMissing);
    expect(() => draw('Kim ଓଆ')).toThrow(expect.objectContaining({ kind: 'invalid', facts: { letters: 'ଓ ଆ' } }));
  });
  it('· is not drawn with a name that nobody could read', () => expect(() => draw('Wolfeschlegelsteinhausen '.repeat(80))).toThrow(TextTooLong));
});

/** The elements of a piece of XML that do not match; throws at anything else that is not well-formed. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  const rest = xml.replace(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<&]*")*)\s*(\/?)>/g, (_, closing: string, name: string, _attributes, empty: string) => {
    if (closing && open.pop() !== name) open.push(`/${name}`);
    if (!closing && !empty) open.push(name);
    return '';
  });
  if (/[<>]|&(?!#\d+;)/.test(rest)) open.push(rest);
  return open;
}

describe('a certificate for programs that read PDF', () => {
  let folder: string;
  const files = new Map<string, string>();
  const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const fileOf = (name: string): string => {
    const file = files.get(name) ?? join(folder, `${files.size}.pdf`);
    if (!files.has(name)) writeFileSync(file, draw(name).pdf);
    files.set(name, file);
    return file;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'peerway-pdf-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // pdftotext puts marks of direction (U+202A to U+202E) around Arabic, and a new line where a name goes on in a second line.
  const plain = (text: string): string => text.replace(/[\u202a-\u202e]/g, '').replace(/\s+/g, ' ');
  for (const name of [...NAMES, ...FURTHER]) itWith('pdftotext', `· has the name ${name} exactly`, () => expect(plain(tool('pdftotext', fileOf(name), '-'))).toContain(` ${name} `));
  for (const name of [...NAMES, 'Kim 김민준', 'ខ្មែរ ស្រីមុំ', 'မြန်မာ အောင်ဆန်းစုကြည်', 'דנה לוי']) {
    itWith('qpdf', `· of ${name} is sound`, () => expect(tool('qpdf', '--check', fileOf(name))).toContain('No syntax or stream encoding errors found'));
    itWith('pdftotext', `· of ${name} has every font within, as a subset that can be read`, () => {
      const fonts = tool('pdffonts', fileOf(name)).trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThanOrEqual(2);
      for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /);
    });
  }
  for (const name of [LONG, 'Ana María Lourdes de la Concepción Hernández', 'Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhafte', 'W '.repeat(60).trim()]) {
    itWith('pdftotext', `· keeps ${name} inside its place`, () => {
      const boxes = [...tool('pdftotext', '-bbox', fileOf(name), '-').matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)];
      const drawn = boxes.filter(([, , yMin]) => Number(yMin) > 235 && Number(yMin) < 300);
      expect(plain(drawn.map(([, , , , , word]) => word).join('')).replaceAll(' ', '')).toBe(name.replaceAll(' ', ''));
      for (const [, xMin, , xMax, yMax] of drawn) expect([Number(xMin) >= 95.9, Number(xMax) <= 696.1, Number(yMax) < 319]).toEqual([true, true, true]);
    });
  }
  itWith('pdftotext', '· has the whole text in the order in which it is read', () => {
    const text = tool('pdfinfo', '-struct-text', fileOf(ZOE));
    const order = ['H1', 'Certified Peer Support', 'Peer Board & Associates', 'This certifies', 'H2', ZOE, 'has completed', 'PW-2026', 'Figure', 'Link', 'Form'].map((part) => text.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
  itWith('pdftotext', '· gives the words of a name from right to left also to those that cannot turn it', () =>
    expect(opened(draw('محمد'))).toContain(`/ActualText (${Buffer.from('\ufeffمحمد', 'utf16le').swap16().toString('latin1')})`));
  itWith('pdftotext', '· is one page, tagged, with title, author and dates', () => {
    const info = tool('pdfinfo', fileOf(ZOE));
    for (const line of [`Title:           Certified Peer Support Specialist: ${ZOE}`, 'Author:          Peer Board & Associates', 'Tagged:          yes', 'Pages:           1', 'PDF version:     1.7', 'Page size:       792 x 612 pts (letter)', 'JavaScript:      no'])
      expect(info).toContain(line);
  });
  itWith('pdfsig', '· has one field to sign', () => expect(tool('sh', '-c', `pdfsig ${fileOf(ZOE)} 2>&1 || true`)).toMatch(/Signature Field Name: Seal[\s\S]*Nov 22 2026 10:00:00[\s\S]*ETSI\.CAdES\.detached/));
  itWith('pdftotext', '· shows the QR code of its address, module by module', () => {
    const { size, data } = QRCode.create(URL_CODE, { errorCorrectionLevel: 'M' }).modules;
    const scale = 4; // pixels a point: 288 dots an inch
    const image = execFileSync('pdftoppm', ['-r', String(72 * scale), '-gray', '-singlefile', fileOf(ZOE)], { maxBuffer: 1 << 26 });
    const [, width = '', header = ''] = /^(?=P5\n(\d+) \d+\n255\n)(P5\n\d+ \d+\n255\n)/.exec(image.toString('latin1', 0, 40)) ?? [];
    const dark = (x: number, y: number): number => Number(image[header.length + Math.round(y * scale) * Number(width) + Math.round(x * scale)]! < 128);
    const seen = Array.from(data, (_, at) => dark(66 + (((at % size) + 0.5) * 80) / size, 464 + ((Math.floor(at / size) + 0.5) * 80) / size));
    expect(seen).toEqual(Array.from(data, Number));
  });
});
