import type { Coverage, CurriculumOutline, FormOfCurriculum } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import { coverageView, curriculumView, formRow, formView, translationsView } from './curriculum.view.ts';

const lesson = (title: string, minutes: number, domain: string, meeting = false) => ({ lineage: `a/${title}`, title, minutes, domain, meeting });
const outline = {
  versionId: 'v', number: 3, title: 'Peer training', summary: 'Learn.', language: 'en', license: 'CC BY 4.0', observedPercent: 50,
  domains: [{ key: 'ethics', title: 'Ethical responsibility', summary: 'Safely.' }, { key: 'recovery', title: 'Recovery', summary: 'Well.' }, { key: 'advocacy', title: 'Advocacy', summary: 'Beside.' }],
  competencies: [{ code: 'I.1', text: 'Makes first contact', category: 'I', evidence: null }, { code: 'I.2', text: 'Listens', category: 'I', evidence: null }],
  modules: [
    { id: 'm', lineage: 'a', slug: 'a', title: 'First', summary: 'One.', contentNote: null, prerequisites: [], minutesByDomain: { ethics: 30, recovery: 60 }, competencies: ['I.2'], itemVersionIds: [],
      lessons: [lesson('one', 30, 'ethics'), lesson('circle', 60, 'recovery', true)], check: { draw: 10, passPercent: 80 }, rolePlays: [{ lineage: 'a/rp', title: 'Listening', scenarioVersionIds: [], rubricVersionId: 'r' }] },
  ],
} as unknown as CurriculumOutline;

describe('a curriculum before anybody enrolls', () => {
  const view = curriculumView('default', outline);
  it('· says its hours, in all and by domain', () => {
    expect(view.minutes).toBe(90);
    expect(view.domains.map(({ title, minutes, percent }) => [title, minutes, percent])).toEqual([['Ethical responsibility', 30, 33], ['Recovery', 60, 67], ['Advocacy', 0, 0]]);
  });
  it('· names the competencies of each module in the order of the framework', () => expect(view.modules[0]!.competencies).toEqual([{ code: 'I.2', text: 'Listens' }]));
  it('· tells meetings from lessons', () => expect(view.modules[0]!.lessons.map(({ meeting }) => meeting)).toEqual([false, true]));
  it('· names domains by their titles', () => expect(view.modules[0]!.hours).toEqual([{ domain: 'Ethical responsibility', minutes: 30 }, { domain: 'Recovery', minutes: 60 }]));
});

describe('the coverage table', () => {
  const covered = (code: string, category: string, more: Partial<Coverage> = {}): Coverage => ({ code, text: code, category, evidence: null, lessons: [{ lineage: 'l', title: 'L' }], items: 1, examItems: 0, rolePlays: [], ...more });
  const view = coverageView([covered('I.1', 'One'), covered('I.2', 'One', { items: 0 }), covered('II.1', 'Two', { items: 0, evidence: 'supervised work' })]);
  it('· is grouped as the framework is', () => expect(view.categories.map(({ title, rows }) => [title, rows.length])).toEqual([['One', 2], ['Two', 1]]));
  it('· marks and counts holes', () => {
    expect(view.categories.flatMap(({ rows }) => rows.map(({ whole }) => whole))).toEqual([true, false, true]);
    expect([view.holes, view.competencies]).toEqual([1, 3]);
  });
  it('· of nothing is not known', () => expect(coverageView([])).toEqual({ known: false, holes: 0, competencies: 0, categories: [] }));
});

describe('how translations stand', () => {
  it('· is counted by language', () => {
    const [spanish] = translationsView([{ file: 'a.md', language: 'es', state: 'current' }, { file: 'b.md', language: 'es', state: 'outdated' }, { file: 'c.md', language: 'es', state: 'missing' }]).languages;
    expect(spanish).toMatchObject({ name: 'español', current: 1, outdated: 1, missing: 1, percent: 66 });
    expect(spanish!.files.map(({ tag }) => tag)).toEqual(['good', 'caution', 'past']);
  });
  it('· is nothing without a language', () => expect(translationsView([])).toEqual({ languages: [] }));
});

describe('a form', () => {
  const form: FormOfCurriculum = { language: 'en', slug: 'crisis-plan', title: 'My plan', summary: 'For a hard day.', modules: ['crisis'], sources: [{ title: 'S', url: 'https://example.org' }], html: '<p>Mine</p>', translations: { es: { title: 'Mi plan', summary: 'Para un día difícil.', html: '<p>Mío</p>', outdated: true } } };
  it('· is shown in the language of the reader', () => expect(formView(form, 'es')).toMatchObject({ title: 'Mi plan', bodyHtml: '<p>Mío</p>', language: 'es', outdated: true, others: [{ language: 'en', name: 'English' }] }));
  it.each(['fr', 'constructor', ''])('· in %p is shown as it was written', (language) => expect(formView(form, language)).toMatchObject({ title: 'My plan', language: 'en', outdated: false, others: [{ language: 'es', name: 'español' }] }));
  it('· says in a list which languages it has', () => expect(formRow(form)).toMatchObject({ href: '/forms/crisis-plan', languages: [{ name: 'español', href: '/forms/crisis-plan?language=es' }] }));
});
