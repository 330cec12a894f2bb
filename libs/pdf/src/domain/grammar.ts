import { LayoutFault, type Markup } from './markup.ts';

/** What an attribute may hold: `read` turns its words into a value or says what it should have been. */
interface Attribute<T> {
  readonly read: (raw: string) => T | undefined;
  readonly expected: string;
  readonly otherwise: T | (() => never);
}

const required = (): never => {
  throw new Error('read only where it was checked to be there');
};
const attribute = <T>(expected: string, read: (raw: string) => T | undefined) => {
  const must: Attribute<T> = { read, expected, otherwise: required };
  return Object.assign(must, { or: <const D>(otherwise: D): Attribute<T | D> => ({ read, expected, otherwise: otherwise as T | D & {} }) });
};

const points = attribute('a number of points, such as 12 or 1.5', (raw) => (/^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : undefined));
const size = attribute('a number of points above 0', (raw) => (/^\d+(\.\d+)?$/.test(raw) && Number(raw) > 0 ? Number(raw) : undefined));
const count = attribute('a whole number from 1', (raw) => (/^[1-9]\d*$/.test(raw) ? Number(raw) : undefined));
const color = attribute('a color such as #1d4038', (raw) => (/^#[0-9a-f]{6}$/i.test(raw) ? raw : undefined));
const words = attribute('some words', (raw) => raw.trim() || undefined);
const language = attribute('a language such as en or en-US', (raw) => (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(raw) ? raw : undefined));
const address = attribute('an address that begins with https:// or http://', (raw) => (/^https?:\/\/[\x21-\x7e]+$/.test(raw) ? raw : undefined));
const outline = attribute('an outline of M, L, H, V, C, Q and Z', (raw) => (/^[MmLlHhVvCcQqZz\d\s,.+-]+$/.test(raw) && /^\s*[Mm]/.test(raw) ? raw : undefined));
const oneOf = <const T extends string>(...values: readonly T[]) => attribute(`one of ${values.join(', ')}`, (raw) => values.find((value) => value === raw));

const written = {
  x: points,
  y: points,
  width: size,
  height: size.or(undefined),
  font: oneOf('serif', 'serif-bold', 'sans', 'sans-bold').or('serif'),
  size,
  color: color.or('#000000'),
  align: oneOf('left', 'center', 'right').or('left'),
  valign: oneOf('top', 'middle', 'bottom').or('top'),
  fit: oneOf('shrink', 'wrap').or('wrap'),
  min: size.or(undefined),
  lines: count.or(undefined),
  leading: size.or(1.35),
  tracking: points.or(0),
};
const stroked = { color: color.or('#000000'), line: size.or(1) };

/** Every element and attribute there is; templates/certificates/README.md tells people the same. */
export const ELEMENTS = {
  document: { holds: ['page'], text: false, attributes: { title: words, author: words, subject: words, lang: language } },
  page: { holds: ['frame', 'rule', 'circle', 'path', 'text', 'link', 'qr', 'seal'], text: false, attributes: { size: oneOf('letter', 'a4').or('letter'), layout: oneOf('portrait', 'landscape').or('portrait') } },
  frame: { holds: [], text: false, attributes: { x: points, y: points, width: size, height: size, corner: size.or(0), ...stroked } },
  rule: { holds: [], text: false, attributes: { x: points, y: points, width: size, ...stroked } },
  circle: { holds: [], text: false, attributes: { x: points, y: points, radius: size, fill: color.or(undefined), stroke: color.or(undefined), line: size.or(1) } },
  path: { holds: [], text: false, attributes: { x: points.or(0), y: points.or(0), d: outline, scale: size.or(1), turn: points.or(0), fill: color.or(undefined), stroke: color.or(undefined), line: size.or(1) } },
  text: { holds: [], text: true, attributes: { as: oneOf('H1', 'H2', 'H3', 'P').or('P'), ...written } },
  link: { holds: [], text: true, attributes: { href: address, ...written } },
  qr: { holds: [], text: false, attributes: { value: words, alt: words, x: points, y: points, size, color: color.or('#000000') } },
  seal: { holds: ['frame', 'rule', 'circle', 'path', 'text'], text: false, attributes: { name: words, x: points, y: points, width: size, height: size } },
} as const satisfies Record<string, { holds: readonly string[]; text: boolean; attributes: Record<string, Attribute<unknown>> }>;

export type ElementName = keyof typeof ELEMENTS;
type Value<A> = A extends Attribute<infer T> ? T : never;
type Values<E extends ElementName> = { readonly [A in keyof (typeof ELEMENTS)[E]['attributes']]: Value<(typeof ELEMENTS)[E]['attributes'][A]> };

/** One element, read and typed: its values stand beside its name. `at` is its line in the template (`line` is how thick some are drawn). */
export type Drawn<E extends ElementName> = Values<E> & { readonly element: E; readonly at: number; readonly words: string; readonly children: readonly AnyDrawn[] };
export type AnyDrawn = { [E in ElementName]: Drawn<E> }[ElementName];

/** Stands for a value that is not known yet when a template is checked at start; what holds it is not judged. */
export const UNKNOWN = '\ue000';

/** Reads a whole document; refuses unknown elements and attributes, values of the wrong kind, and words where none can be. */
export function readDocument(markup: Markup, file: string): Drawn<'document'> {
  if (markup.name !== 'document') throw new LayoutFault(file, markup.line, `a layout begins with <document>, not <${markup.name}>`);
  return readElement(markup, file) as Drawn<'document'>;
}

function readElement(markup: Markup, file: string): AnyDrawn {
  const fault = (reason: string): never => {
    throw new LayoutFault(file, markup.line, `<${markup.name}>: ${reason}`);
  };
  const { holds, text, attributes }: { holds: readonly string[]; text: boolean; attributes: Record<string, Attribute<unknown>> } = ELEMENTS[markup.name as ElementName];
  const unknown = Object.keys(markup.attributes).find((name) => !Object.hasOwn(attributes, name));
  if (unknown) fault(`there is no attribute ${unknown}`);
  if (!text && markup.text.trim()) fault('holds no words');
  const stranger = markup.children.find(({ name }) => !holds.includes(name));
  if (stranger) throw new LayoutFault(file, stranger.line, Object.hasOwn(ELEMENTS, stranger.name) ? `<${stranger.name}> has no place in <${markup.name}>` : `there is no element <${stranger.name}>`);
  const values = Object.entries(attributes).map(([name, kind]) => [name, readValue(kind, markup.attributes[name], (reason) => fault(`${name} ${reason}`))]);
  const children = markup.children.map((child) => readElement(child, file));
  return { element: markup.name, at: markup.line, words: markup.text.replace(/\s+/g, ' ').trim(), children, ...Object.fromEntries(values) } as AnyDrawn;
}

function readValue({ read, expected, otherwise }: Attribute<unknown>, raw: string | undefined, fault: (reason: string) => never): unknown {
  if (raw === undefined) return otherwise === required ? fault(`is missing: ${expected}`) : otherwise;
  if (raw.includes(UNKNOWN)) return raw;
  return read(raw) ?? fault(`is “${raw}”, not ${expected}`);
}
