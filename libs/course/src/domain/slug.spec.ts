import { describe, expect, it } from '@jest/globals';
import { cohortSlug, slugOf } from './slug.ts';

const ID = '01a204af-defd-7000-b90f-a10f5569b067';

describe('the address of a cohort', () => {
  it.each([
    ['what was typed', 'Spring', 'Fall', 'spring'],
    ['its title when nothing was typed', '', 'Año nuevo: evenings', 'ano-nuevo-evenings'],
    ['its title when nothing typed can be in an address', '王小明', 'Zoë', 'zoe'],
    ['its id when the title has no such letter either', '', 'محمد العلي', 'cohort-5569b067'],
    ['its id when the title is the name of another page', '', 'NEW!', 'cohort-5569b067'],
    ['none when the name of another page was typed', ' New ', 'Spring', undefined],
    ['what was typed, near the name of another page', 'new-1', 'Spring', 'new-1'],
  ])('· is %s', (_, typed, title, slug) => expect(cohortSlug(typed, title, ID)).toBe(slug));
});

describe('any slug', () => {
  const letters = ['a', 'Z', '7', ' ', '-', '/', '.', 'ñ', 'ß', 'İ', '王', 'ﬁ', '👩‍👧', "'", '%', '\u0000', '\u202e', '①'];
  it('· has small letters, digits and single dashes only, none at its ends, at most sixty in all', () => {
    for (let seed = 1; seed < 400; seed++) {
      const title = Array.from({ length: seed % 90 }, (_, at) => letters[(seed * 31 + at * at * 7) % letters.length]).join('');
      const slug = slugOf(title);
      expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
      expect(slug.length).toBeLessThanOrEqual(60);
      expect(slugOf(slug)).toBe(slug);
    }
  });
  it('· that is cut does not end in a dash', () => expect(slugOf(`${'a'.repeat(59)} b`)).toBe('a'.repeat(59)));
});
