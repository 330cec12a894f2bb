import type { Competency, CurriculumContent, Domain } from '../domain/content.ts';
import { checkWhole } from './check-whole.ts';
import { Faults, type Fault } from './fault.ts';
import { Folder } from './folder.ts';
import { MediaFiles, type MediaSource } from './media-files.ts';
import { Surrounding } from './surrounding.ts';
import { readModule, type ReadModule, type ReadModuleContent } from './read-module.ts';
import { YamlFile } from './yaml-file.ts';

/** What was read, with the files that its lessons play: those are named by their digests in the lessons, and published beside them. */
export interface ReadCurriculumContent extends CurriculumContent<ReadModuleContent> {
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
    const entry = manifest.root.only('slug', 'title', 'summary', 'language', 'license', 'observedPercent', 'modules');
    const domains = this.domains();
    const competencies = this.competencies();
    const modules = this.modules(entry.texts('modules').map((name) => `modules/${name}`));
    checkWhole({ manifest, modules, domains, competencies });
    return {
      slug: entry.text('slug'),
      title: entry.text('title'),
      summary: entry.text('summary'),
      language: entry.text('language'),
      license: entry.text('license'),
      observedPercent: entry.whole('observedPercent', { min: 0, max: 100, otherwise: 50 }),
      domains,
      competencies,
      modules: modules.map(({ content }) => content),
      media: this.media.sources,
    };
  }

  private modules(paths: readonly string[]): ReadModule[] {
    const surrounding = new Surrounding(this.folder, paths, this.media, this.faults);
    return paths.flatMap((path) => readModule(this.folder, path, (lesson) => surrounding.of(lesson), this.faults) ?? []);
  }

  private domains(): Domain[] {
    const entry = this.yaml('domains.yaml')?.root;
    return entry?.list('domains').map((one) => ({ key: one.text('key'), title: one.text('title'), summary: one.text('summary') })) ?? [];
  }

  private competencies(): Competency[] {
    const entry = this.yaml('competencies.yaml')?.root;
    return entry?.list('categories').flatMap((category) => category.list('items').map((one) => ({ code: one.text('code'), text: one.text('text') }))) ?? [];
  }

  private yaml(path: string): YamlFile | undefined {
    const text = this.folder.text(path);
    if (text === undefined) this.faults.add(path, 1, 'this file is missing');
    return text === undefined ? undefined : new YamlFile(path, text, this.faults);
  }
}

/** Reads the folder of a curriculum and changes nothing. Every fault is found in one go, with its file and line. */
export function readCurriculum(root: string): CurriculumReading {
  const reader = new CurriculumReader(root);
  const content = reader.read();
  const { faults, warnings } = reader.faults;
  return { content: faults.length === 0 ? content : undefined, faults, warnings };
}
