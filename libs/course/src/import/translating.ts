import { createHash } from 'node:crypto';
import type { TranslationStanding, Translations } from '../domain/content.ts';
import { Faults } from './fault.ts';
import type { Folder } from './folder.ts';
import type { Entry } from './yaml-file.ts';

/** Digits of the digest by which a translation names the text it was made from: enough to tell two versions of one file apart. */
const DIGITS = 16;

/** Reads the words of one translated file: those, and the entry that holds `of`. Undefined where nothing can be read. */
export type ReadWords<W> = (file: string, text: string, faults: Faults) => { readonly words: W; readonly front: Entry } | undefined;

/**
 * Translations stand beside the file that they are of, with the language before the ending: `01-oars.md` and `01-oars.es.md`. Each names by `of` the text it was
 * made from, so that a later change of that text shows. An outdated one is still shown, with a word about it, as long as it has the same activities.
 */
export class Translating {
  readonly standings: TranslationStanding[] = [];

  constructor(
    private readonly folder: Folder,
    private readonly languages: readonly string[],
    private readonly faults: Faults,
  ) {}

  of<W extends object>(path: string, read: ReadWords<W>): Translations<W> {
    return Object.fromEntries(this.languages.flatMap((language) => this.in(language, path, read) ?? []));
  }

  private in<W extends object>(language: string, path: string, read: ReadWords<W>): [[string, W & { outdated: boolean }]] | undefined {
    const file = path.replace(/\.[a-z]+$/, (ending) => `.${language}${ending}`);
    const text = this.folder.text(file);
    if (text === undefined) {
      this.standings.push({ file: path, language, state: 'missing' });
      return undefined;
    }
    const found = new Faults();
    const reading = read(file, text, found);
    const expected = createHash('sha256').update(this.folder.text(path)!).digest('hex').slice(0, DIGITS);
    const outdated = reading?.front.at('of').value !== expected;
    this.standings.push({ file: path, language, state: outdated ? 'outdated' : 'current' });
    if (reading && outdated) this.faults.warn(file, reading.front.file.line([...reading.front.path, 'of']), `was made from another text than the one that stands there now (of: ${expected})`);
    for (const { file: at, line, message } of found.faults) if (outdated) this.faults.warn(at, line, message);
    else this.faults.add(at, line, message);
    return reading && found.faults.length === 0 ? [[language, { ...reading.words, outdated }]] : undefined;
  }
}
