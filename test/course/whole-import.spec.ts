import type { ItemContent } from '#libs/assessment';
import { readCurriculum } from '#libs/course';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CurriculumCopy } from './course.ts';

// What a whole curriculum holds besides lessons and checks: meetings with their guides, situations, an exam bank, forms, translations, and coverage without a hole.

const LAB = 'modules/02-engagement/lessons/99-circle.md';
const GUIDE = 'modules/02-engagement/lessons/99-circle.guide.md';
const MODULE = 'modules/02-engagement/module.yaml';
const meeting = `---
lineage: engagement/circle
title: A circle
kind: meeting
minutes: 30
domain: mentoring
competencies: [I.2]
objectives:
  - { text: "Listen without fixing", competency: I.2 }
sources:
  - { title: "A source", url: "https://example.org/" }
---
Come as you are.
`;
const guide = `---
lesson: engagement/circle
groupSize: { from: 4, to: 12 }
materials: ["Chairs"]
agenda:
  - { minutes: 10, title: "Arriving", what: "Greet each person." }
  - { minutes: 20, title: "Circle", what: "Listen." }
---
## Before the meeting

Read the agenda.
`;
const exam = (lineage: string, more = 'domain: ethics') => `- lineage: ${lineage}
  kind: true-false
  competency: XII.1
  level: recall
  ${more}
  stem: "A peer specialist may promise to keep every secret of everybody."
  source: "A code of ethics, https://example.org/code"
  options:
    - { text: "True", feedback: "No: somebody may be in danger." }
    - { text: "False", key: true, feedback: "Right." }
`;
const form = `---
slug: my-plan
title: My plan
summary: For a hard day.
modules: [crisis]
sources:
  - { title: "A source", url: "https://example.org/" }
---
## What helps me

- [ ] A walk
- [x] not a box

::: lines 3
Whom do I call?
:::

| Who | Number |
|---|---|
|  |  |
`;

let copy: CurriculumCopy;
beforeEach(() => {
  copy = new CurriculumCopy().change(MODULE, /minutesByDomain: \{ mentoring: (\d+) \}/, 'minutesByDomain: { mentoring: 510 }').write(LAB, meeting).write(GUIDE, guide);
});
afterEach(() => copy.drop());

const digest = (path: string): string => createHash('sha256').update(readFileSync(join(copy.folder, path))).digest('hex').slice(0, 16);
const read = () => readCurriculum(copy.folder);
const engagement = ({ modules }: NonNullable<ReturnType<typeof read>['content']>) => modules.find(({ lineage }) => lineage === 'engagement')!;
const faults = (): string[] => read().faults.map(({ file, line, message }) => `${file}:${line} ${message}`);

describe('a meeting', () => {
  it('· is read with its guide, and needs no words for its minutes', () => {
    const { content, faults: found, warnings } = read();
    expect(found).toEqual([]);
    expect(warnings).toEqual([]);
    const lesson = engagement(content!).lessons.find(({ lineage }) => lineage === 'engagement/circle')!;
    expect(lesson.guide).toMatchObject({ groupSize: { from: 4, to: 12 }, materials: ['Chairs'], agenda: [{ minutes: 10 }, { minutes: 20 }] });
    expect(lesson.guide!.html).toContain('<h2>Before the meeting</h2>');
  });

  it.each<[string, () => unknown, string]>([
    ['without its guide', () => copy.remove(GUIDE), `${LAB}:4 a meeting needs its guide beside it: ${GUIDE}`],
    ['of another kind', () => copy.change(LAB, 'kind: meeting', 'kind: party'), `${LAB}:4 the only kind that is written here is "meeting"`],
    ['whose agenda is too short', () => copy.change(GUIDE, 'minutes: 20', 'minutes: 15'), `${GUIDE}:5 the agenda makes 25 minutes, but the meeting states 30`],
    ['whose guide is of another', () => copy.change(GUIDE, 'lesson: engagement/circle', 'lesson: engagement/oars'), `${GUIDE}:2 "engagement/oars" is not the lesson beside it, "engagement/circle"`],
    ['for a group from many to few', () => copy.change(GUIDE, 'to: 12', 'to: 3'), `${GUIDE}:3 the largest group is smaller than the smallest`],
    ['with a practice to tick', () => copy.change(LAB, 'Come as you are.', '::: practice id=one minutes=5\nDo it.\n:::'), `${LAB}:1 a meeting has no practice that must be ticked: what is done there is confirmed by whoever leads it`],
  ])('· %s is refused', (_, spoil, fault) => {
    spoil();
    expect(faults()).toContain(fault);
  });

  it('· that changes only in its guide is another version of the lesson', () => {
    const before = engagement(read().content!).lessons.at(-1);
    copy.change(GUIDE, 'Read the agenda.', 'Read the agenda twice.');
    expect(engagement(read().content!).lessons.at(-1)).not.toEqual(before);
  });
});

describe('the situations of a role play', () => {
  const FIRST = 'modules/02-engagement/role-plays/listening.scenario.yaml';
  const other = (lineage: string): string => readFileSync(join(copy.folder, FIRST), 'utf8').replace(/^lineage: .*$/m, `lineage: ${lineage}\nrolePlay: engagement/role-play/listening`);
  const listening = () => engagement(read().content!).rolePlays[0]!;

  it('· share its key and its rubric, the first one first', () => {
    const before = listening().scenarios.length;
    copy.write('modules/02-engagement/role-plays/aa-noor.scenario.yaml', other('engagement/scenario/noor-test'));
    expect(listening().lineage).toBe('engagement/role-play/listening');
    expect(listening().scenarios).toHaveLength(before + 1);
    expect(listening().scenarios[0]!.lineage).toBe('engagement/role-play/listening');
    expect(listening().scenarios.map(({ lineage }) => lineage)).toContain('engagement/scenario/noor-test');
  });
  it('· are not measured by different rubrics', () => {
    copy.write('modules/02-engagement/role-plays/noor-test.scenario.yaml', other('engagement/scenario/noor-test').replace('rubric: engagement/rubric/listening', 'rubric: engagement/rubric/other'));
    expect(faults().join()).toContain('one role play has one rubric: "engagement/rubric/listening"');
  });
  it('· all belong to a role play, or the import warns at the line that should say so', () => {
    const [strays, alone] = ['modules/02-engagement/role-plays/noor-test.scenario.yaml', 'modules/02-engagement/role-plays/ab-alone.scenario.yaml'];
    copy.write(strays, other('engagement/scenario/noor-test').replace(/^rolePlay: .*$/m, 'rolePlay: engagement/role-play/listning')).write(alone, other('engagement/scenario/alone').replace(/^rolePlay: .*\n/m, ''));
    const message = 'belongs to no role play of module.yaml, so nobody will meet it';
    expect(read().warnings).toEqual([{ file: alone, line: 1, message }, { file: strays, line: 2, message }]);
  });
  it('· have a lineage each', () => {
    copy.write('modules/02-engagement/role-plays/noor-test.scenario.yaml', other('engagement/role-play/listening'));
    expect(faults().join()).toContain('the scenario "engagement/role-play/listening" is in');
  });
});

describe('the exam bank', () => {
  const BANK = 'exam/test-bank.yaml';
  it('· is read apart from the checks', () => {
    const before = read().content!.exam.length;
    copy.write(BANK, exam('exam/test/01'));
    const { content } = read();
    expect(content!.exam).toHaveLength(before + 1);
    expect(content!.modules.flatMap(({ items }) => items).map(({ lineage }) => lineage)).not.toContain('exam/test/01');
  });
  it('· asks nothing that a check or another item of it asks: the warning names file, line and the earlier one', () => {
    const stem = /^ {2}stem: .*$/m;
    const asked = stem.exec(readFileSync(join(copy.folder, 'modules/02-engagement/items.yaml'), 'utf8'))![0];
    copy.write(BANK, `${exam('exam/test/01')}${exam('exam/test/02').replace(stem, asked)}${exam('exam/test/03')}`);
    expect(read().warnings.filter(({ file }) => file === BANK)).toEqual([
      { file: BANK, line: 11, message: 'exam/test/02: Asks nearly the same as engagement/check/01' },
      { file: BANK, line: 21, message: 'exam/test/03: Asks nearly the same as exam/test/01' },
    ]);
  });
  it.each([
    ['without a domain', exam('exam/test/01', '# none'), 'an item of the exam names its domain'],
    ['of an unknown domain', exam('exam/test/01', 'domain: law'), '"law" is no domain of domains.yaml'],
    ['with the lineage of a check item', exam('engagement/check/01'), 'the item "engagement/check/01" is in modules/02-engagement/items.yaml'],
    ['of an unknown competency', exam('exam/test/01').replace('XII.1', 'XII.99'), '"XII.99" is no competency of competencies.yaml'],
  ])('· holds no item %s', (_, text, fault) => {
    copy.write(BANK, text);
    expect(faults().join('\n')).toContain(fault);
  });
});

describe('a form', () => {
  const FORM = 'forms/my-plan.md';
  const html = () => read().content!.forms.find(({ slug }) => slug === 'my-plan')!.html;
  it('· has boxes to tick, lines to write on, and empty cells', () => {
    copy.write(FORM, form);
    expect(faults()).toEqual([]);
    expect(html()).toContain('<li><span class="box" aria-hidden="true"></span> A walk</li>');
    expect(html()).toContain('<li>[x] not a box</li>');
    expect(html()).toContain('<div class="write"><p>Whom do I call?</p><div class="write-line"></div><div class="write-line"></div><div class="write-line"></div></div>');
    expect(html()).toContain('<td></td>');
  });
  it('· can be reached from a lesson by its file', () => {
    copy.write(FORM, form).change(LAB, 'Come as you are.', 'Bring [your plan](../../../forms/my-plan.md).');
    expect(faults()).toEqual([]);
    expect(engagement(read().content!).lessons.at(-1)!.parts[0]!.html).toContain('<a href="/forms/my-plan">your plan</a>');
  });
  it.each([
    ['of no module that is taught', form.replace('[crisis]', '[dancing]'), `${FORM}:5 "dancing" is no module of this curriculum`],
    ['under another name', form.replace('slug: my-plan', 'slug: plan'), `${FORM}:2 the file of this form is forms/plan.md`],
    ['with lines without a number', form.replace('lines 3', 'lines many'), `${FORM}:14 lines need their number, from 1 to 40, such as "::: lines 4"`],
    ['with a story', form.replace('::: lines 3', '::: story Once'), `${FORM}:14 a form has no block "story"`],
    ['without a source', form.replace(/sources:\n.*\n/, 'sources: []\n'), `${FORM}:6 a form names at least one source`],
  ])('· %s is refused', (_, text, fault) => {
    copy.write(FORM, text);
    expect(faults()).toContain(fault);
  });
  it('· has its lines to itself: a lesson has none', () => {
    copy.change(LAB, 'Come as you are.', '::: lines 3\nWhat?\n:::');
    expect(faults()).toContain(`${LAB}:13 lines to write on belong into a form`);
  });
});

describe('a translation', () => {
  const SPANISH = 'modules/02-engagement/lessons/99-circle.es.md';
  const spanish = (of = digest(LAB)): string => `---\nof: ${of}\ntitle: Un círculo\nobjectives: ["Escuchar sin arreglar"]\n---\nVenga como es.\n`;
  const [ITEMS, ITEMS_ES] = ['modules/02-engagement/items.yaml', 'modules/02-engagement/items.es.yaml'];
  const itemDigest = ({ stem, options }: ItemContent): string => createHash('sha256').update(JSON.stringify([stem, options])).digest('hex').slice(0, 16);
  const words = () => engagement(read().content!).lessons.find(({ lineage }) => lineage === 'engagement/circle')!.translations;
  const standing = (file: string) => read().content!.translations.find((one) => one.file === file && one.language === 'es')?.state;

  it('· stands beside its original', () => {
    copy.write(SPANISH, spanish());
    expect(faults()).toEqual([]);
    expect(words()).toEqual({ es: { title: 'Un círculo', contentNote: null, objectives: ['Escuchar sin arreglar'], parts: [{ kind: 'text', html: '<p>Venga como es.</p>' }], outdated: false } });
    expect(standing(LAB)).toBe('current');
  });
  it('· is no lesson of its own', () => {
    const before = engagement(read().content!).lessons.length;
    copy.write(SPANISH, spanish());
    expect(engagement(read().content!).lessons).toHaveLength(before);
  });
  it('· that is not there is missing, which stops nothing', () => {
    expect(faults()).toEqual([]);
    expect(words()).toEqual({});
    expect(standing(LAB)).toBe('missing');
  });
  it('· is outdated once its original changed, and the warning names what it must say now', () => {
    copy.write(SPANISH, spanish()).change(LAB, 'Come as you are.', 'Come as you are, or later.');
    expect(faults()).toEqual([]);
    expect(words()['es']).toMatchObject({ title: 'Un círculo', outdated: true });
    expect(standing(LAB)).toBe('outdated');
    expect(read().warnings).toContainEqual({ file: SPANISH, line: 2, message: `was made from another text than the one that stands there now (of: ${digest(LAB)})` });
  });
  it('· of a lesson that has other activities is refused while it is current, and left out once it is outdated', () => {
    const reflection = '::: reflection id=after minutes=5 optional\nHow was it?\n:::';
    copy.change(LAB, 'Come as you are.', `Come as you are.\n\n${reflection}`).write(SPANISH, spanish());
    expect(faults()).toContain(`${SPANISH}:1 has the activities "", but the lesson has "reflection after 5 true"`);
    copy.write(SPANISH, spanish('0'.repeat(16)));
    expect(faults()).toEqual([]);
    expect(words()).toEqual({});
  });
  it('· has as many objectives as its lesson', () => {
    copy.write(SPANISH, spanish().replace('["Escuchar sin arreglar"]', '["Uno", "Dos"]'));
    expect(faults()).toContain(`${SPANISH}:4 has 2 objectives, but the lesson has 1`);
  });
  it('· of items hangs on each item by its lineage', () => {
    const [first] = engagement(read().content!).items;
    const options = first!.options.map((_, at) => `{ text: "Opción ${at}", feedback: "Porque ${at}" }`).join(', ');
    copy.write(ITEMS_ES, `items:\n  - { lineage: ${first!.lineage}, of: "${itemDigest(first!)}", stem: "¿Qué?", options: [${options}] }\n`);
    expect(faults()).toEqual([]);
    const items = engagement(read().content!).items;
    expect(items[0]!.translations!['es']).toMatchObject({ stem: '¿Qué?', options: first!.options.map((_, at) => ({ text: `Opción ${at}` })) });
    expect(items[1]!.translations).toBeUndefined();
    expect([standing(`${ITEMS}: ${first!.lineage}`), standing(`${ITEMS}: ${items[1]!.lineage}`), standing(ITEMS)]).toEqual([undefined, 'missing', undefined]);
  });
  it('· of all items is current', () => {
    const { items } = engagement(read().content!);
    const entries = items.map((item) => ({ lineage: item.lineage, of: itemDigest(item), stem: '¿Qué?', options: item.options.map(() => ({ text: 'Opción', feedback: 'Porque sí.' })) }));
    copy.write(ITEMS_ES, JSON.stringify({ items: entries }));
    expect(faults()).toEqual([]);
    expect(standing(ITEMS)).toBe('current');
  });
  it('· of items that is outdated is not shown: its texts may stand beside other keys', () => {
    const [first] = engagement(read().content!).items;
    const options = first!.options.map((_, at) => `{ text: "Opción ${at}", feedback: "Porque ${at}" }`).join(', ');
    const { items } = engagement(read().content!);
    const second = items.find((item, at) => at > 0 && item.options.length === first!.options.length)!;
    copy.write(ITEMS_ES, `items:\n${[first!, second].map((item) => `  - { lineage: ${item.lineage}, of: "${itemDigest(item)}", stem: "¿Qué?", options: [${options}] }\n`).join('')}`);
    copy.change(ITEMS, JSON.stringify(first!.options[0]!.feedback), '"Another reason, longer than before."');
    expect(faults()).toEqual([]);
    const changed = engagement(read().content!).items;
    expect(changed[0]!.translations).toBeUndefined();
    expect(changed.find(({ lineage }) => lineage === second.lineage)!.translations).toBeDefined();
    expect([standing(`${ITEMS}: ${first!.lineage}`), standing(`${ITEMS}: ${second.lineage}`)]).toEqual(['outdated', undefined]);
    expect(read().warnings).toContainEqual({ file: ITEMS_ES, line: 2, message: `was made from another text than the one that stands there now (of: ${itemDigest(changed[0]!)})` });
  });
  it('· of an item with another number of options is refused while it is current', () => {
    const [first] = engagement(read().content!).items;
    copy.write(ITEMS_ES, `items:\n  - { lineage: ${first!.lineage}, of: "${itemDigest(first!)}", stem: "¿Qué?", options: [{ text: "Sí", feedback: "Sí." }, { text: "No", feedback: "No." }] }\n`);
    expect(faults().join()).toContain(`must be the ${first!.options.length} of the item, in its order, not 2`);
    copy.change(ITEMS_ES, itemDigest(first!), '0'.repeat(16));
    expect(faults()).toEqual([]);
  });
  it('· of a lesson with a content note has one too', () => {
    copy.change(LAB, 'domain: mentoring', 'domain: mentoring\ncontentNote: "It speaks of loss."');
    copy.write(SPANISH, spanish());
    expect(faults().join()).toContain('the lesson has a content note: nobody should come upon hard material unwarned');
  });
  it('· of a guide has its materials and steps, and its minutes from the original', () => {
    const es = (steps: number, of = digest(GUIDE)): string => `---\nof: "${of}"\nmaterials: ["Sillas"]\nagenda:\n${Array.from({ length: steps }, (_, at) => `  - { title: "Paso ${at}", what: "Escuche." }\n`).join('')}---\n## Antes\n\nLea la agenda.\n`;
    const SPANISH_GUIDE = GUIDE.replace('.md', '.es.md');
    const spoken = () => engagement(read().content!).lessons.find(({ lineage }) => lineage === 'engagement/circle')!.guide!.translations;
    copy.write(SPANISH_GUIDE, es(2));
    expect(faults()).toEqual([]);
    expect(spoken()).toMatchObject({ es: { materials: ['Sillas'], agenda: [{ title: 'Paso 0', what: 'Escuche.' }, { title: 'Paso 1' }], outdated: false } });
    copy.write(SPANISH_GUIDE, es(3));
    expect(faults()).toContain(`${SPANISH_GUIDE}:4 has 3 steps, but the guide has 2`);
    copy.write(SPANISH_GUIDE, es(2)).change(GUIDE, 'Read the agenda.', 'Read the agenda twice.');
    expect([spoken()['es']!.outdated, standing(GUIDE)]).toEqual([true, 'outdated']);
  });
  it('· of a rubric has its criteria and levels', () => {
    const RUBRIC = 'modules/02-engagement/role-plays/listening.rubric.yaml';
    const rubric = () => engagement(read().content!).rolePlays[0]!.rubric;
    const words = { of: digest(RUBRIC), title: 'Escuchar', criteria: rubric().criteria.map(({ key, levels }) => ({ key, title: `Sobre ${key}`, levels: levels.map(({ points }) => ({ name: `Nivel ${points}`, behavior: 'Escucha.', examples: ['"Sí."'] })) })) };
    copy.write(RUBRIC.replace('.yaml', '.es.yaml'), JSON.stringify(words));
    expect(faults()).toEqual([]);
    expect(rubric().translations!['es']).toMatchObject({ title: 'Escuchar', outdated: false });
    expect(standing(RUBRIC)).toBe('current');
    copy.write(RUBRIC.replace('.yaml', '.es.yaml'), JSON.stringify({ ...words, criteria: words.criteria.slice(1) }));
    expect([faults(), rubric().translations]).toEqual([[], undefined]);
    expect(read().warnings.some(({ message }) => message.includes('must be those of the rubric, in its order'))).toBe(true);
  });
  it('· of an item that is not there, or cannot be read, is a warning: nobody would see it', () => {
    copy.write(ITEMS_ES, `items:\n  - { lineage: engagement/check/999, of: "x", stem: "¿Qué?", options: [] }\n`);
    expect(faults()).toEqual([]);
    expect(read().warnings).toContainEqual({ file: ITEMS_ES, line: 2, message: '"engagement/check/999" is no item of the file that this is a translation of' });
  });
  it('· of a module has a reason for each prerequisite', () => {
    const ETHICS = 'modules/04-ethics/module.yaml';
    copy.write('modules/04-ethics/module.es.yaml', `of: ${digest(ETHICS)}\ntitle: Ética\nsummary: Aprenda.\nreasons: []\n`);
    expect(faults().join()).toContain('has 0 reasons, but the module has 1 prerequisites');
  });
  it('· of a form is one too', () => {
    copy.write('forms/my-plan.md', form);
    copy.write('forms/my-plan.es.md', `---\nof: ${digest('forms/my-plan.md')}\ntitle: Mi plan\nsummary: Para un día difícil.\n---\n- [ ] Caminar\n`);
    expect(faults()).toEqual([]);
    expect(read().content!.forms.find(({ slug }) => slug === 'my-plan')!.translations['es']).toMatchObject({ title: 'Mi plan', outdated: false });
  });
});

describe('coverage', () => {
  const HOLE = '      - { code: I.99, text: "Does what nobody teaches" }\n';
  beforeEach(() => {
    copy.change('competencies.yaml', /(\n {4}items:\n)/, `$1${HOLE}`);
  });
  it('· with a hole is refused at the line of the competency', () => {
    copy.change('curriculum.yaml', /coverage: partial\n|$/, '');
    expect(read().faults).toContainEqual({ file: 'competencies.yaml', line: copy.line('competencies.yaml', 'I.99'), message: 'I.99 is taught in no lesson and shown by no item, no role play and no other evidence' });
  });
  it('· may be left to others, when the curriculum says so', () => {
    copy.change('curriculum.yaml', /coverage: partial\n|$/, '').change('curriculum.yaml', 'slug: default', 'slug: default\ncoverage: partial');
    expect(faults()).toEqual([]);
  });
  it('· is whole or partial, and nothing else', () => {
    copy.change('curriculum.yaml', /coverage: partial\n|$/, '').change('curriculum.yaml', 'slug: default', 'slug: default\ncoverage: some');
    expect(faults().join()).toContain('must be "whole", or "partial" for a curriculum that leaves competencies to others');
  });
});

describe('a file that nobody reads', () => {
  const LESSONS = 'modules/02-engagement/lessons';
  const unread = (): string[] => read().warnings.map(({ file }) => file);
  it.each([
    ['with another name than its kind has', 'exam/01.ethics.yaml'],
    ['with another ending', 'exam/ethics.yml'],
    ['in a language that is not declared', `${LESSONS}/02-oars.fr.md`],
    ['that is a translation of nothing', `${LESSONS}/98-nothing.es.md`],
    ['that no lesson shows', 'modules/02-engagement/images/unused.svg'],
  ])('· %s is a warning', (_, path) => {
    copy.write('exam/test-bank.yaml', exam('exam/test/01')).write(path, 'x');
    expect(unread()).toEqual([path]);
  });
  it('· and its whole folder are one warning', () => {
    copy.write('modules/11-draft/module.yaml', 'x').write('modules/11-draft/lessons/01-a.md', 'x');
    expect(read()).toMatchObject({ content: {}, warnings: [{ file: 'modules/11-draft/', line: 1, message: 'nothing in this folder is read' }] });
  });
  it('· is neither a folder nor a link that leads nowhere: both are warnings, and no lessons', () => {
    mkdirSync(join(copy.folder, LESSONS, '97-folder.md'));
    symlinkSync('nowhere.md', join(copy.folder, LESSONS, '98-link.md'));
    expect(unread()).toEqual([`${LESSONS}/97-folder.md/`, `${LESSONS}/98-link.md`]);
  });
  it.each(['README.md', 'modules/LICENSE', `${LESSONS}/README.es.md`, `${LESSONS}/.02-oars.md.swp`, `${LESSONS}/02-oars.md~`, '.git/config', 'modules/02-engagement/media/.gitkeep', 'consents/recording.es.md'])('· may be %s', (path) => {
    copy.write(path, 'x');
    expect(unread()).toEqual([]);
  });
  it('· is none that stands in a linked folder', () => {
    const folder = join(copy.folder, 'modules/02-engagement/images');
    renameSync(folder, join(copy.folder, '.images'));
    symlinkSync('../../.images', folder);
    expect(read()).toMatchObject({ faults: [], warnings: [] });
  });
  it('· waits while there are faults, which keep others from being read', () => {
    copy.change(LAB, 'domain: mentoring', 'domain: nowhere').write('exam/ethics.yml', 'x');
    expect(read().faults).toHaveLength(3);
    expect(unread()).toEqual([]);
  });
});

describe('the reading grade', () => {
  it('· above what is aimed at is a warning that names both', () => {
    copy.change('curriculum.yaml', /readingGrade: \d+/, 'readingGrade: 1');
    expect(read().warnings.some(({ file, message }) => file === 'modules/02-engagement/lessons/02-oars.md' && /^reads at grade \d+(\.\d)?; this module aims at 1 or below$/.test(message))).toBe(true);
  });
  it('· of a module is its own', () => {
    copy.change('curriculum.yaml', /readingGrade: \d+/, 'readingGrade: 18').change('modules/05-crisis/module.yaml', /^readingGrade: \d+$/m, 'readingGrade: 1');
    const files = read().warnings.filter(({ message }) => message.startsWith('reads at grade')).map(({ file }) => file);
    expect(files.length).toBeGreaterThan(0);
    expect(files.every((file) => file.startsWith('modules/05-crisis/'))).toBe(true);
  });
});
