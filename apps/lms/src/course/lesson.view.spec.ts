import type { LessonForPerson, LessonStanding } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import { lessonView } from './lesson.view.ts';

const reflection = { kind: 'reflection' as const, id: 'mine', minutes: 10, optional: false, html: '<p>Think</p>' };
const found = {
  lesson: { lineage: 'a/one', title: 'One', minutes: 45, contentNote: null, objectives: [{ text: 'Listen', competency: 'I.1' }], sources: [], guide: null, translations: {}, parts: [{ kind: 'story', title: 'The coat', html: '<p>Hi</p>' }, reflection] },
  module: { slug: 'a', title: 'Listening', lessons: [{ lineage: 'a/one', title: 'One', state: 'open' }, { lineage: 'a/two', title: 'Two', state: 'open' }] },
  journey: { outline: { language: 'en' }, minutesByLesson: new Map([['a/two', 40]]) },
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
  it('· names captions as those who need them call their language', () => {
    const media = { kind: 'media', player: 'video', title: 'Hi', file: { sha256: 'f0', type: 'video/webm' }, captions: [{ sha256: 'c0', language: 'en' }, { sha256: 'c1', language: 'zh-Hant' }], html: '<p>Hi</p>' };
    const { parts } = lessonView({ ...found, lesson: { ...found.lesson, parts: [media] } } as unknown as LessonForPerson, standing);
    expect(parts[0]!.media).toEqual({
      id: 'part-0', number: 0, title: 'Hi', video: true, src: '/media/f0', type: 'video/webm', transcriptHtml: '<p>Hi</p>',
      tracks: [{ src: '/media/c0', language: 'en', label: 'English', first: true }, { src: '/media/c1', language: 'zh-Hant', label: '繁體中文', first: false }],
    });
  });
  it('· names what is missing', () => expect(lessonView(found, standing).missing).toEqual([{ activity: 'mine', practice: false, minutes: 0 }, { activity: null, practice: false, minutes: 11 }]));
  it.each([[undefined, null], [0, null], [1, '#mine'], [9, '#mine']])('· seen to part %p goes on at %p', (partSeen, href) => expect(lessonView(found, { ...standing, partSeen }).resumeHref).toBe(href));
  it('· leads to the lesson that follows', () => expect(lessonView(found, standing).following).toEqual({ title: 'Two', href: '/lessons/a/two' }));
  it('· tells the minutes that are in the record, which need not be its own', () => {
    expect(lessonView(found, standing)).toMatchObject({ finished: false, minutesCredited: null, minutes: 45 });
    expect(lessonView({ ...found, journey: { ...found.journey, minutesByLesson: new Map([['a/one', 40]]) } }, standing)).toMatchObject({ finished: true, minutesCredited: 40, minutes: 45 });
  });
  it('· of a meeting asks nothing of the trainee', () => {
    const meeting = { ...found, lesson: { ...found.lesson, guide: { html: '' } } } as unknown as LessonForPerson;
    expect(lessonView(meeting, { ...standing, missing: [{ kind: 'meeting' }] })).toMatchObject({ meeting: true, missing: [] });
  });
});

describe('a lesson in another language', () => {
  const spanish = { title: 'Uno', contentNote: 'Con calma.', objectives: ['Escuchar'], parts: [{ kind: 'story', title: 'El abrigo', html: '<p>Hola</p>' }, { ...reflection, html: '<p>Piense</p>' }], outdated: true };
  const both = { ...found, lesson: { ...found.lesson, translations: { es: spanish } } } as unknown as LessonForPerson;
  const reads = (language: string) => lessonView(both, standing, { language, asked: false });
  it('· has its words, and says which language they are in', () => {
    const view = reads('es');
    expect(view).toMatchObject({ title: 'Uno', contentNote: 'Con calma.', objectives: ['Escuchar'], language: 'es', outdated: true, languages: [{ language: 'en', name: 'English', href: '/lessons/a/one?language=en' }] });
    expect(view.parts).toMatchObject([{ title: 'El abrigo', language: 'es' }, { language: 'es', activity: { language: 'es', bodyHtml: '<p>Piense</p>' } }]);
  });
  it('· keeps what was written in the first one', () =>
    expect(lessonView(both, { ...standing, answers: [{ activityId: 'mine', text: 'Mine', done: false, version: 1, savedAt: new Date(0) }] }, { language: 'es', asked: false }).parts[1]!.activity).toMatchObject({ text: 'Mine', version: 1 }));
  it.each(['fr', '', 'constructor', 'en'])('· that is not there, %p, is shown as it was written, with a way to the other', (language) =>
    expect(reads(language)).toMatchObject({ title: 'One', language: 'en', outdated: false, languages: [{ language: 'es', name: 'español' }] }));
  it.each([[true, '?language=es', 'es'], [false, '', null]])('· asked for by the address, %p, is kept by its links and forms', (asked, question, kept) => {
    const view = lessonView(both, standing, { language: 'es', asked });
    expect([view.homeHref, view.module.href, view.following?.href]).toEqual([`/${question}`, `/modules/a${question}`, `/lessons/a/two${question}`]);
    expect([view.askedLanguage, view.parts[1]!.activity!.askedLanguage]).toEqual([kept, kept]);
  });
});
