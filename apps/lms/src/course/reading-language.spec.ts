import { describe, expect, it } from '@jest/globals';
import { askedLanguage, inLanguage, keptLanguage, otherLanguages, readingLanguage } from './reading-language.ts';

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
    expect([true, false].map((asked) => askedLanguage({ language: 'en', asked }))).toEqual(['en', null]);
  });
  it.each([
    ['/modules/a#check', '/modules/a?language=en#check'],
    ['/?cohort=spring', '/?cohort=spring&language=en'],
    ['/?cohort=spring#next', '/?cohort=spring&language=en#next'],
  ])('· goes before the place on the page, and after another question: %s', (href, kept) => expect(inLanguage(href, { language: 'en', asked: true })).toBe(kept));
  it.each<[string, unknown, boolean]>([
    ['a form', { language: 'en' }, true],
    ['a form with none', {}, false],
    ['a form with two', { language: ['en', 'fr'] }, false],
    ['a form with a way elsewhere', { language: '//evil.example' }, false],
    ['nothing', undefined, false],
    ['no form', null, false],
    ['a text', 'language=en', false],
  ])('· is kept by %s', (_, body, asked) => expect(keptLanguage(rosa, body)).toEqual({ language: asked ? 'en' : 'es', asked }));
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
