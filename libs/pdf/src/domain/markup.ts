/** A template that cannot be drawn: our own mistake, not a person's, so it is told with file and line to whoever wrote it. */
export class LayoutFault extends Error {
  readonly file: string;
  readonly line: number;
  readonly reason: string;

  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
    this.name = 'LayoutFault';
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}

/** One element as written. `line` is its line in the template, also after values were filled in. */
export interface Markup {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Markup[];
  readonly text: string;
}

interface Open extends Markup {
  children: Markup[];
  text: string;
}

const TOKEN = /<!--[\s\S]*?-->|<\/(?<closing>[a-z][a-z0-9-]*)\s*>|<(?<opening>[a-z][a-z0-9-]*)(?<attributes>(?:\s+[a-z][a-z0-9-]*="[^"<]*")*)\s*(?<empty>\/?)>|(?<text>[^<]+)/gy;
const ATTRIBUTE = /([a-z][a-z0-9-]*)="([^"]*)"/g;
const NAMED = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);
// XML 1.0 §2.2: these are no characters of a document, and no reader could show them.
// oxlint-disable-next-line no-control-regex
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Writes each element's line into the element, so that a fault found after filling in still names the line of the template. */
export function markLines(source: string): string {
  return source
    .split('\n')
    .map((text, index) => text.replace(/<([a-z][a-z0-9-]*)(?=[\s/>])/g, `<$1 at="${index + 1}"`))
    .join('\n');
}

/** Reads a layout strictly: double quotes around every value, every element closed, five named entities and numbers, nothing else. */
export function parseMarkup(source: string, file: string): Markup {
  const root: Open = { name: '', line: 1, attributes: {}, children: [], text: '' };
  const open = [root];
  let line = 1;
  const fault = (reason: string): never => {
    throw new LayoutFault(file, line, reason);
  };
  const decode = (text: string): string => {
    const decoded = text.replace(/&(?:#x([0-9a-fA-F]+);|#(\d+);|([a-z]+);|)/g, (entity, hex?: string, decimal?: string, name = '') => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? 0x110000);
      return NAMED.get(name) ?? (code < 0x110000 ? String.fromCodePoint(code) : fault(`“${entity}” is no entity; write &amp; for an ampersand`));
    });
    return NO_CHARACTER.test(decoded) ? fault('a character that no document may hold') : decoded;
  };
  const attributesOf = (text: string): Record<string, string> => {
    const attributes: Record<string, string> = {};
    for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
      if (name in attributes) fault(`${name} is given twice`);
      attributes[name] = decode(value);
    }
    return attributes;
  };
  const start = (name: string, text: string, empty: boolean): void => {
    line = Number(/\bat="(\d+)"/.exec(text)?.[1] ?? line);
    const { at: _, ...attributes } = attributesOf(text);
    const element: Open = { name, line, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    if (!empty) open.push(element);
  };
  const end = (name: string): void => {
    const element = open.pop()!;
    if (element.name !== name) fault(element === root ? `</${name}> closes nothing` : `<${element.name}> of line ${element.line} is closed by </${name}>`);
  };

  for (let index = 0; index < source.length; index = TOKEN.lastIndex) {
    TOKEN.lastIndex = index;
    const token = TOKEN.exec(source);
    if (!token) return fault(`cannot read “${source.slice(index, index + 40).split('\n')[0]}”`);
    const { closing, opening, attributes = '', empty, text } = token.groups!;
    if (opening !== undefined) start(opening, attributes, empty === '/');
    else if (closing !== undefined) end(closing);
    else if (text !== undefined) open.at(-1)!.text += decode(text);
    line += token[0].split('\n').length - 1;
  }
  if (open.length > 1) throw new LayoutFault(file, open.at(-1)!.line, `<${open.at(-1)!.name}> is never closed`);
  const [document, second] = root.children;
  if (!document || second || root.text.trim()) return fault('a layout is exactly one <document>');
  return document;
}
