import { describe, expect, it } from '@jest/globals';
import { readItem, readItemWords } from './item.ts';

const option = (text: string, key?: true) => ({ text, ...(key ? { key } : {}), feedback: `About ${text}` });
const single = {
  lineage: 'engagement/check/01',
  kind: 'single',
  competency: 'IX.2',
  level: 'recall',
  stem: "What does Zoë O'Brien-Ñandú need first?",
  source: 'engagement/oars',
  options: [option('To be heard', true), option('Advice'), option('A form')],
};
const faultsOf = (raw: unknown) => {
  const reading = readItem(raw);
  return 'faults' in reading ? reading.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
};

describe('an item', () => {
  it('· is read whole, with wrong options marked as no keys', () => {
    expect(readItem(single)).toEqual({ value: { ...single, options: single.options.map((each) => ({ key: false, ...each })) } });
  });

  it('· may be true or false, or ask for several', () => {
    expect(faultsOf({ ...single, kind: 'true-false', options: [option('True'), option('False', true)] })).toEqual([]);
    expect(faultsOf({ ...single, kind: 'multiple', options: [option('a', true), option('b', true), option('c', true), option('d')] })).toEqual([]);
  });

  it.each([
    ['nothing', null, ': must be a mapping of names to values'],
    ['a list', [single], ': must be a mapping of names to values'],
    ['no stem', { ...single, stem: undefined }, 'stem: is missing'],
    ['a blank stem', { ...single, stem: '  ' }, 'stem: must be a text'],
    ['a misspelled name', { ...single, steam: 'x' }, 'steam: is not known here (known: lineage, kind, competency, level, stem, source, options, domain)'],
    ['an unknown kind', { ...single, kind: 'essay' }, 'kind: must be one of single, multiple, true-false'],
    ['a lineage in capitals', { ...single, lineage: 'Engagement/1' }, 'lineage: must be a key such as module/check/01, not "Engagement/1"'],
    ['a competency by name', { ...single, competency: 'listening' }, 'competency: must be a competency code such as IX.2, not "listening"'],
    ['an option without feedback', { ...single, options: [option('a', true), option('b'), { text: 'c' }] }, 'options.2.feedback: is missing'],
    ['an option that is a number', { ...single, options: [option('a', true), option('b'), { text: 3, feedback: 'x' }] }, 'options.2.text: must be a text'],
    ['a key that is a word', { ...single, options: [option('a', true), option('b'), { text: 'c', key: 'yes', feedback: 'x' }] }, 'options.2.key: must be true or false'],
    ['two keys', { ...single, options: [option('a', true), option('b', true), option('c')] }, 'options: of a single item must have exactly one key, not 2'],
    ['no key', { ...single, options: [option('a'), option('b'), option('c')] }, 'options: of a single item must have exactly one key, not 0'],
    ['two options', { ...single, options: [option('a', true), option('b')] }, 'options: of a single item must be 3 to 4, not 2'],
    ['five options', { ...single, options: [option('a', true), ...'bcde'.split('').map((text) => option(text))] }, 'options: of a single item must be 3 to 4, not 5'],
    ['an option twice', { ...single, options: [option('Listen', true), option('listen'), option('c')] }, 'options.1.text: is the same as an earlier option'],
    ['all of the above', { ...single, options: [option('a', true), option('b'), option('All of the above')] }, 'options.2.text: must stand on its own: options are shown in any order, so "of the above" means nothing'],
    ['True and False swapped', { ...single, kind: 'true-false', options: [option('False', true), option('True')] }, 'options: of a true-false item must be True, then False'],
    [
      'several, of which all are keys',
      { ...single, kind: 'multiple', options: 'abcd'.split('').map((text) => option(text, true)) },
      'options: of a multiple item must have two or more keys and at least one that is none, not 4 keys of 4',
    ],
  ])('· with %s is refused', (_, raw, fault) => expect(faultsOf(raw)).toContain(fault));

  it('· names all its faults at once', () => {
    expect(faultsOf({ ...single, stem: '', level: 'hard', source: null })).toEqual(['level: must be one of recall, comprehension, application', 'stem: must be a text', 'source: is missing']);
  });
});

describe('an item in another language', () => {
  const words = { lineage: 'engagement/check/01', stem: '¿Qué dice usted?', options: [{ text: 'Uno', feedback: 'Sí.' }, { text: 'Dos', feedback: 'No.' }] };
  const item = { options: [{ text: 'One', key: true, feedback: 'Yes.' }, { text: 'Two', key: false, feedback: 'No.' }] };
  it('· has its words in the order of the options', () => expect(readItemWords(words, item)).toEqual({ value: { stem: words.stem, options: words.options } }));
  it('· has as many options', () =>
    expect(readItemWords({ ...words, options: [...words.options, { text: 'Tres', feedback: 'No.' }] }, item)).toEqual({ faults: [{ path: ['options'], message: 'must be the 2 of the item, in its order, not 3' }] }));
  it('· says nothing of keys', () => expect(readItemWords({ ...words, options: [{ text: 'Uno', feedback: 'Sí.', key: true }, words.options[1]] }, item)).toMatchObject({ faults: [{ path: ['options', 0, 'key'] }] }));
});
