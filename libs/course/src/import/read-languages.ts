import type { Entry } from './yaml-file.ts';

/** The language of the originals, and those that they are translated into: BCP 47, as browsers and the names of languages need it. */
export interface Languages {
  readonly original: string;
  readonly translations: readonly string[];
}

/** In its one spelling and with nothing about calendars or sorting: files are named by it, and anything else has no name to show. */
function isTag(text: string): boolean {
  try {
    return new Intl.Locale(text).baseName === text;
  } catch {
    return false;
  }
}

const checkTag = (tag: string, entry: Entry): void => {
  if (tag !== '' && !isTag(tag)) entry.fault(`"${tag}" is no tag of a language, such as en, es-MX or zh-Hant`);
};

export function readLanguages(manifest: Entry): Languages {
  const original = manifest.text('language');
  checkTag(original, manifest.at('language'));
  const translations = manifest.texts('translations', { optional: true });
  translations.forEach((tag, at) => {
    const entry = manifest.at('translations').at(at);
    checkTag(tag, entry);
    if (tag === original) entry.fault(`"${tag}" is the language of the originals`);
    if (translations.indexOf(tag) < at) entry.fault(`"${tag}" is here twice`);
  });
  return { original, translations };
}
