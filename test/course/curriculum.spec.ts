import { readCurriculum } from '#libs/course';
import { afterEach, describe, expect, it } from '@jest/globals';
import { CURRICULUM, CurriculumCopy } from './course.ts';

let copy: CurriculumCopy;
afterEach(() => copy?.drop());

describe('the default curriculum', () => {
  const { content, faults, warnings } = readCurriculum(CURRICULUM);
  it('· has no fault', () => expect(faults).toEqual([]));
  it('· has no warning: minutes can be defended, and no item gives its key away', () => expect(warnings).toEqual([]));
  it('· asks enough in every module that a second check is another one', () => {
    for (const { slug, check, items } of content!.modules) expect([slug, items.length >= 2 * (check?.draw ?? 0)]).toEqual([slug, true]);
  });
  it('· practices aloud in most of its modules', () => expect(content!.modules.filter(({ rolePlays }) => rolePlays.length > 0).length * 2).toBeGreaterThan(content!.modules.length));
  it('· cites a source in every lesson', () => expect(content!.modules.flatMap(({ lessons }) => lessons).filter(({ sources }) => sources.length === 0)).toEqual([]));
});

const MODULE = 'modules/02-engagement/module.yaml';
const LESSON = 'modules/02-engagement/lessons/03-reflections.md';
const ITEMS = 'modules/05-crisis/items.yaml';

describe('a fault', () => {
  const cases: [string, (copy: CurriculumCopy) => unknown, string, string, string][] = [
    ['sums that do not fit', (c) => c.change(MODULE, 'mentoring: 480', 'mentoring: 490'), MODULE, 'minutesByDomain', 'states 490 minutes of mentoring, but its lessons make 480'],
    ['a misspelled key', (c) => c.change(LESSON, 'minutes: 50', 'minuets: 50'), LESSON, 'minuets', '"minuets" is not a key known here'],
    ['an unknown domain', (c) => c.change(LESSON, 'domain: mentoring', 'domain: mentors'), LESSON, 'domain: mentors', '"mentors" is no domain'],
    ['an unknown competency', (c) => c.change(LESSON, 'competencies: [I.2', 'competencies: [I.99'), LESSON, 'competencies: [I.99', '"I.99" is no competency'],
    ['a lineage used twice', (c) => c.change(LESSON, 'lineage: engagement/reflections', 'lineage: engagement/oars'), LESSON, 'lineage:', 'the lesson "engagement/oars" is in modules/02-engagement/lessons/02-oars.md:2 already'],
    ['an image that is not there', (c) => c.change(LESSON, 'reflection-depth.svg', 'depth.svg'), LESSON, 'depth.svg', 'the image "../images/depth.svg" is not there'],
    ['a block that is not closed', (c) => c.change(LESSON, '::: key-points', '::: note\n::: key-points'), LESSON, '::: key-points', 'a block begins inside the block "note"'],
    ['broken YAML', (c) => c.change(MODULE, 'rolePlays: [engagement/role-play/listening]', 'rolePlays: [engagement/role-play/listening'), MODULE, 'contentNote', ''],
    ['an item with two keys', (c) => c.change(ITEMS, 'feedback: "Waiting can', 'key: true, feedback: "Waiting can'), ITEMS, 'options:', 'must have exactly one key'],
    ['a check that draws too many', (c) => c.change(MODULE, 'draw: 10', 'draw: 99'), MODULE, 'draw: 99', 'draws 99 items'],
    ['a scenario that is missing', (c) => c.remove('modules/02-engagement/role-plays/listening.scenario.yaml'), MODULE, 'rolePlays', 'no scenario in role-plays/ has the lineage'],
    ['a drawing with a script', (c) => c.change('modules/02-engagement/images/oars.svg', '<title', '<script>x</script><title'), 'modules/02-engagement/images/oars.svg', '<script>', '<script> is not allowed in a drawing'],
    ['a prerequisite that comes later', (c) => c.change(MODULE, 'prerequisites: []', 'prerequisites:\n  - { module: crisis, reason: "Because." }'), MODULE, 'module: crisis', '"crisis" is no module that comes before this one'],
    ['a column without a name', (c) => c.change(LESSON, /^\| [^|]+ \|/m, '| |'), LESSON, '| |', 'each column of a table needs a name'],
    ['a link whose address cannot be read', (c) => c.change(LESSON, '::: key-points', '[x](%E0%A4%A)\n\n::: key-points'), LESSON, '[x](%E0', 'leads to no lesson'],
    ['a check without a pass mark', (c) => c.change(MODULE, /passPercent: \d+/, 'passPercent: 101'), MODULE, 'passPercent', 'a whole number from 1 to 100'],
    ['a module that is not there', (c) => c.remove(MODULE), MODULE, '', 'this file is missing'],
    ['an address with blanks', (c) => c.change(MODULE, /^slug: .*$/m, 'slug: Listen well'), MODULE, 'slug:', 'small letters, digits and dashes only'],
    ['a source that is no address', (c) => c.change(LESSON, 'url: "http:', 'url: "ftp:'), LESSON, 'url: "ftp', 'is no web address'],
    ['a practice without an id', (c) => c.change(LESSON, /^(::: (?:practice|reflection)) id=\S+/m, '$1'), LESSON, '::: practice minutes', 'needs an id'],
    ['a practice without minutes', (c) => c.change(LESSON, /^(::: practice id=\S+) minutes=\d+/m, '$1 minutes=ten'), LESSON, 'minutes=ten', 'needs its minutes'],
    ['an item about a lesson that is not there', (c) => c.change(ITEMS, /source: crisis\/[a-z-]+/, 'source: crisis/nowhere'), ITEMS, 'crisis/nowhere', 'is no lesson of this curriculum'],
    ['a curriculum that teaches nothing', (c) => c.change('curriculum.yaml', /modules:[\s\S]*$/, 'modules: []\n'), 'curriculum.yaml', 'modules:', 'at least one module'],
    ['a module named twice', (c) => c.change('curriculum.yaml', /(- 02-engagement\n)|(\[02-engagement,)/, (one) => (one.startsWith('[') ? '[02-engagement, 02-engagement,' : `${one}  ${one}`)), MODULE, 'lineage', 'is in modules/02-engagement/module.yaml'],
    ['aliases that grow without end', (c) => c.change(MODULE, /^summary: .*$/m, `summary: [&a [x, x, x, x, x, x, x, x, x], &b [*a, *a, *a, *a, *a, *a, *a, *a], &c [*b, *b, *b, *b, *b, *b, *b, *b], [*c, *c, *c, *c]]`), MODULE, 'lineage', ''],
    ['an address of a curriculum with other letters', (c) => c.change('curriculum.yaml', /^slug: .*$/m, 'slug: "Zoë/王\\n\\""'), 'curriculum.yaml', 'slug:', 'small letters, digits and dashes only'],
    ['a language that browsers cannot read', (c) => c.change('curriculum.yaml', /^language: .*$/m, 'language: en_US'), 'curriculum.yaml', 'language:', '"en_US" is no tag of a language'],
    ['a language with more than its name', (c) => c.change('curriculum.yaml', /^language: .*$/m, 'language: en-u-ca-gregory'), 'curriculum.yaml', 'language:', '"en-u-ca-gregory" is no tag of a language'],
    ['a translation that browsers cannot read', (c) => c.change('curriculum.yaml', /^translations: .*$/m, 'translations: [es_MX]'), 'curriculum.yaml', 'translations:', '"es_MX" is no tag of a language'],
    ['a translation whose language is in small letters', (c) => c.change('curriculum.yaml', /^translations: .*$/m, 'translations: [es, zh-hant]'), 'curriculum.yaml', 'translations:', '"zh-hant" is no tag of a language'],
    ['a translation into its own language', (c) => c.change('curriculum.yaml', /^translations: .*$/m, 'translations: [es, en]'), 'curriculum.yaml', 'translations:', '"en" is the language of the originals'],
    ['a translation named twice', (c) => c.change('curriculum.yaml', /^translations: .*$/m, 'translations: [es, es]'), 'curriculum.yaml', 'translations:', '"es" is here twice'],
    ['a lesson without front matter', (c) => c.write(LESSON, 'Just text'), LESSON, 'Just text', 'a lesson begins with front matter'],
  ];
  it.each(cases)('· of %s names its file and line', (_, spoil, file, at, message) => {
    copy = new CurriculumCopy();
    spoil(copy);
    const { faults, content } = readCurriculum(copy.folder);
    expect(content).toBeUndefined();
    expect(faults).toContainEqual({ file, line: copy.line(file, at), message: expect.stringContaining(message) });
  });

  it('· is none when the files were saved on another kind of machine', () => {
    copy = new CurriculumCopy();
    const windows = (path: string) => copy.change(path, /^[\s\S]*$/, (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    for (const path of [MODULE, ITEMS, LESSON, 'modules/02-engagement/lessons/02-oars.md', 'modules/02-engagement/images/oars.svg', 'curriculum.yaml', 'domains.yaml']) windows(path);
    const { content, faults } = readCurriculum(copy.folder);
    expect(faults).toEqual([]);
    const same = new CurriculumCopy();
    expect(content!.modules).toEqual(readCurriculum(same.folder).content!.modules);
    same.drop();
  });

  it('· does not hide the others', () => {
    copy = new CurriculumCopy().change(MODULE, 'mentoring: 480', 'mentoring: 490').change(LESSON, 'domain: mentoring', 'domain: mentors').change(ITEMS, 'kind: single', 'kind: singel');
    expect(new Set(readCurriculum(copy.folder).faults.map(({ file }) => file))).toEqual(new Set([MODULE, LESSON, ITEMS]));
  });

  it('· of a folder with nothing in it is one', () => expect(readCurriculum('/nowhere').faults).toEqual([{ file: 'curriculum.yaml', line: 1, message: 'this file is missing' }]));
});

describe('minutes that nobody could defend', () => {
  it('· are a warning at their line', () => {
    copy = new CurriculumCopy().change(LESSON, 'minutes: 50', 'minutes: 90').change(MODULE, 'mentoring: 480', 'mentoring: 520');
    const { faults, warnings } = readCurriculum(copy.folder);
    expect(faults).toEqual([]);
    expect(warnings).toEqual([{ file: LESSON, line: copy.line(LESSON, 'minutes: 90'), message: expect.stringMatching(/^states 90 minutes, but \d+ words at 200 a minute and 43 minutes of activities make 51$/) }]);
  });
});
