import { lintRepeats, type ItemContent, type RubricContent } from '#libs/assessment';
import type { Competency, Domain } from '../domain/content.ts';
import { coverageOf, holesOf } from '../domain/coverage.ts';
import type { Places } from './read-assessed.ts';
import type { ReadForm } from './read-form.ts';
import type { ReadLesson } from './read-lesson.ts';
import type { ReadModule } from './read-module.ts';
import type { Entry, YamlFile } from './yaml-file.ts';

interface Whole {
  readonly manifest: YamlFile;
  readonly modules: readonly ReadModule[];
  readonly domains: readonly Domain[];
  readonly competencies: readonly Competency[];
  readonly competenciesFile: YamlFile | undefined;
  readonly forms: readonly ReadForm[];
  readonly exam: readonly ItemContent[];
  readonly rubrics: readonly RubricContent[];
  /** Where the items of the exam and the rubrics of no module stand. */
  readonly shared: Places;
}

/** What only the whole curriculum shows: lineages used twice, and names of things that are nowhere. */
export function checkWhole(whole: Whole): void {
  const known = new Set(whole.competencies.map(({ code }) => code));
  const domains = new Set(whole.domains.map(({ key }) => key));
  const lessons = new Set(whole.modules.flatMap((module) => module.content.lessons.map(({ lineage }) => lineage)));
  checkOnce(whole);
  checkPrerequisites(whole.modules);
  for (const module of whole.modules) {
    checkCompetencies(module.file.root, module.content.competencies, known);
    for (const domain of Object.keys(module.content.minutesByDomain)) if (!domains.has(domain)) module.file.root.at('minutesByDomain').fault(unknownDomain(domain), domain);
    for (const lesson of module.lessons) checkLesson(lesson, domains, known);
    for (const item of module.content.items) checkItem(module.places.get(item)!, item, known, lessons);
    for (const { scenarios, rubric } of module.content.rolePlays) {
      for (const scenario of scenarios) checkCompetencies(module.places.get(scenario)!, scenario.competencies, known);
      checkRubric((module.places.get(rubric) ?? whole.shared.get(rubric))!, rubric, known);
    }
  }
  for (const rubric of whole.rubrics) checkRubric(whole.shared.get(rubric)!, rubric, known);
  for (const item of whole.exam) {
    checkItem(whole.shared.get(item)!, item, known, lessons);
    if (!domains.has(item.domain ?? '')) whole.shared.get(item)!.fault(item.domain === undefined ? 'an item of the exam names its domain' : unknownDomain(item.domain), 'domain');
  }
  checkRepeats(whole);
  checkForms(whole);
  checkCoverage(whole);
  if (whole.modules.length === 0) whole.manifest.fault(['modules'], 'a curriculum has at least one module that can be read');
}

const unknownDomain = (domain: string): string => `"${domain}" is no domain of domains.yaml`;
const unknownCompetency = (code: string): string => `"${code}" is no competency of competencies.yaml`;

function checkCompetencies(entry: Entry, codes: readonly string[], known: ReadonlySet<string>): void {
  codes.forEach((code, at) => {
    if (!known.has(code)) entry.at('competencies').fault(unknownCompetency(code), at);
  });
}

function checkRubric(place: Entry, rubric: RubricContent, known: ReadonlySet<string>): void {
  rubric.criteria.forEach((criterion, at) => checkCompetencies(place.at('criteria').at(at), criterion.competencies, known));
}

/** Between files as well: whoever passed a check has seen its questions, and the exam should ask others. */
function checkRepeats({ modules, exam, shared }: Whole): void {
  const items = [...modules.flatMap(({ content }) => content.items), ...exam];
  const places = new Map<unknown, Entry>([...shared, ...modules.flatMap((module) => [...module.places])]);
  for (const { lineage, message } of lintRepeats(items)) places.get(items.find((item) => item.lineage === lineage))!.warn(`${lineage}: ${message}`);
}

function checkForms({ forms, modules }: Whole): void {
  const known = new Set(modules.map(({ content }) => content.lineage));
  for (const { content, front } of forms) {
    content.modules.forEach((module, at) => {
      if (!known.has(module)) front.root.at('modules').fault(`"${module}" is no module of this curriculum`, at);
    });
  }
}

/** A curriculum that says nothing else must teach and show every competency of its framework: nobody should find the hole in the exam. */
function checkCoverage({ manifest, modules, exam, competencies, competenciesFile }: Whole): void {
  const stated = manifest.root.at('coverage').value ?? 'whole';
  if (stated !== 'whole' && stated !== 'partial') manifest.root.fault('must be "whole", or "partial" for a curriculum that leaves competencies to others', 'coverage');
  if (stated !== 'whole' || modules.length === 0) return;
  const lines = new Map(competenciesFile?.root.list('categories').flatMap((category) => category.list('items').map((one) => [one.at('code').value, one] as const)));
  for (const covered of coverageOf({ competencies, modules: modules.map(({ content }) => content), exam })) {
    const holes = holesOf(covered);
    const what = holes.map((hole) => (hole === 'taught' ? 'taught in no lesson' : 'shown by no item, no role play and no other evidence')).join(' and ');
    if (holes.length > 0) lines.get(covered.code)?.fault(`${covered.code} is ${what}`, 'code');
  }
}

function checkLesson({ content, front }: ReadLesson, domains: ReadonlySet<string>, known: ReadonlySet<string>): void {
  if (!domains.has(content.domain)) front.root.fault(unknownDomain(content.domain), 'domain');
  checkCompetencies(front.root, content.competencies, known);
  content.objectives.forEach(({ competency }, at) => {
    if (!known.has(competency)) front.root.at('objectives').at(at).fault(unknownCompetency(competency), 'competency');
  });
}

/** A source that looks like a lesson must be one; else a renamed lesson would leave its items without ground. */
function checkItem(place: Entry, item: { readonly competency: string; readonly source: string }, known: ReadonlySet<string>, lessons: ReadonlySet<string>): void {
  if (!known.has(item.competency)) place.fault(unknownCompetency(item.competency), 'competency');
  if (/^[a-z0-9-]+\/[a-z0-9/-]+$/.test(item.source) && !lessons.has(item.source)) place.fault(`"${item.source}" is no lesson of this curriculum`, 'source');
}

function checkOnce({ modules, exam, rubrics, shared }: Whole): void {
  const seen = new Map<string, string>();
  const once = (kind: string, lineage: string, entry: Entry, key = 'lineage'): void => {
    const earlier = seen.get(`${kind} ${lineage}`);
    if (earlier && lineage !== '') entry.fault(`the ${kind} "${lineage}" is in ${earlier} already`, key);
    seen.set(`${kind} ${lineage}`, `${entry.file.name}:${entry.file.line([...entry.path, key])}`);
  };
  for (const { content, file, lessons, places } of modules) {
    once('module', content.lineage, file.root);
    once('slug', content.slug, file.root, 'slug');
    for (const lesson of lessons) once('lesson', lesson.content.lineage, lesson.front.root);
    for (const item of content.items) once('item', item.lineage, places.get(item)!);
    for (const { scenarios } of content.rolePlays) for (const scenario of scenarios) once('scenario', scenario.lineage, places.get(scenario)!);
    for (const rubric of new Set(content.rolePlays.map((rolePlay) => rolePlay.rubric))) if (places.has(rubric)) once('rubric', rubric.lineage, places.get(rubric)!);
  }
  for (const item of exam) once('item', item.lineage, shared.get(item)!);
  for (const rubric of rubrics) once('rubric', rubric.lineage, shared.get(rubric)!);
}

/** A prerequisite stands earlier in the order, so nobody can be locked out by a circle. */
function checkPrerequisites(modules: readonly ReadModule[]): void {
  modules.forEach(({ content, file }, at) => {
    const earlier = new Set(modules.slice(0, at).map((module) => module.content.lineage));
    content.prerequisites.forEach(({ module }, number) => {
      if (!earlier.has(module)) file.root.at('prerequisites').at(number).fault(`"${module}" is no module that comes before this one`, 'module');
    });
  });
}
