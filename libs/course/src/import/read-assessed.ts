import { lintItems, readItem, readItemWords, readRubric, readRubricWords, readScenario, readScenarioWords, type ItemContent, type ItemWords, type Reading, type RubricContent, type ScenarioContent } from '#libs/assessment';
import type { Faults } from './fault.ts';
import type { Folder } from './folder.ts';
import type { TranslatedEntry, Translating } from './translating.ts';
import { Entry, YamlFile } from './yaml-file.ts';

/** Where each item, scenario and rubric stands in the files. */
export type Places = ReadonlyMap<unknown, Entry>;

/** Reads what assessment understands, file by file, and turns its paths into lines. */
export class AssessedFiles {
  readonly places = new Map<unknown, Entry>();

  constructor(
    private readonly folder: Folder,
    private readonly translating: Translating,
    private readonly faults: Faults,
  ) {}

  items(path: string): ItemContent[] {
    const file = this.yaml(path);
    if (!file) return [];
    if (!Array.isArray(file.root.value)) {
      file.fault([], `${path.split('/').at(-1)} must be a list of items`);
      return [];
    }
    const read = file.root.value.flatMap((raw, at) => this.assessed(file.root.at(at), readItem(raw)));
    const items = this.translated(path, read);
    for (const { lineage, message } of lintItems(items)) this.places.get(items.find((item) => item.lineage === lineage))!.warn(`${lineage}: ${message}`);
    return items;
  }

  scenarios(folder: string): ScenarioContent[] {
    return this.all(folder, '.scenario.yaml', readScenario).map(({ value, path }) => {
      const translations = this.translating.of(path, (file, text, faults) => readOne(file, text, faults, readScenarioWords));
      return Object.keys(translations).length > 0 ? this.moved(value, { ...value, translations }) : value;
    });
  }

  rubrics(folder: string): RubricContent[] {
    return this.all(folder, '.rubric.yaml', readRubric).map(({ value, path }) => {
      const translations = this.translating.of(path, (file, text, faults) => readOne(file, text, faults, (raw) => readRubricWords(raw, value)));
      return Object.keys(translations).length > 0 ? this.moved(value, { ...value, translations }) : value;
    });
  }

  /** Hangs the words of other languages on their items. Outdated ones are left out: options are known by their place, and a text beside another key would teach what is wrong. */
  private translated(path: string, items: readonly ItemContent[]): ItemContent[] {
    const originals = new Map(items.map(({ lineage, stem, options }) => [lineage, JSON.stringify([stem, options])]));
    const languages = Object.entries(this.translating.entries(path, originals, wordsOf(items)));
    return items.map((item) => {
      const translations = languages.flatMap(([language, words]) => (words.has(item.lineage) ? [[language, words.get(item.lineage)!] as const] : []));
      return translations.length > 0 ? this.moved(item, { ...item, translations: Object.fromEntries(translations) }) : item;
    });
  }

  private moved<T>(from: T, to: T): T {
    this.places.set(to, this.places.get(from)!);
    return to;
  }

  private all<T extends object>(folder: string, ending: string, read: (raw: unknown) => Reading<T>): { value: T; path: string }[] {
    return this.folder.names(folder, ending).flatMap((name) => {
      const path = `${folder}/${name}`;
      const file = this.yaml(path);
      return file ? this.assessed(file.root, read(file.root.value)).map((value) => ({ value, path })) : [];
    });
  }

  private assessed<T extends object>(entry: Entry, reading: Reading<T>): T[] {
    const value = settled(entry, reading);
    if (value) this.places.set(value, entry);
    return value ? [value] : [];
  }

  private yaml(path: string): YamlFile | undefined {
    const text = this.folder.text(path);
    const file = text === undefined ? undefined : new YamlFile(path, text, this.faults);
    return file?.readable ? file : undefined;
  }
}

/** What assessment says of a piece of content, with its paths turned into lines. */
function settled<T>(entry: Entry, reading: Reading<T>): T | undefined {
  if ('value' in reading) return reading.value;
  for (const { path, message } of reading.faults) entry.file.fault([...entry.path, ...path], `"${path.join('.') || 'this'}" ${message}`);
  return undefined;
}

function readOne<T>(file: string, text: string, faults: Faults, read: (raw: unknown) => Reading<T>): { words: T; front: Entry } | undefined {
  const yaml = new YamlFile(file, text, faults);
  if (!yaml.readable) return undefined;
  const value = settled(yaml.root, read(withoutMark(yaml.root)));
  return value && { words: value, front: yaml.root };
}

/** What assessment reads of a translation: what it was made from is the import's own matter. */
function withoutMark({ value }: Entry): unknown {
  const { of: _, ...words } = (value ?? {}) as Record<string, unknown>;
  return words;
}

/** A file of translated items: for each its lineage, what it was made from, and its words. An item may be missing; it is then shown as it is. */
function wordsOf(items: readonly ItemContent[]): (file: string, text: string, faults: Faults) => TranslatedEntry<ItemWords>[] {
  return (file, text, faults) => {
    const yaml = new YamlFile(file, text, faults);
    if (!yaml.readable) return [];
    return yaml.root.only('items').list('items').flatMap((entry) => {
      const item = items.find(({ lineage }) => lineage === entry.at('lineage').value);
      if (item) return [{ name: item.lineage, entry, words: () => settled(entry, readItemWords(withoutMark(entry), item)) }];
      entry.warn(`"${String(entry.at('lineage').value)}" is no item of the file that this is a translation of`);
      return [];
    });
  };
}
