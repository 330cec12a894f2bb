import { IntlMessageFormat } from 'intl-messageformat';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type MessageValues = Readonly<Record<string, unknown>>;
type Book = ReadonlyMap<string, string>;

/** English is the language that is always whole: others fall back to it, key by key. */
const FIRST = 'en';

/**
 * The words of the pages, by language and key (`web.signIn.title`). Texts follow ICU MessageFormat (`{count, plural, one {# hour} other {# hours}}`);
 * they are plain text, never HTML.
 */
export class Messages {
  private readonly formats = new Map<string, IntlMessageFormat>();

  constructor(private readonly books: ReadonlyMap<string, Book>) {}

  get languages(): readonly string[] {
    return [...this.books.keys()];
  }

  has(lang: string, key: string): boolean {
    return this.find(lang, key) !== undefined;
  }

  /** @throws Error when no language has the key, or when a value that the text asks for is missing. */
  text(lang: string, key: string, values?: MessageValues): string {
    const found = this.find(lang, key);
    if (!found) throw new Error(`No message "${key}"`);
    if (isPlain(found.text)) return found.text;
    return String(this.format(found.lang, key, found.text).format(values as Record<string, string>));
  }

  /** Keys that English has and a language lacks, for whoever translates. */
  lacking(lang: string): string[] {
    return [...this.book(FIRST).keys()].filter((key) => !this.book(lang).has(key));
  }

  /** Every text that ICU cannot read, and every key that only a translation has: a test asks for none. */
  faults(): string[] {
    return [...this.books].flatMap(([lang, book]) => [...book].flatMap(([key, text]) => this.faultOf(lang, key, text)));
  }

  private faultOf(lang: string, key: string, text: string): string[] {
    if (!this.book(FIRST).has(key)) return [`${lang} ${key}: English has no such message`];
    try {
      if (!isPlain(text)) this.format(lang, key, text);
      return [];
    } catch (error) {
      return [`${lang} ${key}: ${(error as Error).message}`];
    }
  }

  private find(lang: string, key: string): { lang: string; text: string } | undefined {
    const own = this.book(lang).get(key);
    if (own !== undefined) return { lang, text: own };
    const text = this.book(FIRST).get(key);
    return text === undefined ? undefined : { lang: FIRST, text };
  }

  private book(lang: string): Book {
    return this.books.get(lang) ?? EMPTY;
  }

  private format(lang: string, key: string, text: string): IntlMessageFormat {
    const name = `${lang} ${key}`;
    let format = this.formats.get(name);
    if (!format) {
      format = new IntlMessageFormat(text, lang, undefined, { ignoreTag: true });
      this.formats.set(name, format);
    }
    return format;
  }
}

const EMPTY: Book = new Map();
const isPlain = (text: string): boolean => !/[{}]|''/.test(text);

/**
 * Reads `<folder>/<lang>/<room>.yaml`. The file's name begins every key, but for `refusals`: a refusal is known by its class alone, so these stand
 * together under `refusals.<ClassName>` whichever room they come from.
 * @throws Error naming file and key when a key is there twice or its text is no text.
 */
export function loadMessages(folder: string): Messages {
  const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (!existsSync(join(folder, FIRST))) throw new Error(`${folder} has no messages in English (${FIRST}/)`);
  return new Messages(new Map(languages.map(({ name }) => [name, readBook(join(folder, name))])));
}

function readBook(folder: string): Book {
  const book = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()) {
    const path = join(folder, file);
    for (const [key, text] of flatten(readYaml(path), '', path)) {
      const full = key.startsWith('refusals.') ? key : `${file.slice(0, -'.yaml'.length)}.${key}`;
      if (book.has(full)) throw new Error(`${path}: "${full}" is there twice`);
      book.set(full, text);
    }
  }
  return book;
}

/** The YAML reader refuses a key that is there twice in one map, with its line. */
function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { uniqueKeys: true }) ?? {};
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

function flatten(node: unknown, prefix: string, path: string): [string, string][] {
  if (typeof node === 'string') return [[prefix, node]];
  if (typeof node !== 'object' || node === null || Array.isArray(node)) throw new Error(`${path}: "${prefix}" is not a text; put it in quotes`);
  return Object.entries(node).flatMap(([key, value]) => flatten(value, prefix ? `${prefix}.${key}` : key, path));
}
