import { describe, expect, it } from '@jest/globals';
import { readScenario, readScenarioWords } from './scenario.ts';

const scenario = {
  lineage: 'engagement/role-play/listening',
  title: 'First meeting with 王小明',
  competencies: ['I.2', 'IX.2'],
  prepareMinutes: 10,
  performMinutes: 12,
  setting: 'A small room with a window.',
  traineeCard: '**What you know.** It is a first meeting.',
  persona: { name: '王小明', pronouns: 'he/him', age: 42, summary: 'Tired.', mood: 'Guarded.', goals: ['To be heard'], revealOnlyIfAsked: ['Why'], lines: ['Hm.'], opensUp: ['Honesty'], closes: ['Advice'] },
  unsafe: ['Gives money'],
  rubric: 'engagement/rubric/listening',
  sources: [{ title: 'Core Competencies', url: 'https://www.samhsa.gov/' }],
};
const faultsOf = (raw: unknown) => {
  const reading = readScenario(raw);
  return 'faults' in reading ? reading.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
};

describe('a scenario', () => {
  it('· is read whole, with or without a content note', () => {
    expect(readScenario(scenario)).toEqual({ value: { ...scenario, rolePlay: scenario.lineage } });
    expect(readScenario({ ...scenario, contentNote: 'It speaks of loss.' })).toEqual({ value: { ...scenario, rolePlay: scenario.lineage, contentNote: 'It speaks of loss.' } });
  });
  it('· of another role play says which', () => {
    const other = { ...scenario, lineage: 'engagement/scenario/lin', rolePlay: 'engagement/role-play/listening' };
    expect(readScenario(other)).toEqual({ value: other });
    expect(readScenario({ ...other, rolePlay: 'listening' })).toEqual({ faults: [{ path: ['rolePlay'], message: 'must be the key of a role play, not "listening"' }] });
  });
  it('· in another language has the words and nothing else', () => {
    const { title, setting, traineeCard, unsafe, persona: { age: _, ...persona } } = scenario;
    const words = { title, setting, traineeCard, unsafe, persona };
    expect(readScenarioWords(words)).toEqual({ value: words });
    expect(readScenarioWords({ ...words, contentNote: 'Habla de una pérdida.' })).toEqual({ value: { ...words, contentNote: 'Habla de una pérdida.' } });
    expect(readScenarioWords({ ...words, rubric: 'x/y' })).toMatchObject({ faults: [{ path: ['rubric'] }] });
  });

  it.each([
    ['no persona', { ...scenario, persona: undefined }, 'persona: must be a mapping of names to values'],
    ['a persona who never opens up', { ...scenario, persona: { ...scenario.persona, opensUp: [] } }, 'persona.opensUp: must be a list of at least 1'],
    ['an age in words', { ...scenario, persona: { ...scenario.persona, age: 'forty' } }, 'persona.age: must be a whole number from 12 to 110'],
    ['an empty line', { ...scenario, unsafe: ['Gives money', ''] }, 'unsafe.1: must be a text'],
    ['a source without an address', { ...scenario, sources: [{ title: 'A book', url: 'shelf 3' }] }, 'sources.0.url: must be a web address, not "shelf 3"'],
    ['an unknown competency', { ...scenario, competencies: ['I.2', 'listening'] }, 'competencies.1: must be a competency code such as IX.2, not "listening"'],
    ['no minutes', { ...scenario, performMinutes: 0 }, 'performMinutes: must be a whole number from 1 to 240'],
  ])('· with %s is refused', (_, raw, fault) => expect(faultsOf(raw)).toContain(fault));
});
