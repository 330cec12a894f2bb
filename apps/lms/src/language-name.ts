/** A language as its own speakers call it: who needs it reads it. */
export const languageName = (tag: string): string => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
