import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { compileLayout, drawPdf, LayoutFault, TextTooLong, type DrawnPdf, type DrawOptions, type LayoutData } from '#libs/pdf';

const instant = new Date('2026-11-22T10:00:00Z');
const signature = { reservedBytes: 500, signedAt: instant, signerName: 'Jórvík (Seal)', reason: 'Issued' };
const around = (body: string, page = ''): string => `<document title="T" author="A" subject="S" lang="en-US">\n<page${page}>\n${body}\n</page>\n</document>`;
const draw = (body: string, data: LayoutData = {}, options: Partial<DrawOptions> = {}): DrawnPdf => drawPdf(compileLayout('l.xml.hbs', around(body)), data, { createdAt: instant, ...options });
const opened = ({ pdf }: DrawnPdf): string =>
  pdf.toString('latin1').replace(/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g, (whole, stream: string) => whole.replace(stream, () => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')));
/** Each object of a file by its number. */
const objectsOf = (drawn: DrawnPdf): ReadonlyMap<number, string> => new Map([...opened(drawn).matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)].map(([, number, body = '']) => [Number(number), body]));
const referred = (objects: ReadonlyMap<number, string>, body: string, key: string): string => objects.get(Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1])) ?? '';
const text = (words: string, more = ''): string => `<text x="50" y="50" width="300" size="12"${more}>${words}</text>`;
const seal = (inside = '', more = 'x="400" y="500" width="100" height="50"'): string => `<seal name="The seal" ${more}>${inside}</seal>`;

const ESCAPED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };
/** A text string of ISO 32000-1 §7.9.2.2 in UTF-16. */
const asString = (words: string): string => `(\xfe\xff${Buffer.from(words, 'utf16le').swap16().toString('latin1').replace(/[\\()\n\r\t\f\x08]/g, (character) => ESCAPED[character] ?? `\\${character}`)})`;

/** The structure tree as names within names, as a reader walks it from the document. */
function treeOf(drawn: DrawnPdf): string {
  const objects = objectsOf(drawn);
  const walk = (body: string): string => {
    const name = /\/S \/(\w+)/.exec(body)?.[1] ?? '?';
    const kids = [...(/\/K \[([^\]]*)\]/.exec(body)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, number]) => objects.get(Number(number)) ?? '').filter((kid) => /\/S \//.test(kid));
    return kids.length > 0 ? `${name}(${kids.map(walk).join(' ')})` : name;
  };
  const root = [...objects.values()].find((body) => /\/Type \/StructTreeRoot/.test(body))!;
  const [, first] = /\/K \[(\d+) 0 R\]/.exec(root)!;
  return walk(objects.get(Number(first))!);
}

describe('what is read of a document', () => {
  it('· is its elements in their order, wherever they stand', () => {
    const body = `${text('under', ' as="H1"').replace('y="50"', 'y="700"')}${text('above', ' as="H2"')}${text('third', ' as="H3"')}${text('last')}`;
    expect(treeOf(draw(body))).toBe('Document(H1 H2 H3 P)');
  });
  it('· has a link inside a paragraph, a figure for a code, a field for a seal', () => {
    const body = `<qr value="https://a.example" alt="A code" x="9" y="9" size="50"/><link href="https://a.example/v" x="9" y="90" width="200" size="9">a.example</link>${seal()}`;
    expect(treeOf(draw(body, {}, { signature }))).toBe('Document(Figure P(Link) Form)');
  });
  it('· has nothing for what adorns', () => {
    const shapes = '<frame x="9" y="9" width="90" height="90"/><rule x="9" y="9" width="90"/><circle x="50" y="50" radius="9" fill="#112233"/><path d="M0 0L9 9" stroke="#112233"/>';
    const drawn = draw(`${shapes}${text('words')}`);
    expect(treeOf(drawn)).toBe('Document(P)');
    expect(opened(drawn).match(/\/Artifact <<\n\/Type \/Layout\n>> BDC/g)).toHaveLength(4);
  });
  it('· has nothing for a text without words', () => expect(treeOf(draw(`${text('')}${text('{{blank}}')}${text('words')}`, { blank: ' ' }))).toBe('Document(P)'));
  it('· ties each part to what is drawn of it, and back', () => {
    const drawn = draw(`${text('one', ' as="H1"')}${text('two')}${text('three')}`);
    const marks = [...opened(drawn).matchAll(/\/(H1|P) <<\n\/MCID (\d+)\n>> BDC/g)].map(([, tag, id]) => `${tag}${id}`);
    expect(marks).toEqual(['H10', 'P1', 'P2']);
    const parents = /\/Nums \[\s*0 \[([^\]]*)\]/.exec(opened(drawn))![1]!;
    expect(parents.trim().split(' R').filter(Boolean)).toHaveLength(3);
  });
  it('· says its language, and that its title is to be shown', () => {
    const text = opened(draw(''));
    expect(text).toContain('/Lang (en-US)');
    expect(text).toContain('/DisplayDocTitle true');
  });
  it('· tells a link where it leads, in words', () => {
    const drawn = draw('<link href="https://a.example/v?a=(1)&amp;b" x="9" y="90" width="200" size="9">a (short) one</link>');
    const annotation = [...objectsOf(drawn).values()].find((body) => /\/Subtype \/Link/.test(body))!;
    expect(annotation).toContain('/Contents (a \\(short\\) one)');
    expect(annotation).toMatch(/\/StructParent \d+/);
    expect(opened(drawn)).toContain('/URI (https://a.example/v?a=\\(1\\)&b)');
  });
  it('· describes a figure by its words and its place', () => {
    const figure = [...objectsOf(draw('<qr value="x" alt="A (small) code" x="10" y="20" size="50"/>')).values()].find((body) => /\/S \/Figure/.test(body))!;
    expect(figure).toContain('/Alt (A \\(small\\) code)');
    expect(figure).toMatch(/\/BBox \[10 722 60 772\]/); // from the lower left corner of a letter page
  });
  it.each([
    ['Rosa', undefined],
    ['Zoë Ñandú', undefined],
    ['fficient', undefined],
    ['अनुष्का', undefined],
    ['শ্রেয়া', 'Span'],
    ['កំ ស្រី', 'Span'],
    ['မြန်မာ', 'Span'],
    ['דנה', 'P'],
    ['محمد', 'P'],
  ])('· gives for %s its words once more where the glyphs do not tell them: %s', (name, where) => {
    const drawn = draw(text(name));
    const words = `/ActualText ${asString(name)}`;
    const holders = [...opened(drawn).matchAll(/\/Span <<\n(\/ActualText [\s\S]*?)\n>> BDC/g)];
    const paragraph = [...objectsOf(drawn).values()].find((body) => /\/S \/P\n/.test(body))!;
    expect([holders.length > 0 && holders[0]![1] === words, paragraph.includes(words)]).toEqual([where === 'Span', where === 'P']);
  });
});

describe('a page', () => {
  it.each([
    ['', '[0 0 612 792]'],
    [' layout="landscape"', '[0 0 792 612]'],
    [' size="a4"', '[0 0 595.28 841.89]'],
    [' size="a4" layout="landscape"', '[0 0 841.89 595.28]'],
  ])('· with%s measures %s points', (attributes, box) => {
    const drawn = drawPdf(compileLayout('l.xml.hbs', around('', attributes)), {}, { createdAt: instant });
    expect(opened(drawn)).toContain(`/MediaBox ${box}`);
  });
  it('· follows the one before it', () => {
    const layout = compileLayout('l.xml.hbs', `<document title="T" author="A" subject="S" lang="en">{{#each rows}}<page>${text('{{this}}')}</page>{{/each}}</document>`);
    const drawn = drawPdf(layout, { rows: ['one', 'two', 'three'] }, { createdAt: instant });
    expect(opened(drawn)).toMatch(/\/Count 3/);
    expect(treeOf(drawn)).toBe('Document(P P P)');
  });
  it('· has the seal of the last page when that is where it stands', () => {
    const layout = compileLayout('l.xml.hbs', `<document title="T" author="A" subject="S" lang="en"><page>${text('one')}</page><page>${seal()}</page></document>`);
    const { pdf, seal: place } = drawPdf(layout, {}, { createdAt: instant, signature });
    expect(pdf.toString('latin1', place!.contentsOffset, place!.contentsOffset + place!.contentsLength)).toBe(`<${'0'.repeat(1000)}>`);
  });
});

describe('metadata', () => {
  const packetOf = (drawn: DrawnPdf): string => /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(drawn.pdf.toString('latin1'))![0];
  const layout = compileLayout('l.xml.hbs', '<document title="{{title}}" author="{{author}}" subject="{{subject}}" lang="en"><page/></document>');
  const plain = { title: 'T', author: 'A', subject: 'S' };
  const drawn = (more: LayoutData = {}, createdAt = instant): DrawnPdf => drawPdf(layout, { ...plain, ...more }, { createdAt });

  it.each(['title', 'author', 'subject'])('· keeps a hostile %s inside its element', (field) => {
    const packet = packetOf(drawn({ [field]: '</rdf:li><x a="1">&amp;\']]>' }));
    expect(packet).toContain('&#60;/rdf:li&#62;&#60;x a=&#34;1&#34;&#62;&#38;amp;&#39;]]&#62;');
    expect(packet).not.toContain('<x a=');
  });
  it('· is not compressed, so that archives can read it', () => expect(drawn().pdf.toString('latin1')).toMatch(/\/Subtype \/XML\n[^>]*>>\nstream\n<\?xpacket|\/Subtype \/XML[^>]*>>\nstream\n\s*<\?xpacket/));
  it('· tells the date of making in both places alike', () => {
    const made = drawn({}, new Date('2027-02-28T23:59:58Z'));
    expect(opened(made)).toContain('(D:20270228235958Z)');
    expect(packetOf(made)).toContain('<xmp:CreateDate>2027-02-28T23:59:58Z</xmp:CreateDate>');
  });
  it('· and file differ by the date alone', () => expect(drawn().pdf.equals(drawn({}, new Date('2026-11-22T10:00:01Z')).pdf)).toBe(false));
  it('· describes the schema that PDF/A does not know', () => {
    const packet = packetOf(drawn());
    expect(packet).toContain('<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>');
    expect(packet).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
  });
  it('· says a title of any script in the information, too', () =>
    expect(opened(drawn({ title: '王小明' }))).toContain(asString('王小明')));
});

describe('a seal', () => {
  const inside = `<circle x="50" y="25" radius="20" fill="#b5653a"/><frame x="1" y="1" width="98" height="48"/><rule x="9" y="40" width="80"/><path d="M0 0L5 5" stroke="#000000"/><text x="0" y="10" width="100" size="8" align="center">SEALED</text>`;
  const drawn = draw(`${text('words')}${seal(inside)}`, {}, { signature });
  const objects = objectsOf(drawn);
  const field = [...objects.values()].find((body) => /\/FT \/Sig/.test(body))!;

  it('· is a field at its place, printed and locked', () => {
    expect(field).toMatch(/\/Rect \[400 242 500 292\]/);
    expect(field).toMatch(/\/F 132\b/);
    expect(field).toContain('/T (Seal)');
    expect(field).toContain('/TU (The seal)');
  });
  it('· looks like its picture, which has its own fonts', () => {
    const picture = referred(objects, /\/AP <<[\s\S]*?>>/.exec(field)![0], 'N');
    expect(picture).toContain('/Subtype /Form');
    expect(picture).toMatch(/\/BBox \[0 0 100 50\]/);
    expect(picture).toMatch(/\/Font <<\n\/F\d+ \d+ 0 R/);
    expect(picture).toContain('1 0 0 -1 0 50 cm');
    expect(picture.match(/\bTJ\b/g)).toHaveLength(1);
    expect(picture.match(/[^\w](?:S|f|B)(?:\n|$| )/g)!.length).toBeGreaterThanOrEqual(4);
  });
  it('· is the value of its field, and the permission of the document', () => {
    const [, number] = /\/V (\d+) 0 R/.exec(field)!;
    expect(objects.get(Number(number))).toContain('/Filter /Adobe.PPKLite');
    expect(opened(drawn)).toContain(`/DocMDP ${number} 0 R`);
  });
  it('· names signer and reason in any script', () => {
    const named = draw(seal(), {}, { signature: { ...signature, signerName: '認定機関 (印)', reason: 'Grund & Zweck' } });
    expect(opened(named)).toContain('/Reason (Grund & Zweck)');
    expect(opened(named)).toContain('/Name (\xfe\xff');
  });
  it.each([1, 100, 12_288, 65_536])('· leaves room for %i bytes', (reservedBytes) => {
    const { pdf, seal: place } = draw(seal(), {}, { signature: { ...signature, reservedBytes } });
    expect(place!.contentsLength).toBe(reservedBytes * 2 + 2);
    expect(pdf[place!.contentsOffset]).toBe('<'.charCodeAt(0));
    expect(pdf[place!.contentsOffset + place!.contentsLength - 1]).toBe('>'.charCodeAt(0));
    expect(pdf.toString('latin1', place!.byteRangeOffset, place!.byteRangeOffset + place!.byteRangeLength)).toMatch(/^\[0 0{10} 0{10} 0{10}\]$/);
  });
  it('· cannot be misled by a name that looks like its place', () => {
    const decoy = '[0 1000000000 1000000000 1000000000] /Contents <00>';
    const { pdf, seal: place } = draw(`${text(decoy.replace('<', '&lt;').replace('>', '&gt;'))}${seal()}`, {}, { signature: { ...signature, signerName: decoy, reason: `/ByteRange ${decoy}` } });
    expect(pdf.toString('latin1', place!.byteRangeOffset - 11, place!.byteRangeOffset)).toBe('/ByteRange ');
    expect(place!.contentsLength).toBe(1002);
  });
  it('· that is there twice is a fault of the layout', () => expect(() => draw(`${seal()}${seal()}`, {}, { signature })).toThrow('a signature needs one <seal>, not 2'));
  it('· that is not there is one, too', () => expect(() => draw(text('words'), {}, { signature })).toThrow(LayoutFault));
  it('· whose words do not fit is refused, not cut off', () => expect(() => draw(seal(`<text x="0" y="0" width="20" height="9" size="8" lines="1">${'word '.repeat(60)}</text>`), {}, { signature })).toThrow(TextTooLong));
});

describe('a fault found while drawing', () => {
  it('· names the line of its element', () => {
    const layout = compileLayout('l.xml.hbs', around('\n\n<path d="M1 2L3" stroke="#000000"/>'));
    expect(() => drawPdf(layout, {}, { createdAt: instant })).toThrow('l.xml.hbs:5: L does not take 1 numbers');
  });
  it('· of a code that holds too much names its line', () => {
    const layout = compileLayout('l.xml.hbs', around('\n<qr value="{{value}}" alt="a" x="1" y="1" size="50"/>'));
    expect(() => drawPdf(layout, { value: 'x'.repeat(5000) }, { createdAt: instant })).toThrow(/^l\.xml\.hbs:4: /);
  });
  it('· leaves the next document as it would have been', () => {
    const before = draw(text('Rosa')).pdf;
    expect(() => draw(text('Wolf '.repeat(900), ' height="12"'))).toThrow(TextTooLong);
    expect(draw(text('Rosa')).pdf.equals(before)).toBe(true);
  });
});
