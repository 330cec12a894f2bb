import { describe, expect, it } from '@jest/globals';
import type { LessonContent } from './domain/content.ts';
import { digestOfCurriculum, digestOfLesson } from './pins.ts';

const lesson: LessonContent = {
  lineage: 'a/one', title: "Zoë's first day", minutes: 45, domain: 'ethics', competencies: ['I.1'], objectives: [{ text: 'Listen', competency: 'I.1' }], contentNote: null,
  sources: [{ title: 'A source', url: 'https://example.org' }], parts: [{ kind: 'text', html: '<p>王小明</p>' }], guide: null, translations: {},
};

describe('the digest of a lesson', () => {
  // Installations keep these: were it another one tomorrow, the same folder imported again would publish every lesson anew.
  it('· is the same for ever', () => expect(digestOfLesson(lesson)).toBe('81e0244614a59179398979eaa2ac2e23fbe99552551e777a1fa333db4d59f63e'));
  it.each<[string, Partial<LessonContent>]>([
    ['a word', { title: 'Zoë’s first day' }],
    ['a minute', { minutes: 46 }],
    ['a note', { contentNote: 'Hard.' }],
    ['a part', { parts: [] }],
    ['a guide', { guide: { groupSize: { from: 4, to: 8 }, materials: [], agenda: [], html: '', translations: {} } }],
    ['a translation', { translations: { es: { title: 'El primer día', contentNote: null, objectives: [], parts: [], outdated: false } } }],
  ])('· is another one for %s', (_, change) => expect(digestOfLesson({ ...lesson, ...change })).not.toBe(digestOfLesson(lesson)));
});

describe('the digest of a curriculum', () => {
  const content = { slug: 'a', title: 'A', media: [] } as never as Parameters<typeof digestOfCurriculum>[0];
  it('· leaves out where the files of its lessons lie, which are known by their own', () =>
    expect(digestOfCurriculum({ ...content, media: [{ path: 'x', sha256: 'f0', type: 'audio/wav', bytes: () => Buffer.alloc(0) }] })).toBe(digestOfCurriculum(content)));
  it('· is another one for another title', () => expect(digestOfCurriculum({ ...content, title: 'B' })).not.toBe(digestOfCurriculum(content)));
});
