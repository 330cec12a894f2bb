import { describe, expect, it } from '@jest/globals';
import type { ItemContent } from './item.ts';
import type { ScenarioContent } from './scenario.ts';
import type { RubricContent } from './rubric.ts';
import { itemIn, languagesOf, rubricIn, scenarioIn } from './words.ts';

const HOSTILE = ['', 'fr', 'ES', 'constructor', '__proto__', 'toString', 'hasOwnProperty'];

describe('an item in another language', () => {
  const item: ItemContent = {
    lineage: 'a/check/01', kind: 'single', competency: 'IX.2', level: 'recall', stem: 'What helps 王小明?', source: 'a/one',
    options: [{ text: 'Advice', key: false, feedback: 'It closes.' }, { text: 'Listening', key: true, feedback: 'It opens.' }],
  };
  const es = { stem: '¿Qué le ayuda a 王小明?', options: [{ text: 'Aconsejar', feedback: 'Cierra.' }, { text: 'Escuchar', feedback: 'Abre.' }] };
  const both = { ...item, translations: { es } };

  it('· has its words there, and the keys at the same places', () => {
    const options = [{ text: 'Aconsejar', key: false, feedback: 'Cierra.' }, { text: 'Escuchar', key: true, feedback: 'Abre.' }];
    expect(itemIn(both, 'es')).toEqual({ ...item, stem: es.stem, options, language: 'es' });
  });
  it('· takes no key from a translation', () => {
    const turned = { ...both, translations: { es: { ...es, options: es.options.map((option, at) => ({ ...option, key: at === 0 })) } } };
    expect(itemIn(turned, 'es').options.map(({ key }) => key)).toEqual([false, true]);
  });
  it.each(HOSTILE)('· asked for in %p is as it was written', (language) => expect(itemIn(both, language)).toEqual({ ...item, language: null }));
  it('· without translations is as it was written', () => expect(itemIn(item, 'es')).toEqual({ ...item, language: null }));
  it('· whose translation has another number of options is as it was written', () => {
    expect(itemIn({ ...item, translations: { es: { ...es, options: es.options.slice(1) } } }, 'es')).toEqual({ ...item, language: null });
  });
});

describe('a scenario in another language', () => {
  const card = { name: 'Marisol', pronouns: 'she/her', summary: 'Warm.', mood: 'Bright.', goals: ['A loan'], revealOnlyIfAsked: ['The bill'], lines: ['Hm.'], opensUp: ['Care'], closes: ['A lecture'] };
  const scenario: ScenarioContent = {
    lineage: 'a/rp', rolePlay: 'a/rp', title: 'Marisol asks', competencies: ['XII.1'], prepareMinutes: 10, performMinutes: 12, setting: 'A room.', traineeCard: 'Listen.', contentNote: 'Of drinking.',
    persona: { ...card, age: 23 }, unsafe: ['Gives money'], rubric: 'a/rubric', sources: [],
  };
  const es = { title: 'Marisol pide', setting: 'Una sala.', traineeCard: 'Escuche.', contentNote: 'De beber.', unsafe: ['Da dinero'], persona: { ...card, pronouns: 'ella', summary: 'Cálida.' } };

  it('· has all its words there, and says when they are outdated; age, times and measure stay', () => {
    expect(scenarioIn({ ...scenario, translations: { es: { ...es, outdated: true } } }, 'es')).toEqual({ ...scenario, ...es, persona: { ...es.persona, age: 23 }, language: 'es', noteLanguage: 'es', outdated: true });
  });
  it('· keeps a note on hard material that was not translated, in its own language', () => {
    const { contentNote: _, ...silent } = es;
    expect(scenarioIn({ ...scenario, translations: { es: silent } }, 'es')).toMatchObject({ title: 'Marisol pide', contentNote: 'Of drinking.', language: 'es', noteLanguage: null, outdated: false });
  });
  it.each(HOSTILE)('· asked for in %p is as it was written', (language) => expect(scenarioIn({ ...scenario, translations: { es } }, language)).toEqual({ ...scenario, language: null, noteLanguage: null, outdated: false }));
});

describe('a rubric in another language', () => {
  const levels = ([1, 2, 3, 4] as const).map((points) => ({ points, name: `Level ${points}`, behavior: `At ${points}`, examples: ['"Yes."'] }));
  const rubric: RubricContent = { lineage: 'a/r', title: 'Limits', passRule: { everyCriterionAtLeast: 3, orMeanAtLeastHundredths: 300, withNoneAtOrBelow: 1, andAtMostBelowThree: 1 }, criteria: [{ key: 'boundaries', title: 'Limits', competencies: ['XII.1'], critical: true, levels }] };
  const es = { title: 'Límites', criteria: [{ key: 'boundaries', title: 'Sus límites', levels: levels.map(({ points }) => ({ name: `Nivel ${points}`, behavior: `En ${points}`, examples: ['"Sí."'] })) }] };
  it('· has its words there; points, rules and what is critical stay', () => {
    const shown = rubricIn({ ...rubric, translations: { es } }, 'es');
    expect(shown).toMatchObject({ title: 'Límites', passRule: rubric.passRule, language: 'es', criteria: [{ key: 'boundaries', title: 'Sus límites', critical: true, competencies: ['XII.1'] }] });
    expect(shown.criteria[0]!.levels.map(({ points, name, behavior }) => [points, name, behavior])).toEqual([1, 2, 3, 4].map((points) => [points, `Nivel ${points}`, `En ${points}`]));
  });
  it('· takes neither points nor rules from a translation', () => {
    const turned = { ...es, passRule: {}, criteria: [{ ...es.criteria[0]!, critical: false, levels: es.criteria[0]!.levels.map((level) => ({ ...level })) }] };
    expect(rubricIn({ ...rubric, translations: { es: turned } }, 'es')).toMatchObject({ passRule: rubric.passRule, criteria: [{ critical: true }] });
  });
  it.each(HOSTILE)('· asked for in %p is as it was written', (language) => expect(rubricIn({ ...rubric, translations: { es } }, language)).toEqual({ ...rubric, language: null }));
});

describe('the languages of several contents', () => {
  it('· are named once each', () => expect(languagesOf([{ translations: { es: 1 } }, {}, { translations: { fr: 1, es: 1 } }])).toEqual(['es', 'fr']));
});
