import { NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import type { Change } from './domain/changes.ts';
import type { FormContent, TranslationStanding } from './domain/content.ts';
import type { Coverage } from './domain/coverage.ts';
import { Outlines, type CurriculumOutline } from './outlines.queries.ts';

/** What those who answer for a curriculum look at. */
export interface CurriculumStanding {
  readonly coverage: readonly Coverage[];
  readonly translations: readonly TranslationStanding[];
  readonly changes: readonly Change[];
}

/** `language` is that of the curriculum, in which it was written. */
export type FormOfCurriculum = FormContent & { readonly language: string };
export type FormInList = Pick<FormContent, 'slug' | 'title' | 'summary' | 'modules' | 'translations'>;

const NEWEST = `from curricula c join curriculum_versions v on v.curriculum_id = c.id and v.number = c.versions`;
const FORM = `f.slug, f.title, f.summary, f.modules, f.sources, f.html, f.translations, v.language`;

/** Curricula in their newest versions: what a cohort that is made today would learn with. */
@Injectable()
export class CurriculumQueries {
  constructor(
    private readonly database: Database,
    private readonly outlines: Outlines,
  ) {}

  /** By title. */
  async list(): Promise<{ slug: string; title: string; summary: string }[]> {
    return this.database.read(`select c.slug, v.title, v.summary ${NEWEST} order by v.title, c.slug`);
  }

  /** Languages that a module of any of them can be read in besides its own. */
  async languages(): Promise<string[]> {
    const rows = await this.database.read<{ language: string }>(`select distinct jsonb_object_keys(m.translations) as language ${NEWEST} join modules m on m.curriculum_version_id = v.id order by 1`);
    return rows.map(({ language }) => language);
  }

  /** @throws NotFound */
  async newest(slug: string): Promise<{ versionId: string; publishedAt: Date }> {
    const [version] = await this.database.read<{ versionId: string; publishedAt: Date }>(`select v.id as "versionId", v.published_at as "publishedAt" ${NEWEST} where c.slug = $1`, [slug]);
    if (!version) throw new NotFound('curriculum');
    return version;
  }

  /** @throws NotFound */
  async outline(slug: string): Promise<CurriculumOutline> {
    return this.outlines.of((await this.newest(slug)).versionId);
  }

  /** Of one version; empty for those that were published before it was kept. @throws NotFound */
  async coverage(versionId: string): Promise<readonly Coverage[]> {
    const [version] = await this.database.read<Pick<CurriculumStanding, 'coverage'>>(`select coverage from curriculum_versions where id = $1`, [versionId]);
    if (!version) throw new NotFound('curriculum');
    return version.coverage;
  }

  /** @throws NotFound */
  async standing(slug: string): Promise<CurriculumStanding> {
    const [standing] = await this.database.read<CurriculumStanding>(`select v.coverage, v.translations, v.changes ${NEWEST} where c.slug = $1`, [slug]);
    if (!standing) throw new NotFound('curriculum');
    return standing;
  }

  /** Papers to print, of all curricula, in the order of each. */
  async forms(): Promise<FormInList[]> {
    return this.database.read<FormInList>(`select ${FORM} ${NEWEST} join forms f on f.curriculum_version_id = v.id order by c.slug, f.position`);
  }

  /** The newest of that slug: lessons of an earlier version still lead to one that a later version left out. @throws NotFound */
  async form(slug: string): Promise<FormOfCurriculum> {
    const [form] = await this.database.read<FormOfCurriculum>(
      `select ${FORM} from forms f join curriculum_versions v on v.id = f.curriculum_version_id join curricula c on c.id = v.curriculum_id where f.slug = $1
       order by v.number = c.versions desc, v.published_at desc, v.number desc, c.slug limit 1`,
      [slug],
    );
    if (!form) throw new NotFound('form');
    return form;
  }
}
