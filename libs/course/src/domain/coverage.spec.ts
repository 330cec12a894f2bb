import { describe, expect, it } from '@jest/globals';
import { coverageOf, holesOf, type Coverage } from './coverage.ts';

const competency = (code: string, evidence: string | null = null) => ({ code, text: code, category: 'I', evidence });
const rolePlay = (lineage: string, ...competencies: string[]) => ({ lineage, title: `Title of ${lineage}`, scenarios: [{ competencies: [] }], rubric: { criteria: [{ competencies }] } });
const thing = (lineage: string, ...competencies: string[]) => ({ lineage, title: `Title of ${lineage}`, competencies });

describe('the coverage of a curriculum', () => {
  const [first, second, third] = coverageOf({
    competencies: [competency('I.1'), competency('I.2'), competency('VI.4', 'supervised work')],
    modules: [
      { lessons: [thing('a/1', 'I.1', 'I.2')], items: [{ competency: 'I.1' }, { competency: 'I.1' }], rolePlays: [rolePlay('a/rp', 'I.2')] },
      { lessons: [thing('b/1', 'I.1', 'VI.4')], items: [{ competency: 'I.1' }], rolePlays: [] },
    ],
    exam: [{ competency: 'I.2' }],
  });
  it('· names the lessons of a competency through all modules', () => expect(first!.lessons.map(({ lineage }) => lineage)).toEqual(['a/1', 'b/1']));
  it('· counts the questions of checks and of the exam apart', () => expect([first!.items, first!.examItems, second!.items, second!.examItems]).toEqual([3, 0, 0, 1]));
  it('· names role plays', () => expect(second!.rolePlays).toEqual([{ lineage: 'a/rp', title: 'Title of a/rp' }]));
  it('· keeps what is shown in another way', () => expect(third!.evidence).toBe('supervised work'));
});

describe('a competency', () => {
  const covered: Coverage = { ...competency('I.1'), lessons: [], items: 0, examItems: 0, rolePlays: [] };
  const lessons = [{ lineage: 'a/1', title: 'A' }];
  it.each<[string, Partial<Coverage>, string[]]>([
    ['in no lesson and no question lacks both', {}, ['taught', 'shown']],
    ['in a lesson alone is never shown', { lessons }, ['shown']],
    ['in a question alone is never taught', { items: 1 }, ['taught']],
    ['in a lesson and a question is whole', { lessons, items: 1 }, []],
    ['in a lesson and a role play is whole', { lessons, rolePlays: lessons }, []],
    ['in a lesson and supervised work is whole', { lessons, evidence: 'supervised work' }, []],
    ['in a lesson and the exam alone is not shown to everybody', { lessons, examItems: 5 }, ['shown']],
  ])('· %s', (_, given, holes) => expect(holesOf({ ...covered, ...given })).toEqual(holes));
});
