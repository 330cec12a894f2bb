import { holds, requireRole, type Actor } from '#libs/identity';
import { NotFound, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { CohortQueries, type CohortFacts } from './cohorts.queries.ts';
import type { Guide } from './domain/content.ts';

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
  readonly confirmed: { readonly statementId: string; readonly minutes: number; readonly day: Day; readonly by: string | null } | null;
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
const SHEET = `
  select p.id as "personId", coalesce(p.preferred_name, p.legal_name) as name, p.pronouns,
    case when s.id is not null then json_build_object('statementId', s.id, 'minutes', s.minutes, 'day', s.day, 'by', coalesce(b.preferred_name, b.legal_name)) end as confirmed
  from enrollments e join people p on p.id = e.person_id
  left join statements s on s.person_id = p.id and s.kind in ('lesson', 'meeting') and s.lineage = $2 and ${STANDING}
  left join people b on b.id = s.vouched_by
  where ${IN_COHORT} order by name, p.id`;

/** Meetings of a cohort's curriculum, for the instructors and coordinators of its organization. */
@Injectable()
export class MeetingQueries {
  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortQueries,
  ) {}

  /** In the order of the curriculum. @throws NotFound, NotPermitted */
  async list(actor: Actor, cohortSlug: string): Promise<MeetingInList[]> {
    const cohort = await this.seen(actor, cohortSlug);
    const meetings = await this.database.read<Omit<MeetingInList, 'confirmed'>>(MEETINGS, [cohort.curriculumVersionId, null]);
    const counts = await this.database.read<{ lineage: string; confirmed: number }>(CONFIRMED, [cohort.id, meetings.map(({ lineage }) => lineage)]);
    const confirmed = new Map(counts.map((count) => [count.lineage, count.confirmed]));
    return meetings.map(({ lineage, title, module, minutes }) => ({ lineage, title, module, minutes, confirmed: confirmed.get(lineage) ?? 0 }));
  }

  /** The guide of a meeting, and who of the cohort was confirmed. @throws NotFound, NotPermitted */
  async sheet(actor: Actor, cohortSlug: string, lineage: string): Promise<MeetingSheet> {
    const cohort = await this.seen(actor, cohortSlug);
    const [meeting] = await this.database.read<Omit<MeetingSheet, 'cohort' | 'rows'>>(MEETINGS, [cohort.curriculumVersionId, lineage]);
    if (!meeting) throw new NotFound('meeting');
    return { cohort, ...meeting, rows: await this.database.read<AttendanceRow>(SHEET, [cohort.id, lineage]) };
  }

  private async seen(actor: Actor, cohortSlug: string): Promise<CohortFacts> {
    const cohort = await this.cohorts.facts(cohortSlug);
    if (!holds(actor, 'coordinator', cohort.organizationId)) requireRole(actor, 'instructor', cohort.organizationId);
    return cohort;
  }
}
