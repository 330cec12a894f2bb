import type { ItemContent, RubricContent } from '#libs/assessment';
import type { Competency, CurriculumContent, Domain } from '../domain/content.ts';
import { checkWhole } from './check-whole.ts';
import { Faults, type Fault } from './fault.ts';
import { Folder } from './folder.ts';
import { MediaFiles, type MediaSource } from './media-files.ts';
import { AssessedFiles } from './read-assessed.ts';
import { readForm } from './read-form.ts';
import { readLanguages } from './read-languages.ts';
import { readModule, type ReadModuleContent } from './read-module.ts';
import { LESSON, Surrounding } from './surrounding.ts';
import { Translating } from './translating.ts';
import { YamlFile, type Entry } from './yaml-file.ts';

/** What was read, with the files that its lessons play: those are named by their digests in the lessons, and published beside them. */
export interface ReadCurriculumContent extends CurriculumContent<ReadModuleContent, ItemContent, RubricContent> {
  readonly media: readonly MediaSource[];
}

/** A curriculum that can be published, or all that is wrong in it. Warnings are for its writers and stop nothing. */
export interface CurriculumReading {
  readonly content: ReadCurriculumContent | undefined;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

class CurriculumReader {
  readonly faults = new Faults();
  private readonly folder: Folder;
  private readonly media: MediaFiles;

  constructor(root: string) {
    this.folder = new Folder(root);
    this.media = new MediaFiles(this.folder, this.faults);
  }

  read(): ReadCurriculumContent | undefined {
    const manifest = this.yaml('curriculum.yaml');
    if (!manifest?.readable) return undefined;
    const entry = manifest.root.only('slug', 'title', 'summary', 'language', 'translations', 'license', 'observedPercent', 'readingGrade', 'coverage', 'modules');
    const languages = readLanguages(entry);
    const translating = new Translating(this.folder, languages.translations, this.faults);
    const shared = new AssessedFiles(this.folder, new Translating(this.folder, [], this.faults), this.faults);
    const paths = entry.texts('modules').map((name) => `modules/${name}`);
    const surrounding = new Surrounding(this.folder, paths, this.media, this.faults);
    const desk = { folder: this.folder, faults: this.faults, translating, surroundingsOf: (path: string) => surrounding.of(path) };
    const rubrics = shared.rubrics('rubrics');
    const modules = paths.flatMap((path) => readModule(path, { ...desk, rubrics, readingGrade: readingGradeOf(entry) }) ?? []);
    const forms = this.folder.names('forms', LESSON).flatMap((name) => readForm(`forms/${name}`, { ...desk, surroundings: surrounding.of(`forms/${name}`) }) ?? []);
    const exam = this.folder.names('exam', UNTRANSLATED_YAML).flatMap((name) => shared.items(`exam/${name}`));
    const whole = { manifest, modules, forms, exam, rubrics, shared: shared.places, domains: this.domains(), competencies: this.competencies(), competenciesFile: this.yaml('competencies.yaml') };
    checkWhole(whole);
    this.warnOfUnread();
    const head = { slug: entry.slug(), title: entry.text('title'), summary: entry.text('summary'), language: languages.original, license: entry.text('license') };
    return {
      ...head,
      observedPercent: entry.whole('observedPercent', { min: 0, max: 100, otherwise: 50 }),
      domains: whole.domains,
      competencies: whole.competencies,
      modules: modules.map(({ content }) => content),
      exam,
      rubrics,
      forms: forms.map(({ content }) => content),
      translations: translating.standings,
      media: this.media.sources,
    };
  }

  /** A file under a name that nobody looks for would be missed by trainees only. Not while there are faults, which keep other files from being read. */
  private warnOfUnread(): void {
    if (this.faults.faults.length > 0) return;
    for (const path of this.folder.unread([CONSENTS])) this.faults.warn(path, 1, path.endsWith('/') ? 'nothing in this folder is read' : 'this file is not read: its name or its place is none that the import knows');
  }

  private domains(): Domain[] {
    const entry = this.yaml('domains.yaml')?.root;
    return entry?.list('domains').map((one) => ({ key: one.text('key'), title: one.text('title'), summary: one.text('summary') })) ?? [];
  }

  private competencies(): Competency[] {
    const entry = this.yaml('competencies.yaml')?.root;
    return entry?.list('categories').flatMap((category) => category.list('items').map((one) => ({ code: one.only('code', 'text', 'evidence').text('code'), text: one.text('text'), category: category.text('title'), evidence: one.optionalText('evidence') }))) ?? [];
  }

  private yaml(path: string): YamlFile | undefined {
    const text = this.folder.text(path);
    if (text === undefined) this.faults.add(path, 1, 'this file is missing');
    return text === undefined ? undefined : new YamlFile(path, text, this.faults);
  }
}

const UNTRANSLATED_YAML = /^[^.]+\.yaml$/;

/** What people say yes to before a role play is recorded: read at the start, not at an import. */
const CONSENTS = 'consents';

const readingGradeOf = (entry: Entry): number | undefined => (entry.at('readingGrade').value === undefined ? undefined : entry.whole('readingGrade', { min: 1, max: 18 }));

/** Reads the folder of a curriculum and changes nothing. Every fault is found in one go, with its file and line. */
export function readCurriculum(root: string): CurriculumReading {
  const reader = new CurriculumReader(root);
  const content = reader.read();
  const { faults, warnings } = reader.faults;
  return { content: faults.length === 0 ? content : undefined, faults, warnings };
}
