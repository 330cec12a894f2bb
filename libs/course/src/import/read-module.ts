import { lintItems, readItem, readRubric, readScenario, type ItemContent, type Reading, type RubricContent, type ScenarioContent } from '#libs/assessment';
import type { CheckPlan, LessonContent, ModuleContent, RolePlayContent } from '../domain/content.ts';
import type { Faults } from './fault.ts';
import type { Folder } from './folder.ts';
import { readLesson, type ReadLesson } from './read-lesson.ts';
import type { LessonSurroundings } from './surrounding.ts';
import { Entry, YamlFile } from './yaml-file.ts';

export type ReadModuleContent = ModuleContent<ItemContent, ScenarioContent, RubricContent>;

/** A module with the files its statements stand in. */
export interface ReadModule {
  readonly content: ReadModuleContent;
  readonly file: YamlFile;
  readonly lessons: readonly ReadLesson[];
  /** Where each item, scenario and rubric stands. */
  readonly places: ReadonlyMap<unknown, Entry>;
}

class ModuleReader {
  private readonly places = new Map<unknown, Entry>();

  constructor(
    private readonly folder: Folder,
    private readonly path: string,
    private readonly faults: Faults,
    private readonly surroundingsOf: (lessonPath: string) => LessonSurroundings,
  ) {}

  read(): ReadModule | undefined {
    const file = this.yaml('module.yaml');
    if (!file?.readable) return undefined;
    const entry = file.root.only('lineage', 'slug', 'title', 'summary', 'minutesByDomain', 'competencies', 'prerequisites', 'check', 'rolePlays', 'contentNote');
    const lessons = this.lessons();
    const items = this.items();
    const content = {
      lineage: entry.text('lineage'),
      slug: entry.text('slug'),
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
    };
    if (content.slug !== '' && !/^[a-z0-9-]+$/.test(content.slug)) entry.fault('a slug has small letters, digits and dashes only', 'slug');
    checkSums(entry, content.minutesByDomain, content.lessons);
    return { content, file, lessons, places: this.places };
  }

  private lessons(): ReadLesson[] {
    const names = this.folder.names(`${this.path}/lessons`, '.md');
    if (names.length === 0) this.faults.add(`${this.path}/module.yaml`, 1, 'a module needs lessons/*.md');
    return names.flatMap((name) => {
      const path = `${this.path}/lessons/${name}`;
      return readLesson(path, this.folder.text(path)!, this.surroundingsOf(path), this.faults) ?? [];
    });
  }

  private check(entry: Entry, items: readonly ItemContent[]): CheckPlan | null {
    if (entry.value === undefined) return null;
    entry.only('draw', 'passPercent');
    const draw = entry.whole('draw', { min: 1, max: 200 });
    if (draw > items.length) entry.fault(`draws ${draw} items, but items.yaml has ${items.length} that can be read`, 'draw');
    return { draw, passPercent: entry.whole('passPercent', { min: 1, max: 100 }) };
  }

  private items(): ItemContent[] {
    const file = this.folder.has(`${this.path}/items.yaml`) ? this.yaml('items.yaml') : undefined;
    if (!file?.readable) return [];
    if (!Array.isArray(file.root.value)) {
      file.fault([], 'items.yaml must be a list of items');
      return [];
    }
    const items = file.root.value.flatMap((raw, at) => this.assessed(file.root.at(at), readItem(raw)));
    for (const { lineage, message } of lintItems(items)) {
      const place = this.places.get(items.find((item) => item.lineage === lineage));
      this.faults.warn(file.name, file.line(place?.path ?? []), `${lineage}: ${message}`);
    }
    return items;
  }

  private rolePlays(entry: Entry): RolePlayContent<ScenarioContent, RubricContent>[] {
    const scenarios = this.all('.scenario.yaml', readScenario);
    const rubrics = this.all('.rubric.yaml', readRubric);
    return entry.list('rolePlays', { optional: true }).flatMap((wanted) => {
      const scenario = scenarios.find(({ lineage }) => lineage === wanted.value);
      const rubric = scenario && rubrics.find(({ lineage }) => lineage === scenario.rubric);
      if (!scenario) wanted.fault(`no scenario in role-plays/ has the lineage "${String(wanted.value)}"`);
      else if (!rubric) this.places.get(scenario)!.fault(`no rubric in role-plays/ has the lineage "${scenario.rubric}"`, 'rubric');
      return scenario && rubric ? [{ scenario, rubric }] : [];
    });
  }

  private all<T extends object>(ending: string, read: (raw: unknown) => Reading<T>): T[] {
    return this.folder.names(`${this.path}/role-plays`, ending).flatMap((name) => {
      const file = this.yaml(`role-plays/${name}`);
      return file?.readable ? this.assessed(file.root, read(file.root.value)) : [];
    });
  }

  /** What assessment says of a piece of content, with its paths turned into lines. */
  private assessed<T extends object>(entry: Entry, reading: Reading<T>): T[] {
    if ('faults' in reading) {
      for (const { path, message } of reading.faults) entry.file.fault([...entry.path, ...path], `"${path.join('.') || 'this'}" ${message}`);
      return [];
    }
    this.places.set(reading.value, entry);
    return [reading.value];
  }

  private yaml(name: string): YamlFile | undefined {
    const path = `${this.path}/${name}`;
    const text = this.folder.text(path);
    if (text === undefined) this.faults.add(path, 1, 'this file is missing');
    return text === undefined ? undefined : new YamlFile(path, text, this.faults);
  }
}

/** What a module promises in each domain is what its lessons credit. */
function checkSums(entry: Entry, stated: Readonly<Record<string, number>>, lessons: readonly LessonContent[]): void {
  for (const domain of new Set([...Object.keys(stated), ...lessons.map((lesson) => lesson.domain)])) {
    const sum = lessons.reduce((minutes, lesson) => minutes + (lesson.domain === domain ? lesson.minutes : 0), 0);
    if (sum !== (stated[domain] ?? 0)) entry.fault(`states ${stated[domain] ?? 0} minutes of ${domain}, but its lessons make ${sum}`, 'minutesByDomain');
  }
}

export function readModule(folder: Folder, path: string, surroundingsOf: (lessonPath: string) => LessonSurroundings, faults: Faults): ReadModule | undefined {
  return new ModuleReader(folder, path, faults, surroundingsOf).read();
}
