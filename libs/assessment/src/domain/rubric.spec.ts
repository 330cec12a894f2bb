import { describe, expect, it } from '@jest/globals';
import { readRubric, readRubricWords, type RubricContent } from './rubric.ts';

const level = (points: number) => ({ points, name: `Level ${points}`, behavior: `Does what ${points} asks`, examples: ['"I hear you."'] });
const criterion = (key: string, changes: object = {}) => ({ key, title: key, competencies: ['I.2'], critical: false, levels: [1, 2, 3, 4].map(level), ...changes });
const rubric = {
  lineage: 'engagement/rubric/listening',
  title: 'Listening',
  passRule: { everyCriterionAtLeast: 3, orMeanAtLeastHundredths: 300, withNoneAtOrBelow: 1, andAtMostBelowThree: 1 },
  criteria: [criterion('boundaries', { critical: true }), ...['listening', 'hope', 'choice', 'self'].map((key) => criterion(key))],
};
const withFirst = (changes: object) => ({ ...rubric, criteria: [{ ...rubric.criteria[0], ...changes }, ...rubric.criteria.slice(1)] });
const faultsOf = (raw: unknown) => {
  const reading = readRubric(raw);
  return 'faults' in reading ? reading.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
};

describe('a rubric', () => {
  it('· is read whole', () => expect(readRubric(rubric)).toEqual({ value: rubric }));

  it.each([
    ['three levels', withFirst({ levels: [1, 2, 3].map(level) }), 'criteria.0.levels: must be four, with 1, 2, 3 and 4 points in that order, not 1, 2, 3'],
    ['levels from the top', withFirst({ levels: [4, 3, 2, 1].map(level) }), 'criteria.0.levels: must be four, with 1, 2, 3 and 4 points in that order, not 4, 3, 2, 1'],
    ['a level without behavior', withFirst({ levels: [level(1), level(2), { ...level(3), behavior: '' }, level(4)] }), 'criteria.0.levels.2.behavior: must be a text'],
    ['a level of five points', withFirst({ levels: [level(1), level(2), level(3), level(5)] }), 'criteria.0.levels.3.points: must be a whole number from 1 to 4'],
    ['boundaries that are not critical', withFirst({ critical: false }), 'criteria.0.critical: must be true for boundaries: harm there cannot be made up for elsewhere'],
    ['no boundaries', withFirst({ key: 'limits' }), 'criteria: must include boundaries'],
    ['a key twice', withFirst({ key: 'hope' }), 'criteria.2.key: "hope" is the key of an earlier criterion'],
    ['four criteria', { ...rubric, criteria: rubric.criteria.slice(0, 4) }, 'criteria: must be 5 to 8, not 4'],
    ['no pass rule', { ...rubric, passRule: undefined }, 'passRule: must be a mapping of names to values'],
    ['a mean beyond four', { ...rubric, passRule: { ...rubric.passRule, orMeanAtLeastHundredths: 401 } }, 'passRule.orMeanAtLeastHundredths: must be a whole number from 100 to 400'],
    ['a mean with a fraction', { ...rubric, passRule: { ...rubric.passRule, orMeanAtLeastHundredths: 299.5 } }, 'passRule.orMeanAtLeastHundredths: must be a whole number from 100 to 400'],
  ])('· with %s is refused', (_, raw, fault) => expect(faultsOf(raw)).toContain(fault));
});

describe('the words of a rubric in another language', () => {
  const words = (changes: object = {}) => ({ title: 'Escuchar', criteria: rubric.criteria.map(({ key }) => ({ key, title: `${key} es`, levels: [1, 2, 3, 4].map((at) => ({ name: `Nivel ${at}`, behavior: 'Hace', examples: ['"Sí."'] })) })), ...changes });
  const told = (raw: unknown) => {
    const reading = readRubricWords(raw, rubric as unknown as RubricContent);
    return 'faults' in reading ? reading.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
  };
  it('· are read whole', () => expect(readRubricWords(words(), rubric as unknown as RubricContent)).toEqual({ value: words() }));
  it.each([
    ['a criterion too few', words({ criteria: words().criteria.slice(1) }), 'criteria: must be those of the rubric, in its order: boundaries, listening, hope, choice, self'],
    ['another order', words({ criteria: words().criteria.toReversed() }), 'criteria: must be those of the rubric, in its order: boundaries, listening, hope, choice, self'],
    ['three levels', words({ criteria: words().criteria.map((one) => ({ ...one, levels: one.levels.slice(1) })) }), 'criteria.0.levels: must be four, not 3'],
    ['no title', words({ title: '' }), 'title: must be a text'],
  ])('· with %s are refused', (_, raw, fault) => expect(told(raw)).toContain(fault));
});
