import { describe, expect, it } from '@jest/globals';
import type { LessonPart } from './content.ts';
import { missingToFinish } from './finishing.ts';
import { countedForActivity, gapBetween, minutesStillToSee } from './observed-time.ts';

const nine = new Date('2026-11-22T09:00:00Z');
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);

describe('time between two signs of life', () => {
  it.each([
    ['counts', 60, 60, 0],
    ['counts up to ten minutes', 600, 600, 0],
    ['does not count beyond', 601, 0, 601],
    ['does not run backward', -5, 0, 0],
  ])('· %s', (_, seconds, countedSeconds, awaySeconds) => expect(gapBetween(nine, after(seconds))).toEqual({ countedSeconds, awaySeconds }));
  it.each([
    ['counts for a practice away from the screen', 1680, 18, 1680],
    ['does not count beyond the practice and ten minutes', 1681, 18, 0],
    ['is none when nobody was away', 0, 18, 0],
  ])('· %s', (_, away, minutes, counted) => expect(countedForActivity(away, minutes)).toBe(counted));
});

describe('minutes still to see', () => {
  it.each([
    [0, 45, 50, 23],
    [22 * 60 + 29, 45, 50, 1],
    [22 * 60 + 30, 45, 50, 0],
    [9_999, 45, 50, 0],
    [0, 45, 0, 0],
    [44 * 60, 45, 100, 1],
  ])('· after %i seconds of %i minutes at %i percent are %i', (seconds, minutes, percent, left) => expect(minutesStillToSee(seconds, minutes, percent)).toBe(left));
});

describe('a lesson', () => {
  const activity = (id: string, optional = false): LessonPart => ({ kind: 'reflection', id, minutes: 5, optional, html: '' });
  const lesson = { minutes: 10, guide: null, parts: [activity('one'), activity('two', true), { kind: 'text', html: '' }] as LessonPart[] };
  const answer = (text: string, done = false) => [{ activityId: 'one', text, done }];
  it('· waits for its activities and for time, and names both', () =>
    expect(missingToFinish(lesson, answer('   '), 60, 50)).toEqual([{ kind: 'activity', activity: lesson.parts[0] }, { kind: 'time', minutes: 4 }]));
  it('· that is a meeting waits for whoever leads it, and for nothing else', () =>
    expect(missingToFinish({ ...lesson, guide: { groupSize: { from: 2, to: 8 }, materials: [], agenda: [], html: '', translations: {} } }, [], 0, 50)).toEqual([{ kind: 'meeting' }]));
  it.each([['written', answer('Yes.')], ['only thought about', answer('', true)]])('· is finished when its reflection was %s', (_, answers) => expect(missingToFinish(lesson, answers, 300, 50)).toEqual([]));
});
