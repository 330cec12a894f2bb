import type { LessonForPerson, LessonStanding } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import { lessonView } from './lesson.view.ts';

const reflection = { kind: 'reflection' as const, id: 'mine', minutes: 10, optional: false, html: '<p>Think</p>' };
const found = {
  lesson: { lineage: 'a/one', title: 'One', minutes: 45, contentNote: null, objectives: [{ text: 'Listen', competency: 'I.1' }], sources: [], parts: [{ kind: 'story', title: 'The coat', html: '<p>Hi</p>' }, reflection] },
  module: { slug: 'a', title: 'Listening', lessons: [{ lineage: 'a/one', title: 'One', state: 'open' }, { lineage: 'a/two', title: 'Two', state: 'open' }] },
} as unknown as LessonForPerson;
const standing: LessonStanding = { answers: [], partSeen: undefined, minutesObserved: 12, missing: [{ kind: 'activity', activity: reflection }, { kind: 'time', minutes: 11 }] };

describe('the page of a lesson', () => {
  it('· shows its parts in order, an activity with its form', () =>
    expect(lessonView(found, standing).parts).toMatchObject([
      { number: 0, kind: 'story', title: 'The coat', activity: null },
      { number: 1, kind: 'activity', activity: { action: '/lessons/a/one/answers/mine', practice: false, text: '', done: false, version: 0, savedAt: null } },
    ]));
  it('· gives back what was written', () => {
    const savedAt = new Date('2026-11-22T15:00:00Z');
    const { parts } = lessonView(found, { ...standing, answers: [{ activityId: 'mine', text: 'Ñandú', done: false, version: 3, savedAt }] });
    expect(parts[1]!.activity).toMatchObject({ text: 'Ñandú', done: true, ticked: false, version: 3, savedAt });
  });
  it('· names what is missing', () => expect(lessonView(found, standing).missing).toEqual([{ activity: 'mine', practice: false, minutes: 0 }, { activity: null, practice: false, minutes: 11 }]));
  it.each([[undefined, null], [0, null], [1, '#mine'], [9, '#mine']])('· seen to part %p goes on at %p', (partSeen, href) => expect(lessonView(found, { ...standing, partSeen }).resumeHref).toBe(href));
  it('· leads to the lesson that follows', () => expect(lessonView(found, standing).following).toEqual({ title: 'Two', href: '/lessons/a/two' }));
});
