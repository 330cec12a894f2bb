import Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ComposedLetter {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a letter tells; templates/letters/README.md names the facts of each. A day is `YYYY-MM-DD`, a link is absolute. */
export type LetterFacts = Readonly<Record<string, unknown>>;

/** What every letter may show without being told: whom it is to, and who sends it. */
export interface LetterContext {
  readonly name: string;
  readonly bodyName: string;
  readonly publicUrl: string;
}

const PARTS = ['subject', 'text', 'html'] as const;
type Part = (typeof PARTS)[number];
type Template = Handlebars.TemplateDelegate;

/** Files that letters are built of, and no letters themselves. */
const SHARED = ['layout', 'button'];
const FALLBACK = 'en';

/** `2026-03-09` in words, as the person's language writes it. */
function dayInWords(day: string, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** Handlebars notices a missing fact only where it is shown, not in an `if` or as a parameter: there it would send the wrong letter. */
function complete(facts: LetterFacts): LetterFacts {
  return new Proxy(facts, {
    has: () => true,
    get(told, fact) {
      if (typeof fact === 'string' && !Object.hasOwn(told, fact)) throw new Error(`The letter needs the fact "${fact}"`);
      return Reflect.get(told, fact) as unknown;
    },
  });
}

/** HTML escapes what it is given; a subject and a text are shown as they are. */
function compiler(folder: string, part: Part, lang: string): (file: string) => Template {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('day', (day: string) => dayInWords(day, lang));
  const read = (name: string): string => readFileSync(join(folder, `${name}.${part}.hbs`), 'utf8');
  if (part !== 'subject') for (const name of SHARED) handlebars.registerPartial(name, read(name));
  return (name) => handlebars.compile(read(name), { strict: true, noEscape: part !== 'html' });
}

function namesIn(folder: string): string[] {
  const names = readdirSync(folder).map((file) => file.replace(/\.(subject|text|html)\.hbs$/, ''));
  return [...new Set(names)].filter((name) => !SHARED.includes(name)).sort();
}

/** The letters of one language by name. A letter without one of its three parts stops the start. */
function loadLanguage(folder: string, lang: string): Map<string, Record<Part, Template>> {
  const [subject, text, html] = PARTS.map((part) => compiler(folder, part, lang)) as [(name: string) => Template, (name: string) => Template, (name: string) => Template];
  return new Map(namesIn(folder).map((name) => [name, { subject: subject(name), text: text(name), html: html(name) }]));
}

export class Letters {
  constructor(private readonly languages: ReadonlyMap<string, ReadonlyMap<string, Record<Part, Template>>>) {}

  get names(): string[] {
    return [...this.languages.get(FALLBACK)!.keys()];
  }

  /**
   * The letter in the person's language, else in the language without its region, else in English.
   * @throws Error when there is no such letter, or when a fact that it tells is missing.
   */
  compose(name: string, lang: string, facts: LetterFacts, context: LetterContext): ComposedLetter {
    const [spoken, letter] = this.find(name, lang);
    const fill = (part: Part): string => letter[part](complete(facts), { data: { ...context, lang: spoken } });
    return { subject: fill('subject').replace(/\s+/g, ' ').trim(), text: `${fill('text').replace(/\n{3,}/g, '\n\n').trim()}\n`, html: fill('html') };
  }

  private find(name: string, lang: string): [string, Record<Part, Template>] {
    for (const spoken of [lang, lang.split('-')[0]!, FALLBACK]) {
      const letter = this.languages.get(spoken)?.get(name);
      if (letter) return [spoken, letter];
    }
    throw new Error(`There is no letter "${name}"`);
  }
}

/** Reads and compiles every letter once, at start: a folder for each language. */
export function loadLetters(folder: string): Letters {
  const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Letters(new Map(languages.map(({ name }) => [name, loadLanguage(join(folder, name), name)])));
}
