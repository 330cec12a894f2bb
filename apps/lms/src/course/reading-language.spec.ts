import { describe, expect, it } from '@jest/globals';
import { inLanguage, otherLanguages, readingLanguage } from './reading-language.ts';

const rosa = { language: 'es' };

describe('the language of a reader', () => {
  it.each<[string, unknown, string, boolean]>([
    ['nothing', undefined, 'es', false],
    ['another language', 'en', 'en', true],
    ['a regional one', 'pt-BR', 'pt-BR', true],
    ['what was written', 'original', 'original', true],
    ['a name that every object has', 'constructor', 'es', false],
    ['another of these', '__proto__', 'es', false],
    ['two', ['en', 'fr'], 'es', false],
    ['a mapping', { en: 'fr' }, 'es', false],
    ['an empty text', '', 'es', false],
    ['a text that is no language', 'en"><script>', 'es', false],
    ['something endless', 'en'.repeat(5_000), 'es', false],
  ])('· whose address asks for %s', (_, asked, language, is) => expect(readingLanguage(rosa, asked)).toEqual({ language, asked: is }));

  it('· is kept in an address only where an address asked for it', () => {
    expect([true, false].map((asked) => inLanguage('/checks/a', { language: 'en', asked }))).toEqual(['/checks/a?language=en', '/checks/a']);
  });
});

describe('the other languages of a page', () => {
  const hrefs = (...given: Parameters<typeof otherLanguages>): string[] => otherLanguages(...given).map(({ name, href }) => `${name} ${href}`);
  it.each<[string, string[], string | null, string | null, string[]]>([
    ['none', [], null, 'en', []],
    ['another', ['es'], null, 'en', ['español /x?language=es']],
    ['the one it was written in', ['es'], 'es', 'en', ['English /x?language=en']],
    ['the one it was written in, whichever that is', ['es', 'fr'], 'fr', null, ['null /x?language=original', 'español /x?language=es']],
  ])('· are %s', (_, languages, shown, written, links) => expect(hrefs('/x', languages, shown, written)).toEqual(links));
});
