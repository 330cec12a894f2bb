import type { ItemContent, ItemWords } from './item.ts';
import type { RubricContent } from './rubric.ts';
import type { ScenarioContent } from './scenario.ts';

/** Content as somebody reads it. `language` is null where its words are those it was written in. */
export type Worded<C> = Omit<C, 'translations'> & { readonly language: string | null };
type Translated<W> = { readonly translations?: Readonly<Record<string, W>> };

/** Only what was translated: a language comes from an address and may be any text, such as `constructor`. */
const wordsIn = <W>({ translations = {} }: Translated<W>, language: string): W | undefined => (Object.hasOwn(translations, language) ? translations[language] : undefined);

/** An item in a language, or as it was written. An option keeps its place and its key: they are never read from a translation. */
export function itemIn({ translations, ...item }: ItemContent, language: string): Worded<ItemContent> {
  const words = wordsIn<ItemWords>({ translations }, language);
  // Options are known by their place: words that do not fit all of them are no words of this item.
  if (words?.options.length !== item.options.length) return { ...item, language: null };
  const options = item.options.map(({ key }, at) => ({ text: words.options[at]!.text, feedback: words.options[at]!.feedback, key }));
  return { ...item, stem: words.stem, options, language };
}

/** `noteLanguage` is that of its note on hard material; `outdated` says that the text was changed after it was translated. */
export type WordedScenario = Worded<ScenarioContent> & { readonly noteLanguage: string | null; readonly outdated: boolean };

/** A scenario in a language, or as it was written. A note on hard material that nobody translated is shown as it is rather than left out. */
export function scenarioIn({ translations, ...scenario }: ScenarioContent, language: string): WordedScenario {
  const words = wordsIn({ translations }, language);
  if (!words) return { ...scenario, language: null, noteLanguage: null, outdated: false };
  const { title, setting, traineeCard, unsafe, contentNote, persona } = words;
  const note = contentNote === undefined ? { noteLanguage: null } : { contentNote, noteLanguage: language };
  return { ...scenario, title, setting, traineeCard, unsafe, ...note, persona: { ...persona, age: scenario.persona.age }, language, outdated: words.outdated ?? false };
}

/** A rubric in a language, or as it was written. Points, rules and which criteria are critical are never read from a translation. */
export function rubricIn({ translations, ...rubric }: RubricContent, language: string): Worded<RubricContent> {
  const words = wordsIn({ translations }, language);
  if (!words) return { ...rubric, language: null };
  const criteria = rubric.criteria.map((criterion, at) => {
    const { title, levels } = words.criteria[at]!;
    return { ...criterion, title, levels: criterion.levels.map(({ points }, rung) => ({ points, ...levels[rung]! })) };
  });
  return { ...rubric, title: words.title, criteria, language };
}

/** Languages that any of these can be read in besides their own. */
export const languagesOf = (contents: readonly Translated<unknown>[]): string[] => [...new Set(contents.flatMap(({ translations = {} }) => Object.keys(translations)))];
