import { describe, expect, it } from '@jest/globals';
import { givenAnswer, givenAnswers } from './given-answers.ts';

describe('the form of a whole check', () => {
  it('· gives an answer for each question that was on it', () => {
    const body = { _csrf: 'x', 'sequence-1': '0', 'chosen-1': '2', 'sequence-2': '3', 'chosen-2': ['0', '3'], 'sequence-10': '1', 'chosen-11': '1' };
    expect(givenAnswers(body)).toEqual([
      { number: 1, chosen: [2], sequence: 0 },
      { number: 2, chosen: [0, 3], sequence: 3 },
      { number: 10, chosen: [], sequence: 1 },
    ]);
  });

  it.each([
    ['a word', 'two', [-1]],
    ['a mapping', { a: '1' }, [-1]],
    ['half an option', '0.5', [-1]],
    ['nothing', '', [-1]],
  ])('· reads %s as an option that no question has', (_, typed, chosen) => expect(givenAnswers({ 'sequence-1': '0', 'chosen-1': typed })).toEqual([{ number: 1, chosen, sequence: 0 }]));

  it('· without any question gives none', () => {
    for (const body of [null, undefined, 'x', {}]) expect(givenAnswers(body)).toEqual([]);
  });
});

describe('an answer from the script', () => {
  it('· is read', () => expect(givenAnswer('3', { chosen: [0, 2], sequence: 1 })).toEqual({ number: 3, chosen: [0, 2], sequence: 1 }));
  it.each([
    ['no body', '3', undefined, { number: 3, chosen: [-1], sequence: -1 }],
    ['texts for numbers', '3', { chosen: ['0'], sequence: '1' }, { number: 3, chosen: [-1], sequence: -1 }],
    ['a number that is none', 'x', { chosen: [], sequence: 0 }, { number: 0, chosen: [], sequence: 0 }],
  ])('· with %s is one that nothing offers', (_, number, body, answer) => expect(givenAnswer(number, body)).toEqual(answer));
});
