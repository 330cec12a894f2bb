import { describe, expect, it } from '@jest/globals';
import type { CheckReview } from '#libs/assessment';
import { resultView } from './result.view.ts';

const option = (key: boolean, chosen: boolean) => ({ position: 0, text: 'T', key, chosen, feedback: 'F' });
const review = (points: number, passed: boolean): CheckReview => ({
  attempt: { id: 'a1', title: 'Check', moduleSlug: 'engagement', submittedAt: new Date('2026-11-22T15:00:00Z') } as CheckReview['attempt'],
  languages: [],
  result: { points, of: 10, percent: points * 10, passed, pointsToPass: 8 },
  questions: [
    { number: 1, kind: 'multiple', stem: 'S', language: null, answer: null, right: false, options: [option(true, true), option(false, true), option(true, false), option(false, false)] },
    { number: 2, kind: 'single', stem: 'S', language: null, answer: null, right: false, options: [option(true, false), option(false, false)] },
    { number: 3, kind: 'single', stem: 'S', language: null, answer: null, right: true, options: [option(true, true)] },
  ],
});

describe('the result of a check', () => {
  it('· says of each option how it turned out', () => expect(resultView(review(6, false)).questions[0]!.options.map(({ turnout }) => turnout)).toEqual(['right', 'wrong', 'missed', 'rest']));
  it('· names the questions worth another look', () => expect(resultView(review(6, false)).toReview).toEqual([{ number: 1, href: '#q-1' }, { number: 2, href: '#q-2' }]));
  it('· says what is missing, and nothing when passed', () => expect([resultView(review(6, false)).pointsMissing, resultView(review(9, true)).pointsMissing]).toEqual([2, 0]));
  it('· knows what was not answered', () => expect(resultView(review(6, false)).questions.map(({ unanswered }) => unanswered)).toEqual([false, true, false]));
  it('· leads to another attempt by the module', () => expect(resultView(review(6, false)).retakeHref).toBe('/modules/engagement/check-attempts'));
  it('· leads to the other languages of the result', () => {
    const read = { ...review(6, false), languages: ['es'] };
    expect(resultView(read).languages).toEqual([{ language: 'es', name: 'español', href: '/checks/a1/result?language=es' }]);
    const [first, ...rest] = read.questions;
    const spanish = resultView({ ...read, questions: [...rest, { ...first!, language: 'es' }] });
    expect([spanish.languages, spanish.questions.map(({ language }) => language)]).toEqual([[{ language: null, name: null, href: '/checks/a1/result?language=original' }], [null, null, 'es']]);
  });
});
