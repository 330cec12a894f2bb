import { languageName } from '../language-name.ts';

/** What somebody would like to read in. What the address asked for is kept on the way through its links and forms; what nobody asked for stands in none. */
export interface ReadingLanguage {
  readonly language: string;
  readonly asked: boolean;
}

export interface OtherLanguage {
  /** Null where nobody here knows which language it is: the words as they were written. */
  readonly language: string | null;
  readonly name: string | null;
  readonly href: string;
}

/** No language: nothing is translated into it. */
const WRITTEN = 'original';
/** The words as they were written. */
export const AS_WRITTEN: ReadingLanguage = { language: '', asked: false };
const TAG = /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i;

/** By what the address (or the form) asks, else the person's own. */
export const readingLanguage = (person: { readonly language: string }, asked: unknown): ReadingLanguage =>
  typeof asked === 'string' && TAG.test(asked) ? { language: asked, asked: true } : { language: person.language, asked: false };

/** The form of a page keeps the language that its address asked for. */
export const keptLanguage = (person: { readonly language: string }, body: unknown): ReadingLanguage => readingLanguage(person, (body as { language?: unknown } | null | undefined)?.language);

/** What the forms of a page keep. */
export const askedLanguage = ({ language, asked }: ReadingLanguage): string | null => (asked ? language : null);

/** A way of our own, which may have a question and a place on the page already. */
export function inLanguage(href: string, { language, asked }: ReadingLanguage): string {
  if (!asked) return href;
  const [path = '', place] = href.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}language=${language}${place === undefined ? '' : `#${place}`}`;
}

/** Ways to a page's words in other languages. `shown` is null where they are as written; `written` is the language of that, where it is known. */
export function otherLanguages(path: string, languages: readonly string[], shown: string | null, written: string | null = null): OtherLanguage[] {
  const translated = languages.filter((one) => one !== shown).map((one) => ({ language: one, name: languageName(one), href: `${path}?language=${one}` }));
  return shown === null ? translated : [{ language: written, name: written && languageName(written), href: `${path}?language=${written ?? WRITTEN}` }, ...translated];
}
