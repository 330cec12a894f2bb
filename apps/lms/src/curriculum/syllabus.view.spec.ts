import type { Coverage, CurriculumOutline } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import type { PaperBlock } from '#libs/pdf';
import type { Words } from '../course/home.view.ts';
import { syllabusView } from './syllabus.view.ts';

const words: Words = (key, values) => `${key.replace('curriculum.', '')}${values ? ` ${Object.values(values).join(' ')}` : ''}`;
const module = {
  id: 'm', lineage: 'a', slug: 'a', title: 'First', summary: 'One.', contentNote: null, prerequisites: [], minutesByDomain: { ethics: 30, recovery: 60 }, competencies: ['I.2'], itemVersionIds: [],
  lessons: [{ lineage: 'a/one', title: 'One', minutes: 30, domain: 'ethics', meeting: false }, { lineage: 'a/circle', title: 'Circle', minutes: 75, domain: 'recovery', meeting: true }],
  check: { draw: 10, passPercent: 80 }, rolePlays: [{ lineage: 'a/rp', title: 'Listening', scenarioVersionIds: [], rubricVersionId: 'r' }],
};
const outline = (modules: readonly unknown[]): CurriculumOutline => ({
  versionId: 'v', number: 3, title: 'Peer training', summary: 'Learn.', language: 'en', license: 'CC BY 4.0', observedPercent: 50, modules,
  domains: [{ key: 'ethics', title: 'Ethics', summary: '' }, { key: 'recovery', title: 'Recovery', summary: '' }],
  competencies: [{ code: 'I.1', text: 'Meets', category: 'I', evidence: null }, { code: 'I.2', text: 'Listens', category: 'I', evidence: null }],
}) as unknown as CurriculumOutline;
const covered: Coverage = { code: 'I.2', text: 'Listens', category: 'Bonds', evidence: null, lessons: [{ lineage: 'l', title: 'L' }, { lineage: 'k', title: 'K' }], items: 4, examItems: 2, rolePlays: [{ lineage: 'r', title: 'R' }] };
const paper = (modules: readonly unknown[] = [module], coverage: readonly Coverage[] = [covered]) => syllabusView({ slug: 'default', outline: outline(modules), coverage, bodyName: 'Board', lang: 'en' }, words);
const tables = (blocks: readonly PaperBlock[]) => blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
const headings = (blocks: readonly PaperBlock[]) => blocks.flatMap((block) => (block.kind === 'heading' ? [`${block.level} ${block.text}`] : []));
const lists = (blocks: readonly PaperBlock[]) => blocks.flatMap((block) => (block.kind === 'list' ? [block.items] : []));

describe('a syllabus', () => {
  const { blocks, ...facts } = paper();
  const [hours, lessons, coverage] = tables(blocks);
  it('· names its title, its body and its language', () => expect(facts).toMatchObject({ title: 'Peer training', author: 'Board', lang: 'en' }));
  it('· numbers its pages', () => expect(facts.footer(2, 9)).toBe('paper.page 2 9'));
  it('· says version, license and summary', () => expect(blocks.map((block) => (block.kind === 'text' ? block.text : ''))).toEqual(expect.arrayContaining(['version 3 CC BY 4.0', 'Learn.'])));
  it('· adds hours up by domain', () => expect(hours).toEqual([['Ethics', 'web.amount.minutes 30', '29 %'], ['Recovery', 'web.amount.hoursAndMinutes 1 15', '71 %']]));
  it('· tells lessons from meetings, with their time', () => expect(lessons).toEqual([['One', 'paper.lesson', 'web.amount.minutes 30'], ['Circle', 'meeting', 'web.amount.hoursAndMinutes 1 15']]));
  it('· names check, role plays and competencies of a module', () => expect(lists(blocks)).toEqual([['check 10 80', 'rolePlay Listening'], ['I.2 Listens']]));
  it('· goes down by one level at a time', () =>
    expect(headings(blocks)).toEqual(['1 Peer training', '2 hours', '2 paper.module 1 First', '3 paper.assessment', '3 paper.competencies 1', '2 coverage', '3 Bonds']));
  it('· ends with where each competency is taught and shown', () => expect(coverage).toEqual([['I.2 Listens', 'L; K', '4', '2', 'R', 'paper.none']]));
  it('· says nothing of coverage that was not kept when the version was published', () => expect(headings(paper([], []).blocks)).toEqual(['1 Peer training', '2 hours']));
  it('· says of a competency that nothing teaches that it is taught nowhere', () => {
    const hole = { ...covered, lessons: [], rolePlays: [], items: 0, examItems: 0, evidence: 'supervised work' };
    expect(tables(paper([], [hole]).blocks).at(-1)).toEqual([['I.2 Listens', 'nowhere', '0', '0', 'paper.none', 'supervised work']]);
  });
  it('· of a module with nothing in it has no empty list, table or heading', () => {
    const bare = paper([{ ...module, summary: '', minutesByDomain: {}, competencies: [], lessons: [], check: null, rolePlays: [] }]).blocks;
    expect([lists(bare), tables(bare).length]).toEqual([[], 2]);
    expect(headings(bare)).toEqual(['1 Peer training', '2 hours', '2 paper.module 1 First', '2 coverage', '3 Bonds']);
  });
});
