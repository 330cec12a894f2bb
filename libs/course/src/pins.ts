import type { ContentVersions } from '#libs/assessment';
import { createHash } from 'node:crypto';
import type { Pinned } from './domain/changes.ts';
import type { LessonContent } from './domain/content.ts';
import type { ReadCurriculumContent } from './import/read-curriculum.ts';

export const digestOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** A lesson that is neither a meeting nor translated has the digest it had before lessons could be either: installations keep those. */
export function digestOfLesson({ guide, translations, ...lesson }: LessonContent): string {
  return digestOf({ ...lesson, ...(guide ? { guide } : {}), ...(Object.keys(translations).length > 0 ? { translations } : {}) });
}

/** Version ids that a new curriculum version pins, by lineage. */
export interface Pins extends ContentVersions {
  readonly lessons: Readonly<Record<string, string>>;
}

/** Digest of all that is read in a curriculum. Its files are in the lessons already, by their own digests. */
export const digestOfCurriculum = ({ media: _, ...words }: ReadCurriculumContent): string => digestOf(words);

/** Every part of a curriculum with what tells its versions apart: an id where it has versions of its own, else a digest of its words. */
export function pinnedBy({ modules, media: _, ...head }: ReadCurriculumContent, pins: Pins): Pinned[] {
  const of = (kind: Pinned['kind'], lineage: string, versions: Readonly<Record<string, string>>): Pinned => ({ kind, lineage, version: versions[lineage]! });
  const { exam, rubrics, forms, translations: _standings, ...words } = head; // a translation changes what it is of: how all of them stand says it once more
  const parts = modules.flatMap(({ lessons, items, rolePlays, ...module }) => [
    { kind: 'module' as const, lineage: module.lineage, version: digestOf(module) },
    ...lessons.map(({ lineage }) => of('lesson', lineage, pins.lessons)),
    ...items.map(({ lineage }) => of('item', lineage, pins.items)),
    ...rolePlays.flatMap(({ scenarios }) => scenarios.map(({ lineage }) => of('scenario', lineage, pins.scenarios))),
  ]);
  const measures = new Set([...rubrics, ...modules.flatMap(({ rolePlays }) => rolePlays.map(({ rubric }) => rubric))].map(({ lineage }) => lineage));
  return [
    { kind: 'curriculum', lineage: words.slug, version: digestOf(words) },
    ...parts,
    ...exam.map(({ lineage }) => of('item', lineage, pins.items)),
    ...[...measures].map((lineage) => of('rubric', lineage, pins.rubrics)),
    ...forms.map((form) => ({ kind: 'form' as const, lineage: form.slug, version: digestOf(form) })),
  ];
}
