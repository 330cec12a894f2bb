import { describe, expect, it } from '@jest/globals';
import { gapsOf, readDraft, readSeconds, type RatingDraft } from './rating.ts';
import { judge } from './result.ts';
import type { LevelPoints, RubricContent } from './rubric.ts';

const criterion = (key: string, critical = false): RubricContent['criteria'][number] => ({ key, title: `On ${key}`, competencies: ['I.2'], critical, levels: [] });
const rubric: RubricContent = {
  lineage: 'a/rubric/b',
  title: 'Listening',
  passRule: { everyCriterionAtLeast: 3, orMeanAtLeastHundredths: 300, withNoneAtOrBelow: 1, andAtMostBelowThree: 1 },
  criteria: [criterion('listening'), criterion('language'), criterion('story'), criterion('boundaries', true), criterion('crisis', true)],
};
const levels = (...points: LevelPoints[]): Record<string, LevelPoints> => Object.fromEntries(rubric.criteria.map(({ key }, at) => [key, points[at]!]));

describe('a role play', () => {
  it.each<[string, LevelPoints[], string, string[]]>([
    ['competent in all', [3, 3, 3, 3, 3], 'passed', []],
    ['skilled in all', [4, 4, 4, 4, 4], 'passed', []],
    ['one developing, made up for', [2, 4, 3, 3, 3], 'passed', []],
    ['one developing, not made up for', [2, 3, 3, 3, 3], 'not-yet', ['listening 2→3']],
    ['two developing, whatever the sum', [2, 2, 4, 4, 4], 'not-yet', ['listening 2→3', 'language 2→3']],
    ['one harmful, whatever the sum', [1, 4, 4, 4, 4], 'not-yet', ['listening 1→3']],
    ['harmful on boundaries', [4, 4, 4, 1, 4], 'not-yet', ['boundaries 1→3!']],
    ['harmful on crisis', [4, 4, 4, 4, 1], 'not-yet', ['crisis 1→3!']],
    ['developing on crisis, made up for', [3, 3, 3, 4, 2], 'passed', []],
    ['harmful in all', [1, 1, 1, 1, 1], 'not-yet', ['listening 1→3', 'language 1→3', 'story 1→3', 'boundaries 1→3!', 'crisis 1→3!']],
  ])('· %s (%j) is %s and names what is missing', (_, points, outcome, missing) => {
    const judged = judge(rubric, levels(...points));
    expect([judged.outcome, judged.points, judged.ofPoints]).toEqual([outcome, points.reduce((sum, one) => sum + one, 0), 20]);
    expect(judged.missing.map((one) => `${one.criterion} ${one.points}→${one.needed}${one.critical ? '!' : ''}`)).toEqual(missing);
  });

  it('· is not passed with harm on a critical criterion, even under a rule that would let level 1 through', () => {
    const lenient = { ...rubric, passRule: { everyCriterionAtLeast: 2 as const, orMeanAtLeastHundredths: 100, withNoneAtOrBelow: 1 as const, andAtMostBelowThree: 5 } };
    expect(judge(lenient, levels(2, 2, 2, 1, 2))).toMatchObject({ outcome: 'not-yet', missing: [{ criterion: 'boundaries', needed: 2, critical: true }] });
    expect(judge(lenient, levels(2, 2, 2, 2, 2)).outcome).toBe('passed');
  });

  it('· compares a mean exactly: 2.99 is not 3.00', () => {
    const strict = { ...rubric, passRule: { ...rubric.passRule, everyCriterionAtLeast: 4 as const, orMeanAtLeastHundredths: 301, andAtMostBelowThree: 5 } };
    expect([judge(strict, levels(3, 3, 3, 3, 3)).outcome, judge(strict, levels(4, 3, 3, 3, 3)).outcome]).toEqual(['not-yet', 'passed']);
  });
});

describe('a rating', () => {
  const draft = (notes: RatingDraft['criteria']): RatingDraft => ({ criteria: notes, comments: [], summary: '' });
  const at = (level: LevelPoints, evidence: number[] = [], comment = ''): RatingDraft['criteria'][string] => ({ level, evidence, comment });

  it('· needs a level for every criterion, and something to point at for the outer ones', () => {
    const gaps = gapsOf(rubric, draft({ listening: at(1), language: at(4), story: at(2), boundaries: at(1, [83]), crisis: at(4, [], 'asked directly') }), null);
    expect(gaps.map(({ criterion, kind }) => `${criterion} ${kind}`)).toEqual(['listening evidence', 'language evidence']);
    expect(gapsOf(rubric, draft({}), null)).toHaveLength(5);
  });

  it.each([
    ['83', 83], ['1:23', 83], ['1:01:23', 3683], [12.7, 12], ['83.9', 83], ['', null], ['soon', null], [-1, null], ['99999', null], [Number.NaN, null], ['1e3', null],
  ])('· reads the time %j as %j', (typed, seconds) => expect(readSeconds(typed)).toBe(seconds));

  it('· is read from a form or a script alike; what the rubric does not know is left out', () => {
    const read = readDraft({ criteria: { listening: { level: '3', evidence: '1:23, 10;x 10', comment: ' ok ' }, __proto__: { level: 4 }, other: { level: 4 }, story: { level: 9 } }, comments: { 0: { seconds: '90', text: 'later' }, 1: { seconds: 5, text: 'first 王' }, 2: { text: 'on the whole' }, 3: { seconds: 1, text: '  ' } }, summary: 7 }, rubric);
    expect(read.criteria['listening']).toEqual({ level: 3, evidence: [10, 83], comment: 'ok' });
    expect([read.criteria['story']!.level, Object.keys(read.criteria)]).toEqual([null, rubric.criteria.map(({ key }) => key)]);
    expect(read.comments).toEqual([{ seconds: 5, text: 'first 王' }, { seconds: 90, text: 'later' }, { seconds: null, text: 'on the whole' }]);
    expect(read.summary).toBe('');
    for (const junk of [null, undefined, 4, 'x', [], { criteria: [], comments: 'no' }]) expect(gapsOf(rubric, readDraft(junk, rubric), null)).toHaveLength(5);
  });
});
