import type { Journey, ModuleProgress, StepState } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import { moduleOf, moduleView } from './module.view.ts';

const lesson = (state: StepState) => ({ lineage: 'a/one', title: 'Zoë', minutes: 45, domain: 'ethics', meeting: false, state });
const module = (changes: Partial<ModuleProgress> = {}): ModuleProgress => ({
  lineage: 'a', slug: 'listening', title: 'Listening', check: { draw: 10, passPercent: 80 }, state: 'open', locks: [], lessons: [lesson('open')], checkState: 'locked',
  rolePlays: [{ lineage: 'a/rp', title: 'Ray', state: 'locked' }], lessonsLeft: 1, ...changes,
});
const words = { title: 'Listening', summary: 'To listen.', contentNote: null, prerequisites: [], translations: {}, forms: [] };
const written = { language: 'en' };
const view = (changes: Partial<ModuleProgress> = {}) => moduleView(module(changes), words, written);

describe('the page of a module', () => {
  it.each<[StepState, string, boolean, string | null]>([
    ['done', 'good', true, '/lessons/a/one'],
    ['in-progress', 'wait', true, '/lessons/a/one'],
    ['open', 'info', false, '/lessons/a/one'],
    ['postponed', 'past', true, '/lessons/a/one'],
    ['locked', 'past', true, null],
  ])('· shows a lesson that is %s, and leads to it unless it is locked', (state, tag, tagged, href) => expect(view({ lessons: [lesson(state)] }).lessons).toEqual([{ title: 'Zoë', language: 'en', minutes: 45, state, label: state, tag, tagged, href }]));
  it('· calls a meeting that is not confirmed a meeting', () => expect(view({ lessons: [{ ...lesson('waiting'), meeting: true }] }).lessons).toMatchObject([{ label: 'meeting', state: 'waiting', href: '/lessons/a/one' }]));

  it.each<[StepState, boolean, boolean]>([
    ['locked', false, false],
    ['open', true, false],
    ['done', false, true],
  ])('· has a check that is %s: to start %p, passed %p', (checkState, open, passed) => expect(view({ checkState }).check).toMatchObject({ draw: 10, passPercent: 80, open, passed }));
  it('· without a check has none', () => expect(view({ check: null, checkState: undefined }).check).toBeNull());

  it.each<[StepState, boolean, string]>([
    ['locked', false, 'look'],
    ['open', true, 'start'],
    ['waiting', true, 'look'],
    ['done', true, 'look'],
  ])('· has a role play that is %s: open %p, to %s', (state, open, label) => expect(view({ rolePlays: [{ lineage: 'a/rp', title: 'Ray', state }] }).rolePlays[0]).toMatchObject({ open, label, lineage: 'a/rp' }));

  it('· says every reason why it is locked', () => {
    const locks = [{ lineage: 'x', title: 'X', reason: 'First X.' }, { lineage: 'y', title: 'Y', reason: 'Then Y.' }];
    expect(view({ state: 'locked', locks })).toMatchObject({ locked: true, locks: [{ title: 'X', reason: 'First X.' }, { title: 'Y', reason: 'Then Y.' }] });
  });

  it('· lists the papers that belong to it', () => {
    const forms = [{ slug: 'self-care-plan', title: 'My plan', summary: 'For hard weeks.' }];
    expect(moduleView(module(), { ...words, forms }, written).forms).toEqual([{ title: 'My plan', summary: 'For hard weeks.', href: '/forms/self-care-plan' }]);
  });

  it('· is found by its slug, in a journey that has it', () => {
    const journey = { path: { modules: [module()] }, outline: { ...written, modules: [{ slug: 'listening', ...words }] } } as unknown as Journey;
    expect(moduleOf(journey, 'listening').title).toBe('Listening');
    for (const [where, slug] of [[journey, 'a'], [journey, '__proto__'], [undefined, 'listening']] as const) expect(() => moduleOf(where, slug)).toThrow('NotFound');
  });
});

describe('a module in another language', () => {
  const locks = [{ lineage: 'y', title: 'Y', reason: 'Then Y.' }, { lineage: 'z', title: 'Z', reason: 'Z too.' }];
  const es = { title: 'Escuchar', summary: 'Para escuchar.', contentNote: 'De pérdidas.', reasons: ['Primero X.', 'Luego Y.'], outdated: false };
  const pinned = { ...words, contentNote: 'Of loss.', prerequisites: [{ module: 'x', reason: 'First X.' }, { module: 'y', reason: 'Then Y.' }], translations: { es } };
  const inEnglish = { title: 'Listening', summary: 'To listen.', contentNote: 'Of loss.', language: 'en', noteLanguage: 'en', languages: [{ language: 'es', name: 'español', href: '/modules/listening?language=es' }] };
  const shown = (wished: string, changes = {}) => moduleView(module({ locks }), { ...pinned, ...changes }, written, { language: wished, asked: false });

  it('· has its words there; each reason is that of its own prerequisite, and another stays as it was written', () => {
    expect(shown('es')).toMatchObject({ title: 'Escuchar', summary: 'Para escuchar.', contentNote: 'De pérdidas.', language: 'es', noteLanguage: 'es', locks: [{ title: 'Y', reason: 'Luego Y.' }, { title: 'Z', reason: 'Z too.' }] });
    expect(shown('es').languages).toEqual([{ language: 'en', name: 'English', href: '/modules/listening?language=en' }]);
  });
  it('· names each lesson in it that has a title there, and the others as they were written', () => {
    const lessons = [{ ...lesson('open'), titles: { es: 'Zoë escucha' } }, lesson('open')];
    const titles = (wished: string) => moduleView(module({ lessons }), pinned, written, { language: wished, asked: false }).lessons.map(({ title, language }) => [title, language]);
    expect(titles('es')).toEqual([['Zoë escucha', 'es'], ['Zoë', 'en']]);
    for (const wished of ['en', 'fr', 'constructor']) expect(titles(wished)).toEqual([['Zoë', 'en'], ['Zoë', 'en']]);
  });
  it('· says when the original was changed after it was translated', () => {
    expect([shown('es'), shown('en'), shown('es', { translations: { es: { ...es, outdated: true } } }), shown('en', { translations: { es: { ...es, outdated: true } } })].map(({ outdated }) => outdated)).toEqual([false, false, true, false]);
  });
  it('· keeps a note on hard material that was not translated', () => expect(shown('es', { translations: { es: { ...es, contentNote: null } } })).toMatchObject({ title: 'Escuchar', contentNote: 'Of loss.', noteLanguage: 'en' }));
  it.each(['', 'en', 'fr', 'constructor', '__proto__', 'toString'])('· asked for in %p is as it was written', (wished) => expect(shown(wished)).toMatchObject({ ...inEnglish, locks: [{ reason: 'Then Y.' }, { reason: 'Z too.' }] }));
  it.each([[true, '?language=es', 'es'], [false, '', null]])('· asked for by the address, %p, is kept by its links and forms', (asked, question, kept) => {
    const forms = [{ slug: 'self-care-plan', title: 'My plan', summary: 'For hard weeks.' }];
    const { homeHref, lessons, forms: papers, askedLanguage } = moduleView(module(), { ...pinned, forms }, written, { language: 'es', asked });
    expect([homeHref, lessons[0]!.href, papers[0]!.href, askedLanguage]).toEqual([`/${question}`, `/lessons/a/one${question}`, `/forms/self-care-plan${question}`, kept]);
  });
});
