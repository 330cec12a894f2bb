import type { ItemContent, RubricContent, ScenarioContent } from '#libs/assessment';
import type { CheckPlan, LessonContent, ModuleContent, ModuleWords, RolePlayContent } from '../domain/content.ts';
import type { Faults } from './fault.ts';
import type { Folder } from './folder.ts';
import { AssessedFiles, type Places } from './read-assessed.ts';
import { htmlOf, readLesson, type ReadLesson } from './read-lesson.ts';
import { gradeTenths } from './readability.ts';
import { LESSON, type LessonSurroundings } from './surrounding.ts';
import type { ReadWords, Translating } from './translating.ts';
import { Entry, YamlFile } from './yaml-file.ts';

export type ReadModuleContent = ModuleContent<ItemContent, ScenarioContent, RubricContent>;

/** A module with the files its statements stand in. */
export interface ReadModule {
  readonly content: ReadModuleContent;
  readonly file: YamlFile;
  readonly lessons: readonly ReadLesson[];
  readonly places: Places;
}

/** What modules are read with. */
export interface ModuleDesk {
  readonly folder: Folder;
  readonly faults: Faults;
  readonly translating: Translating;
  readonly surroundingsOf: (path: string) => LessonSurroundings;
  /** Measures that belong to no module. */
  readonly rubrics: readonly RubricContent[];
  /** The school grade that lessons should not be above; undefined where nothing is asked. */
  readonly readingGrade: number | undefined;
}

class ModuleReader {
  private readonly assessed: AssessedFiles;

  constructor(
    private readonly path: string,
    private readonly desk: ModuleDesk,
  ) {
    this.assessed = new AssessedFiles(desk.folder, desk.translating, desk.faults);
  }

  read(): ReadModule | undefined {
    const file = this.manifest();
    if (!file?.readable) return undefined;
    const entry = file.root.only('lineage', 'slug', 'title', 'summary', 'minutesByDomain', 'competencies', 'prerequisites', 'check', 'rolePlays', 'contentNote', 'readingGrade');
    const lessons = this.lessons(this.readingGrade(entry));
    const items = this.desk.folder.has(`${this.path}/items.yaml`) ? this.assessed.items(`${this.path}/items.yaml`) : [];
    const content = {
      lineage: entry.text('lineage'),
      slug: entry.slug(),
      title: entry.text('title'),
      summary: entry.text('summary'),
      contentNote: entry.optionalText('contentNote'),
      minutesByDomain: entry.amounts('minutesByDomain'),
      competencies: entry.texts('competencies'),
      prerequisites: entry.list('prerequisites', { optional: true }).map((one) => ({ module: one.only('module', 'reason').text('module'), reason: one.text('reason') })),
      check: this.check(entry.at('check'), items),
      lessons: lessons.map((lesson) => lesson.content),
      items,
      rolePlays: this.rolePlays(entry),
      translations: this.desk.translating.of(`${this.path}/module.yaml`, wordsLike(entry)),
    };
    checkSums(entry, content.minutesByDomain, content.lessons);
    return { content, file, lessons, places: this.assessed.places };
  }

  private manifest(): YamlFile | undefined {
    const path = `${this.path}/module.yaml`;
    const text = this.desk.folder.text(path);
    if (text === undefined) this.desk.faults.add(path, 1, 'this file is missing');
    return text === undefined ? undefined : new YamlFile(path, text, this.desk.faults);
  }

  private readingGrade(entry: Entry): number | undefined {
    return entry.at('readingGrade').value === undefined ? this.desk.readingGrade : entry.whole('readingGrade', { min: 1, max: 18 });
  }

  private lessons(readingGrade: number | undefined): ReadLesson[] {
    const { folder, faults, surroundingsOf } = this.desk;
    const names = folder.names(`${this.path}/lessons`, LESSON);
    if (names.length === 0) faults.add(`${this.path}/module.yaml`, 1, 'a module needs lessons/*.md');
    return names.flatMap((name) => {
      const path = `${this.path}/lessons/${name}`;
      const lesson = readLesson(path, { ...this.desk, surroundings: surroundingsOf(path) });
      const tenths = lesson && gradeTenths(htmlOf(lesson.content));
      if (readingGrade && tenths && tenths > readingGrade * 10) faults.warn(path, 1, `reads at grade ${tenths / 10}; this module aims at ${readingGrade} or below`);
      return lesson ?? [];
    });
  }

  private check(entry: Entry, items: readonly ItemContent[]): CheckPlan | null {
    if (entry.value === undefined) return null;
    entry.only('draw', 'passPercent');
    const draw = entry.whole('draw', { min: 1, max: 200 });
    if (draw > items.length) entry.fault(`draws ${draw} items, but items.yaml has ${items.length} that can be read`, 'draw');
    return { draw, passPercent: entry.whole('passPercent', { min: 1, max: 100 }) };
  }

  /** A role play has the key of its first situation, and one rubric for all of them, which names what is practiced. */
  private rolePlays(entry: Entry): RolePlayContent<ScenarioContent, RubricContent>[] {
    const scenarios = this.assessed.scenarios(`${this.path}/role-plays`);
    const rubrics = [...this.assessed.rubrics(`${this.path}/role-plays`), ...this.desk.rubrics];
    const rolePlays = entry.list('rolePlays', { optional: true }).flatMap((wanted) => {
      const first = scenarios.find(({ lineage }) => lineage === wanted.value);
      const rubric = first && rubrics.find(({ lineage }) => lineage === first.rubric);
      if (!first) wanted.fault(`no scenario in role-plays/ has the lineage "${String(wanted.value)}"`);
      else if (!rubric) this.assessed.places.get(first)!.fault(`no rubric in role-plays/ has the lineage "${first.rubric}"`, 'rubric');
      if (!first || !rubric) return [];
      const others = scenarios.filter((scenario) => scenario !== first && scenario.rolePlay === first.lineage);
      for (const other of others) if (other.rubric !== rubric.lineage) this.assessed.places.get(other)!.fault(`one role play has one rubric: "${rubric.lineage}"`, 'rubric');
      return [{ lineage: first.lineage, title: rubric.title, scenarios: [first, ...others], rubric }];
    });
    const played = new Set(rolePlays.flatMap((rolePlay) => rolePlay.scenarios));
    for (const scenario of scenarios) if (!played.has(scenario)) this.assessed.places.get(scenario)!.at('rolePlay').warn('belongs to no role play of module.yaml, so nobody will meet it');
    return rolePlays;
  }
}

function wordsLike(module: Entry): ReadWords<ModuleWords> {
  return (file, text, faults) => {
    const yaml = new YamlFile(file, text, faults);
    if (!yaml.readable) return undefined;
    const front = yaml.root.only('of', 'title', 'summary', 'contentNote', 'reasons');
    const reasons = front.texts('reasons', { optional: true });
    const prerequisites = module.list('prerequisites', { optional: true }).length;
    if (reasons.length !== prerequisites) front.fault(`has ${reasons.length} reasons, but the module has ${prerequisites} prerequisites`, 'reasons');
    return { words: { title: front.text('title'), summary: front.text('summary'), contentNote: front.optionalText('contentNote'), reasons }, front };
  };
}

/** What a module promises in each domain is what its lessons credit. */
function checkSums(entry: Entry, stated: Readonly<Record<string, number>>, lessons: readonly LessonContent[]): void {
  for (const domain of new Set([...Object.keys(stated), ...lessons.map((lesson) => lesson.domain)])) {
    const sum = lessons.reduce((minutes, lesson) => minutes + (lesson.domain === domain ? lesson.minutes : 0), 0);
    if (sum !== (stated[domain] ?? 0)) entry.fault(`states ${stated[domain] ?? 0} minutes of ${domain}, but its lessons make ${sum}`, 'minutesByDomain');
  }
}

export function readModule(path: string, desk: ModuleDesk): ReadModule | undefined {
  return new ModuleReader(path, desk).read();
}
