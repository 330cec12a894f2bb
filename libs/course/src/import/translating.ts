import { createHash } from 'node:crypto';
import type { TranslationStanding, Translations } from '../domain/content.ts';
import { Faults } from './fault.ts';
import type { Folder } from './folder.ts';
import type { Entry } from './yaml-file.ts';

/** Digits of the digest by which a translation names the text it was made from: enough to tell two versions of one file apart. */
const DIGITS = 16;

const markOf = (original: string): string => createHash('sha256').update(original).digest('hex').slice(0, DIGITS);
const inLanguage = (path: string, language: string): string => path.replace(/\.[a-z]+$/, (ending) => `.${language}${ending}`);

/** An entry of a translated list, by the name of the one that it was made from. */
export interface TranslatedEntry<W> {
  readonly name: string;
  readonly entry: Entry;
  readonly words: () => W | undefined;
}

/** Reads the words of one translated file: those, and the entry that holds `of`. Undefined where nothing can be read. */
export type ReadWords<W> = (file: string, text: string, faults: Faults) => { readonly words: W; readonly front: Entry } | undefined;

/**
 * Translations stand beside the file that they are of, with the language before the ending: `01-oars.md` and `01-oars.es.md`. Each names by `of` the text it was
 * made from, so that a later change of that text shows. An outdated one is still shown, with a word about it, as long as it has the same activities. In a list
 * each entry has an `of` of its own, and an outdated one is left out.
 */
export class Translating {
  readonly standings: TranslationStanding[] = [];

  constructor(
    private readonly folder: Folder,
    private readonly languages: readonly string[],
    private readonly faults: Faults,
  ) {}

  of<W extends object>(path: string, read: ReadWords<W>): Translations<W> {
    return Object.fromEntries(this.languages.flatMap((language) => this.in(language, path, read)));
  }

  /** Of a file that is a list: what is translated of it and still current, by name. `originals` are the texts of its entries. */
  entries<W>(path: string, originals: ReadonlyMap<string, string>, read: (file: string, text: string, faults: Faults) => TranslatedEntry<W>[]): Readonly<Record<string, ReadonlyMap<string, W>>> {
    return Object.fromEntries(
      this.languages.flatMap((language) => {
        const file = inLanguage(path, language);
        const text = this.folder.text(file);
        if (text === undefined) return this.stands(language, [path], 'missing');
        const entries = read(file, text, this.faults);
        const outdated = entries.filter(({ name, entry }) => this.isOutdated(entry, originals.get(name)!));
        const missing = [...originals.keys()].filter((name) => !entries.some((one) => one.name === name));
        this.stands(language, outdated.map(({ name }) => `${path}: ${name}`), 'outdated');
        this.stands(language, missing.map((name) => `${path}: ${name}`), 'missing');
        if (outdated.length + missing.length === 0) this.stands(language, [path], 'current');
        const words = entries.filter((one) => !outdated.includes(one)).map(({ name, words }) => [name, words()] as const);
        return [[language, new Map(words.flatMap(([name, own]) => (own ? [[name, own] as const] : [])))] as const];
      }),
    );
  }

  private stands(language: string, files: readonly string[], state: TranslationStanding['state']): [] {
    this.standings.push(...files.map((file) => ({ file, language, state })));
    return [];
  }

  private isOutdated(front: Entry, original: string): boolean {
    const expected = markOf(original);
    if (front.at('of').value === expected) return false;
    this.faults.warn(front.file.name, front.file.line([...front.path, 'of']), `was made from another text than the one that stands there now (of: ${expected})`);
    return true;
  }

  private in<W extends object>(language: string, path: string, read: ReadWords<W>): [[string, W & { outdated: boolean }]] | [] {
    const file = inLanguage(path, language);
    const text = this.folder.text(file);
    if (text === undefined) return this.stands(language, [path], 'missing');
    const found = new Faults();
    const reading = read(file, text, found);
    const outdated = !reading || this.isOutdated(reading.front, this.folder.text(path)!);
    this.stands(language, [path], outdated ? 'outdated' : 'current');
    for (const { file: at, line, message } of found.faults) if (outdated) this.faults.warn(at, line, message);
    else this.faults.add(at, line, message);
    return reading && found.faults.length === 0 ? [[language, { ...reading.words, outdated }]] : [];
  }
}
