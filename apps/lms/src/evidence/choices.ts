import type { SignedInPerson } from '#libs/identity';
import type { Site } from '#libs/web';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Choices of a form with their words in the reader's language; `key` is the message above them. */
export function options(site: Site, person: Pick<SignedInPerson, 'language'>, key: string, values: readonly string[]): Option[] {
  const lang = site.languageFor(person.language, undefined);
  return values.map((value) => ({ value, label: site.messages.text(lang, `${key}.${value}`) }));
}
