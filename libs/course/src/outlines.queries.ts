import { NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import type { CurriculumContent, Domain, FormContent, ModuleContent } from './domain/content.ts';
import type { LessonOutline, ModuleOutline, RolePlayOutline } from './domain/progress.ts';

/** A curriculum version without the words of its lessons. Never changes. */
export interface CurriculumOutline extends Omit<CurriculumContent<ModuleOfOutline>, 'slug'> {
  readonly versionId: string;
  readonly number: number;
}

export interface ModuleOfOutline extends ModuleOutline, Pick<ModuleContent, 'summary' | 'contentNote' | 'minutesByDomain' | 'competencies' | 'translations'> {
  readonly id: string;
  readonly itemVersionIds: readonly string[];
  /** Papers to print that belong to it. */
  readonly forms: readonly Pick<FormContent, 'slug' | 'title' | 'summary'>[];
  readonly rolePlays: readonly PinnedRolePlay[];
}

export interface PinnedRolePlay extends RolePlayOutline {
  /** Versions of the situations that it can be performed in. */
  readonly scenarioVersionIds: readonly string[];
  readonly rubricVersionId: string;
}

const OUTLINE = `
  select v.id as "versionId", v.number, v.title, v.summary, v.language, v.license, v.observed_percent as "observedPercent", v.domains, v.competencies,
    (select coalesce(json_agg(json_build_object(
      'id', m.id, 'lineage', m.lineage, 'slug', m.slug, 'title', m.title, 'summary', m.summary, 'contentNote', m.content_note, 'minutesByDomain', m.minutes_by_domain,
      'competencies', m.competencies, 'prerequisites', m.prerequisites, 'translations', m.translations,
      'check', case when m.check_draw is not null then json_build_object('draw', m.check_draw, 'passPercent', m.check_pass_percent) end,
      'lessons', (select coalesce(json_agg(json_build_object('lineage', l.lineage, 'title', l.title, 'minutes', l.minutes, 'domain', l.domain, 'meeting', l.guide is not null,
          'titles', (select coalesce(json_object_agg(t.language, t.words ->> 'title'), '{}') from jsonb_each(l.translations) t (language, words))) order by ml.position), '[]')
        from module_lessons ml join lessons l on l.id = ml.lesson_id where ml.module_id = m.id),
      'itemVersionIds', (select coalesce(json_agg(i.item_version_id order by i.position), '[]') from module_items i where i.module_id = m.id),
      'forms', (select coalesce(json_agg(json_build_object('slug', f.slug, 'title', f.title, 'summary', f.summary) order by f.position), '[]') from forms f
        where f.curriculum_version_id = v.id and m.lineage = any(f.modules)),
      'rolePlays', (select coalesce(json_agg(json_build_object('lineage', r.role_play, 'title', r.role_play_title, 'scenarioVersionIds', r.scenarios, 'rubricVersionId', r.rubric_version_id) order by r.first), '[]')
        from (select role_play, role_play_title, rubric_version_id, min(position) as first, json_agg(scenario_version_id order by position) as scenarios from module_role_plays where module_id = m.id
          group by role_play, role_play_title, rubric_version_id) r)) order by m.position), '[]') from modules m where m.curriculum_version_id = v.id) as modules
  from curriculum_versions v where v.id = $1`;

/** A few curricula are in use at a time; the oldest read makes room. */
const KEPT = 50;

@Injectable()
export class Outlines {
  private readonly known = new Map<string, CurriculumOutline>();

  constructor(private readonly database: Database) {}

  /** Kept in the process: a version never changes. @throws NotFound */
  async of(versionId: string): Promise<CurriculumOutline> {
    const known = this.known.get(versionId);
    if (known) return known;
    const [outline] = await this.database.read<CurriculumOutline>(OUTLINE, [versionId]);
    if (!outline) throw new NotFound('curriculum');
    if (this.known.size >= KEPT) this.known.delete(this.known.keys().next().value!);
    this.known.set(versionId, outline);
    return outline;
  }

  /** What the newest versions of all curricula call their domains, by key; where two differ, the curriculum that came first is right. */
  async domainTitles(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.read<Domain>(
      `select d.key, d.title from curricula c join curriculum_versions v on v.curriculum_id = c.id and v.number = c.versions cross join jsonb_to_recordset(v.domains) as d(key text, title text) order by c.id desc`,
    );
    return new Map(rows.map(({ key, title }) => [key, title]));
  }

  /** Curricula that a cohort can be made of, by title. */
  async curricula(): Promise<{ slug: string; title: string }[]> {
    return this.database.read(`select c.slug, v.title from curricula c join curriculum_versions v on v.curriculum_id = c.id and v.number = c.versions order by v.title, c.slug`);
  }
}

/** Minutes that all lessons of a version credit, by domain. */
export function minutesOffered({ modules }: Pick<CurriculumOutline, 'modules'>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const lesson of modules.flatMap<LessonOutline>((module) => module.lessons)) sums.set(lesson.domain, (sums.get(lesson.domain) ?? 0) + lesson.minutes);
  return sums;
}
