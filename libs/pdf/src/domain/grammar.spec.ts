import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ELEMENTS, readDocument, UNKNOWN, type AnyDrawn, type ElementName } from './grammar.ts';
import { LayoutFault, parseMarkup } from './markup.ts';

const inPage = (element: string): string => `<page>${element}</page>`;
const document = (body: string): string => `<document title="T" author="A" subject="S" lang="en">${body}</document>`;
const read = (body: string): AnyDrawn => readDocument(parseMarkup(document(body), 'l'), 'l').children[0]!;
const readOne = (element: string): AnyDrawn & Record<string, unknown> => (read(inPage(element)) as { children: readonly AnyDrawn[] }).children[0] as AnyDrawn & Record<string, unknown>;
const reasonOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof LayoutFault) return error.reason;
    throw error;
  }
  return 'none';
};

/** The least that each element needs. */
const LEAST = {
  frame: 'x="1" y="2" width="3" height="4"',
  rule: 'x="1" y="2" width="3"',
  circle: 'x="1" y="2" radius="3"',
  path: 'd="M0 0"',
  text: 'x="1" y="2" width="3" size="4"',
  link: 'href="https://a.example" x="1" y="2" width="3" size="4"',
  qr: 'value="v" alt="a" x="1" y="2" size="3"',
  seal: 'name="n" x="1" y="2" width="3" height="4"',
} as const;
type Simple = keyof typeof LEAST;
const written = (name: Simple, attributes: string = LEAST[name]): string => `<${name} ${attributes}/>`;
const withOne = (name: Simple, attribute: string, value: string): string => written(name, `${LEAST[name].replace(new RegExp(`(^| )${attribute}="[^"]*"`), '').trim()} ${attribute}="${value}"`);

describe('an element', () => {
  it.each(Object.keys(LEAST) as Simple[])('· <%s> is read with the least it needs', (name) => expect(readOne(written(name))).toMatchObject({ element: name }));
  it.each((Object.keys(LEAST) as Simple[]).flatMap((name) => [...LEAST[name].matchAll(/(\w+)=/g)].map(([, attribute = '']) => [name, attribute] as const)))('· <%s> is refused without its %s', (name, attribute) => {
    const rest = LEAST[name].replace(new RegExp(`(^| )${attribute}="[^"]*"`), '').trim();
    expect(reasonOf(() => readOne(`<${name} ${rest}/>`.replace(' />', '/>')))).toContain(`<${name}>: ${attribute} is missing`);
  });
  it.each((Object.keys(LEAST) as Simple[]).filter((name) => !['text', 'link'].includes(name)))('· <%s> holds no words', (name) =>
    expect(reasonOf(() => readOne(`<${name} ${LEAST[name]}>words</${name}>`))).toBe(`<${name}>: holds no words`));
  it.each(['frame', 'text', 'link', 'qr', 'circle'] as const)('· <%s> holds no other', (name) => expect(reasonOf(() => readOne(`<${name} ${LEAST[name]}>${written('rule')}</${name}>`))).toBe(`<rule> has no place in <${name}>`));
  it.each(['link', 'qr', 'seal'] as const)('· <%s> has no place inside a seal', (name) => expect(reasonOf(() => readOne(`<seal ${LEAST.seal}>${written(name)}</seal>`))).toBe(`<${name}> has no place in <seal>`));
  it.each(['constructor', 'tostring', 'hasownproperty', 'svg', 'script'])('· <%s> is not there', (name) => expect(reasonOf(() => readOne(`<${name}/>`))).toBe(`there is no element <${name}>`));
  it.each(['onclick', 'style', 'at-all', 'valueof'])('· has no attribute %s', (name) => expect(reasonOf(() => readOne(written('rule', `${LEAST.rule} ${name}="1"`)))).toContain(`there is no attribute ${name}`));
  it('· keeps its words with single spaces', () => expect(readOne(`<text ${LEAST.text}>  two \n\t words </text>`).words).toBe('two words'));
  it('· knows its line in the template, whatever its thickness', () => {
    const drawn = (read(`<page>\n\n<rule ${LEAST.rule} line="7"/></page>`) as { children: readonly AnyDrawn[] }).children[0]!;
    expect(drawn).toMatchObject({ at: 3, line: 7 });
  });
  it('· outside of a document is refused', () => expect(reasonOf(() => readDocument(parseMarkup('<page/>', 'l'), 'l'))).toBe('a layout begins with <document>, not <page>'));
});

describe('a value', () => {
  it.each<[Simple, string, string, unknown]>([
    ['rule', 'x', '12', 12],
    ['rule', 'x', '-1.5', -1.5],
    ['rule', 'x', '0', 0],
    ['rule', 'color', '#1D4038', '#1D4038'],
    ['frame', 'corner', '0.5', 0.5],
    ['text', 'lines', '12', 12],
    ['text', 'as', 'H2', 'H2'],
    ['text', 'font', 'sans-bold', 'sans-bold'],
    ['text', 'align', 'right', 'right'],
    ['text', 'valign', 'middle', 'middle'],
    ['text', 'fit', 'shrink', 'shrink'],
    ['text', 'tracking', '-0.2', -0.2],
    ['link', 'href', 'http://localhost:3000/v/7Q', 'http://localhost:3000/v/7Q'],
    ['path', 'd', 'm0,0 l1-1z', 'm0,0 l1-1z'],
    ['path', 'turn', '-90', -90],
  ])('· of <%s %s> may be %s', (name, attribute, raw, value) => expect(readOne(withOne(name, attribute, raw))[attribute]).toBe(value));

  it.each<[Simple, string, string]>([
    ...['', ' ', '1e3', '0x10', '+1', '1.', '.5', '1,5', 'NaN', 'Infinity', '１２', '12pt', '--1'].map((raw): [Simple, string, string] => ['rule', 'x', raw]),
    ...['0', '-1', '0.0', '1e9', ''].map((raw): [Simple, string, string] => ['rule', 'width', raw]),
    ...['0', '1.5', '-1', '01', ''].map((raw): [Simple, string, string] => ['text', 'lines', raw]),
    ...['#12345', '#1234567', 'red', '#gggggg', '1d4038', 'rgb(0,0,0)'].map((raw): [Simple, string, string] => ['rule', 'color', raw]),
    ...['h1', 'H4', 'Span', ''].map((raw): [Simple, string, string] => ['text', 'as', raw]),
    ...['Serif', 'constructor', 'comic'].map((raw): [Simple, string, string] => ['text', 'font', raw]),
    ...['javascript:alert(1)', 'ftp://a.example', '//a.example', 'https://a b', 'https://ä.example', 'mailto:a@b.example'].map((raw): [Simple, string, string] => ['link', 'href', raw]),
    ...['', 'L0 0', '0 0', 'M0 0A1 1 0 0 0 1 1', 'M0 0S1 1 1 1', 'M0 0;'].map((raw): [Simple, string, string] => ['path', 'd', raw]),
    ...['', '  '].map((raw): [Simple, string, string] => ['qr', 'alt', raw]),
  ])('· of <%s %s> is not “%s”', (name, attribute, raw) => expect(reasonOf(() => readOne(withOne(name, attribute, raw)))).toContain(`<${name}>: ${attribute} is “${raw}”, not `));

  it.each(['en', 'en-US', 'zh-Hant-TW', 'fil', 'es-419'])('· %s is a language', (lang) => expect(readDocument(parseMarkup(`<document title="T" author="A" subject="S" lang="${lang}"/>`, 'l'), 'l').lang).toBe(lang));
  it.each(['', 'e', 'EN', 'english', 'en_US', 'en-', 'en-x'])('· %j is none', (lang) => expect(reasonOf(() => readDocument(parseMarkup(`<document title="T" author="A" subject="S" lang="${lang}"/>`, 'l'), 'l'))).toContain('not a language'));
  it('· that is not known yet is not judged', () => expect(readOne(withOne('rule', 'x', `1${UNKNOWN}`))['x']).toBe(`1${UNKNOWN}`));
  it('· that is not given is what the manual says', () => {
    expect(readOne(written('text'))).toMatchObject({ as: 'P', font: 'serif', color: '#000000', align: 'left', valign: 'top', fit: 'wrap', height: undefined, min: undefined, lines: undefined, leading: 1.35, tracking: 0 });
    expect(readOne(written('frame'))).toMatchObject({ corner: 0, color: '#000000', line: 1 });
    expect(readOne(written('path'))).toMatchObject({ x: 0, y: 0, scale: 1, turn: 0, fill: undefined, stroke: undefined, line: 1 });
    expect(read('<page/>')).toMatchObject({ size: 'letter', layout: 'portrait' });
  });
  it('· has its name in the manual for people', () => {
    const manual = readFileSync('templates/certificates/README.md', 'utf8');
    for (const [name, { attributes }] of Object.entries(ELEMENTS) as [ElementName, { attributes: object }][]) {
      expect(manual).toContain(`<${name}`);
      for (const attribute of Object.keys(attributes)) expect([attribute, new RegExp(`\\b${attribute}\\b`).test(manual)]).toEqual([attribute, true]);
    }
  });
});
