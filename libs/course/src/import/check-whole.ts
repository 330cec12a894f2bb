import type { Competency, Domain } from '../domain/content.ts';
import type { ReadLesson } from './read-lesson.ts';
import type { ReadModule } from './read-module.ts';
import type { Entry, YamlFile } from './yaml-file.ts';

interface Whole {
  readonly manifest: YamlFile;
  readonly modules: readonly ReadModule[];
  readonly domains: readonly Domain[];
  readonly competencies: readonly Competency[];
}

/** What only the whole curriculum shows: lineages used twice, and names of things that are nowhere. */
export function checkWhole(whole: Whole): void {
  const known = new Set(whole.competencies.map(({ code }) => code));
  const domains = new Set(whole.domains.map(({ key }) => key));
  const lessons = new Set(whole.modules.flatMap((module) => module.content.lessons.map(({ lineage }) => lineage)));
  checkOnce(whole.modules);
  checkPrerequisites(whole.modules);
  for (const module of whole.modules) {
    checkCompetencies(module.file.root, module.content.competencies, known);
    for (const domain of Object.keys(module.content.minutesByDomain)) if (!domains.has(domain)) module.file.root.at('minutesByDomain').fault(unknownDomain(domain), domain);
    for (const lesson of module.lessons) checkLesson(lesson, domains, known);
    for (const item of module.content.items) checkItem(module.places.get(item)!, item, known, lessons);
    for (const { scenario, rubric } of module.content.rolePlays) {
      checkCompetencies(module.places.get(scenario)!, scenario.competencies, known);
      rubric.criteria.forEach((criterion, at) => checkCompetencies(module.places.get(rubric)!.at('criteria').at(at), criterion.competencies, known));
    }
  }
  if (whole.modules.length === 0) whole.manifest.fault(['modules'], 'a curriculum has at least one module that can be read');
}

const unknownDomain = (domain: string): string => `"${domain}" is no domain of domains.yaml`;
const unknownCompetency = (code: string): string => `"${code}" is no competency of competencies.yaml`;

function checkCompetencies(entry: Entry, codes: readonly string[], known: ReadonlySet<string>): void {
  codes.forEach((code, at) => {
    if (!known.has(code)) entry.at('competencies').fault(unknownCompetency(code), at);
  });
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

function checkOnce(modules: readonly ReadModule[]): void {
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
    for (const { scenario, rubric } of content.rolePlays) {
      once('scenario', scenario.lineage, places.get(scenario)!);
      once('rubric', rubric.lineage, places.get(rubric)!);
    }
  }
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
