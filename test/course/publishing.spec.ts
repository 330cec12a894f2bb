import { CurriculumQueries, readCurriculum } from '#libs/course';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { GroupScenariosByRolePlay1764000020010 } from '../../migrations/1764000020010-GroupScenariosByRolePlay.ts';
import { testUrl } from '../support/database.ts';
import { courseHouse, CurriculumCopy, type CourseHouse } from './course.ts';

let course: CourseHouse;
let copy: CurriculumCopy;
beforeAll(async () => {
  course = await courseHouse();
});
afterAll(() => course.stop());
afterEach(() => copy?.drop());

const count = async (table: string): Promise<number> => (await course.house.database.read<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;

describe('importing the same folder again', () => {
  it('· changes nothing, and is quick', async () => {
    const before = [await count('curriculum_versions'), await count('lessons'), await count('item_versions')];
    const began = performance.now();
    const { publication } = await course.import();
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(publication).toMatchObject({ number: 1, published: false, changes: [] });
    expect([await count('curriculum_versions'), await count('lessons'), await count('item_versions')]).toEqual(before);
  });

  it('· at the same moment makes one version', async () => {
    copy = new CurriculumCopy().change('curriculum.yaml', 'license: CC BY 4.0', 'license: CC BY-SA 4.0');
    const both = await Promise.all([course.import(copy.folder), course.import(copy.folder)]);
    expect(both.map(({ publication }) => publication!.published).sort()).toEqual([false, true]);
    await course.import();
  });
});

describe('a changed curriculum', () => {
  it('· is a new version that says what changed, and leaves a cohort on the old one', async () => {
    const [rosa, slug] = [await course.person(), await course.cohort()];
    await course.enrollments.enroll(rosa, slug);
    copy = new CurriculumCopy()
      .change('modules/02-engagement/lessons/03-reflections.md', 'something in you lets go', 'something in you rests')
      .change('modules/05-crisis/items.yaml', 'best first thing to do?', 'kindest first thing to do?')
      .change('modules/04-ethics/module.yaml', 'title: Ethics', 'title: Honest ethics');
    const { publication } = await course.import(copy.folder);
    expect(publication!.changes).toEqual([
      { kind: 'lesson', lineage: 'engagement/reflections', change: 'changed' },
      { kind: 'module', lineage: 'ethics', change: 'changed' },
      { kind: 'item', lineage: 'crisis/check/01', change: 'changed' },
    ]);
    const { lesson } = await course.lessonQueries.find(rosa.id, 'engagement/reflections');
    expect(JSON.stringify(lesson.parts)).toContain('something in you lets go');
    await course.import();
  });

  it('· that leaves a form out still has it for the lessons of earlier versions, in its newest words', async () => {
    const queries = new CurriculumQueries(course.house.database, course.outlines);
    copy = new CurriculumCopy();
    for (const file of ['crisis-plan.md', 'crisis-plan.es.md']) copy.change(`forms/${file}`, /^title: .*$/m, 'title: A plan of my own');
    await course.import(copy.folder);
    const linked = /\]\(\.\.\/\.\.\/\.\.\/forms\/crisis-plan\.md\)/g;
    for (const name of readdirSync(join(copy.folder, 'modules/05-crisis/lessons'))) {
      const path = `modules/05-crisis/lessons/${name}`;
      const text = readFileSync(join(copy.folder, path), 'utf8');
      if (linked.test(text)) copy.write(path, text.replace(linked, '](https://example.org/plan)'));
    }
    const report = await course.import(copy.remove('forms/crisis-plan.md').remove('forms/crisis-plan.es.md').folder);
    expect(report.faults).toEqual([]);
    expect((await queries.forms()).map(({ slug }) => slug)).not.toContain('crisis-plan');
    expect(await queries.form('crisis-plan')).toMatchObject({ title: 'A plan of my own', language: 'en' });
    await course.import();
  });

  it('· with a fault changes nothing', async () => {
    const before = await count('curriculum_versions');
    copy = new CurriculumCopy().change('modules/02-engagement/module.yaml', 'mentoring: 480', 'mentoring: 1');
    const report = await course.import(copy.folder);
    expect(report.publication).toBeUndefined();
    expect(report.faults).toHaveLength(1);
    expect(await count('curriculum_versions')).toBe(before);
  });

  it('· is published by an administrator only', async () => {
    copy = new CurriculumCopy();
    await expect(course.curricula.publish(course.dana, readCurriculum(copy.folder).content!)).rejects.toThrow('NotPermitted');
  });

  it('· keeps its situations together when the schema goes a step back and forth', async () => {
    const grouped = () => course.house.database.read(`select lineage, role_play, role_play_title from module_role_plays order by module_id, position`);
    const before = await grouped();
    expect(new Set(before.map((row) => (row as { role_play: string }).role_play)).size).toBeLessThan(before.length);
    const owner = await new DataSource({ type: 'postgres', url: testUrl(course.house.name) }).initialize();
    const queries = owner.createQueryRunner();
    await new GroupScenariosByRolePlay1764000020010().down(queries);
    await new GroupScenariosByRolePlay1764000020010().up(queries);
    await queries.release();
    await owner.destroy();
    expect(await grouped()).toEqual(before);
  });

  it('· can never be changed in place', async () => {
    for (const table of ['curriculum_versions', 'modules', 'lessons', 'module_lessons', 'module_items', 'module_role_plays']) {
      await expect(course.house.database.read(`delete from ${table}`)).rejects.toThrow('permission denied');
    }
  });
});
