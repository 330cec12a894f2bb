import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { Faults } from './fault.ts';

export type Path = readonly (string | number)[];

/** A YAML text that knows where in its file each value stands. */
export class YamlFile {
  private readonly lines = new LineCounter();
  private readonly document: Document;
  /** Everything in the file as plain values; nothing where it cannot be read. */
  readonly root: Entry;
  readonly readable: boolean;

  constructor(
    readonly name: string,
    text: string,
    readonly faults: Faults,
    private readonly linesBefore = 0,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines });
    for (const error of this.document.errors) faults.add(name, this.lineAt(error.pos[0]), error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''));
    this.root = new Entry(this, [], this.document.errors.length === 0 ? this.plain() : undefined);
    this.readable = this.root.value !== undefined;
  }

  /** An alias that is repeated without end would fill the memory: the reader of YAML stops there, and so does the import. */
  private plain(): unknown {
    try {
      return this.document.toJS() ?? null;
    } catch (error) {
      this.faults.add(this.name, this.line([]), (error as Error).message);
      return undefined;
    }
  }

  /** The line of a value, which for a value of a map is that of its key; or of the nearest thing around it that exists. */
  line(path: Path): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const offset = this.offset(path.slice(0, depth));
      if (offset !== undefined) return this.lineAt(offset);
    }
    return 1 + this.linesBefore;
  }

  private offset(path: Path): number | undefined {
    const holder = path.length > 0 ? this.document.getIn(path.slice(0, -1), true) : undefined;
    const pair = isMap(holder) ? holder.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
    const node = pair?.key ?? (path.length === 0 ? this.document.contents : this.document.getIn(path, true));
    return isNode(node) ? node.range?.[0] : undefined;
  }

  fault(path: Path, message: string): void {
    this.faults.add(this.name, this.line(path), message);
  }

  private lineAt(offset: number): number {
    return this.lines.linePos(offset).line + this.linesBefore;
  }
}

const shown = (path: Path): string => path.map((part, at) => (typeof part === 'number' ? `[${part + 1}]` : at === 0 ? part : `.${part}`)).join('');

/** One value of a YAML file, read with complaints: each reader answers a usable value and notes a fault where there was none. */
export class Entry {
  constructor(
    readonly file: YamlFile,
    readonly path: Path,
    readonly value: unknown,
  ) {}

  fault(message: string, key?: string | number): void {
    this.file.fault(key === undefined ? this.path : [...this.path, key], message);
  }

  /** Tells the writer of a weakness that stops nothing. */
  warn(message: string): void {
    this.file.faults.warn(this.file.name, this.file.line(this.path), message);
  }

  at(key: string | number): Entry {
    const held = this.value !== null && typeof this.value === 'object' ? (this.value as Record<string | number, unknown>)[key] : undefined;
    return new Entry(this.file, [...this.path, key], held);
  }

  /** Complains of keys that nobody reads: they are misspelled more often than not. */
  only(...keys: readonly string[]): this {
    if (this.value === null || typeof this.value !== 'object' || Array.isArray(this.value)) this.complain('must be a map of keys and values');
    else for (const key of Object.keys(this.value)) if (!keys.includes(key)) this.fault(`"${key}" is not a key known here (known: ${keys.join(', ')})`, key);
    return this;
  }

  text(key: string): string {
    const { value } = this.at(key);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    this.at(key).complain('must be a text');
    return '';
  }

  /** The key `slug`, which becomes part of addresses and names of files. */
  slug(): string {
    const slug = this.text('slug');
    if (slug !== '' && !/^[a-z0-9-]+$/.test(slug)) this.fault('a slug has small letters, digits and dashes only', 'slug');
    return slug;
  }

  optionalText(key: string): string | null {
    return this.at(key).value === undefined ? null : this.text(key);
  }

  whole(key: string, { min, max, otherwise }: { min: number; max: number; otherwise?: number }): number {
    const { value } = this.at(key);
    if (value === undefined && otherwise !== undefined) return otherwise;
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
    this.at(key).complain(`must be a whole number from ${min} to ${max}`);
    return min;
  }

  list(key: string, { optional = false } = {}): Entry[] {
    const held = this.at(key);
    if (held.value === undefined && optional) return [];
    if (Array.isArray(held.value)) return held.value.map((_, at) => held.at(at));
    held.complain('must be a list');
    return [];
  }

  texts(key: string, options?: { optional?: boolean }): string[] {
    return this.list(key, options).flatMap((entry) => {
      if (typeof entry.value === 'string') return [entry.value];
      entry.complain('must be a text');
      return [];
    });
  }

  /** Publications that something rests on, at least one. `what` is named in the complaint, such as `a lesson`. */
  sources(what: string): { title: string; url: string }[] {
    const sources = this.list('sources').map((source) => ({ title: source.only('title', 'url').text('title'), url: source.text('url') }));
    if (sources.length === 0) this.fault(`${what} names at least one source`, 'sources');
    sources.forEach(({ url }, at) => {
      if (url !== '' && !/^https?:\/\//.test(url)) this.at('sources').at(at).fault(`"${url}" is no web address`, 'url');
    });
    return sources;
  }

  /** A map from keys to whole numbers, such as minutes by domain. */
  amounts(key: string): Record<string, number> {
    const held = this.at(key);
    if (held.value === null || typeof held.value !== 'object' || Array.isArray(held.value)) {
      held.complain('must be a map of keys and whole numbers');
      return {};
    }
    return Object.fromEntries(Object.keys(held.value).map((name) => [name, held.whole(name, { min: 1, max: 100_000 })]));
  }

  complain(message: string): void {
    this.file.fault(this.path, this.value === undefined ? `"${shown(this.path)}" is missing: it ${message}` : `"${shown(this.path)}" ${message}`);
  }
}
