import { holds, requireRole, type Actor } from '#libs/identity';
import { NotFound, Settings, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { CohortQueries, type CohortFacts } from './cohorts.queries.ts';
import type { Guide } from './domain/content.ts';
import type { Tenure } from './domain/tenure.ts';

export interface MeetingInList {
  readonly lineage: string;
  readonly title: string;
  readonly module: string;
  readonly minutes: number;
  /** People of the cohort who were there. */
  readonly confirmed: number;
}

export interface AttendanceRow {
  readonly personId: string;
  readonly name: string;
  readonly pronouns: string | null;
  /** The places that they have or had in the cohort, the first one first. */
  readonly tenures: readonly Tenure[];
  readonly hasLeft: boolean;
  /** What was confirmed in this cohort, and can be taken back here. */
  readonly confirmed: { readonly statementId: string; readonly minutes: number; readonly day: Day; readonly by: string | null } | null;
  /** Credited, but not by this cohort: in another one, or by the server while it was a lesson. By whom and when is not told here, nor is it taken back here. */
  readonly elsewhere: boolean;
}

/** A meeting of a cohort, as whoever leads it needs it. */
export interface MeetingSheet {
  readonly cohort: CohortFacts;
  readonly lessonId: string;
  readonly lineage: string;
  readonly title: string;
  readonly module: string;
  readonly minutes: number;
  readonly domain: string;
  readonly competencies: readonly string[];
  readonly guide: Guide;
  readonly rows: readonly AttendanceRow[];
}

const STANDING = `s.voids is null and not exists (select from statements v where v.voids = s.id)`;
const IN_COHORT = `e.cohort_id = $1 and not exists (select from withdrawals w where w.enrollment_id = e.id)`;
const MEETINGS = `
  select l.id as "lessonId", l.lineage, l.title, m.title as module, l.minutes, l.domain, l.competencies, l.guide
  from modules m join module_lessons ml on ml.module_id = m.id join lessons l on l.id = ml.lesson_id
  where m.curriculum_version_id = $1 and l.guide is not null and ($2::text is null or l.lineage = $2) order by m.position, ml.position`;
const CONFIRMED = `
  select s.lineage, count(*)::int as confirmed from enrollments e join statements s on s.person_id = e.person_id
  where ${IN_COHORT} and s.kind in ('lesson', 'meeting') and s.lineage = any($2) and ${STANDING} group by s.lineage`;
/** One row a person, those who left after those who stay. A statement that names no cohort was made before statements did so: whose it is cannot be told, so it is nobody's here. */
const SHEET = `
  with tenures as (
    select e.person_id, bool_and(w.enrollment_id is not null) as "hasLeft",
      json_agg(json_build_object('from', (e.enrolled_at at time zone $3)::date, 'until', (w.withdrawn_at at time zone $3)::date) order by e.enrolled_at, e.id) as tenures
    from enrollments e left join withdrawals w on w.enrollment_id = e.id where e.cohort_id = $1::uuid group by e.person_id)
  select p.id as "personId", coalesce(p.preferred_name, p.legal_name) as name, p.pronouns, t.tenures, t."hasLeft",
    case when here then json_build_object('statementId', s.id, 'minutes', s.minutes, 'day', s.day, 'by', coalesce(b.preferred_name, b.legal_name)) end as confirmed, s.id is not null and not here as elsewhere
  from tenures t join people p on p.id = t.person_id
  left join statements s on s.person_id = p.id and s.kind in ('lesson', 'meeting') and s.lineage = $2 and ${STANDING}
  cross join lateral (select coalesce(s.kind = 'meeting' and s.result ->> 'cohortId' = $1::uuid::text, false) as here) h
  left join people b on b.id = s.vouched_by
  order by t."hasLeft", name, p.id`;

/** Meetings of a cohort's curriculum, for the instructors and coordinators of its organization. */
@Injectable()
export class MeetingQueries {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortQueries,
    private readonly settings: Settings,
  ) {}

  /** In the order of the curriculum. @throws NotFound, NotPermitted */
  async list(actor: Actor, cohortSlug: string): Promise<MeetingInList[]> {
    const cohort = await this.seen(actor, cohortSlug);
    const meetings = await this.database.read<Omit<MeetingInList, 'confirmed'>>(MEETINGS, [cohort.curriculumVersionId, null]);
    const counts = await this.database.read<{ lineage: string; confirmed: number }>(CONFIRMED, [cohort.id, meetings.map(({ lineage }) => lineage)]);
    const confirmed = new Map(counts.map((count) => [count.lineage, count.confirmed]));
    return meetings.map(({ lineage, title, module, minutes }) => ({ lineage, title, module, minutes, confirmed: confirmed.get(lineage) ?? 0 }));
  }

  /** The guide of a meeting, and who of the cohort was confirmed; people who left the cohort too. @throws NotFound, NotPermitted */
  async sheet(actor: Actor, cohortSlug: string, lineage: string): Promise<MeetingSheet> {
    const cohort = await this.seen(actor, cohortSlug);
    const [meeting] = await this.database.read<Omit<MeetingSheet, 'cohort' | 'rows'>>(MEETINGS, [cohort.curriculumVersionId, lineage]);
    if (!meeting) throw new NotFound('meeting');
    return { cohort, ...meeting, rows: await this.database.read<AttendanceRow>(SHEET, [cohort.id, lineage, this.settings.timeZone]) };
  }

  private async seen(actor: Actor, cohortSlug: string): Promise<CohortFacts> {
    const cohort = await this.cohorts.facts(cohortSlug);
    if (!holds(actor, 'coordinator', cohort.organizationId)) requireRole(actor, 'instructor', cohort.organizationId);
    return cohort;
  }
}
