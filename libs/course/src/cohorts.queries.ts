import { holds, organizationsOf, requireRole, type Actor } from '#libs/identity';
import { isId, NotFound, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import type { Invited } from './domain/invitation-list.ts';

export interface CohortInList {
  readonly slug: string;
  readonly title: string;
  readonly organization: string;
  readonly curriculum: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly seats: number | null;
  readonly taken: number;
  readonly open: boolean;
}

/** What anyone who has its address may know of a cohort. */
export interface CohortFacts extends CohortInList {
  readonly id: string;
  readonly organizationId: string;
  readonly curriculumVersionId: string;
  readonly version: number;
}

export interface RosterRow {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly enrolledAt: Date;
  readonly signedUp: boolean;
  readonly lessonsDone: number;
  readonly minutes: number;
  readonly checksPassed: number;
  readonly rolePlaysPassed: number;
  readonly lastSeenAt: Date | null;
}

export interface Roster {
  readonly cohort: CohortFacts;
  readonly lessons: number;
  readonly checks: number;
  readonly rolePlays: number;
  readonly rows: readonly RosterRow[];
  /** Key of the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** A place that somebody had in a cohort and has no more. */
export interface EndedPlace {
  readonly cohortSlug: string;
  readonly cohortTitle: string;
  readonly endedAt: Date;
  /** False when a coordinator of the organization ended it. */
  readonly byOneself: boolean;
}

const STANDING = `not exists (select from withdrawals w where w.enrollment_id = e.id)`;
const FACTS = `
  select c.id, c.slug, c.title, c.organization_id as "organizationId", o.name as organization, c.curriculum_version_id as "curriculumVersionId", v.title as curriculum, v.number as version,
    c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.seats,
    (select count(*)::int from enrollments e where e.cohort_id = c.id and ${STANDING}) as taken,
    exists (select from cohort_openings p where p.cohort_id = c.id and not exists (select from cohort_closings x where x.opening_id = p.id)) as open
  from cohorts c join organizations o on o.id = c.organization_id join curriculum_versions v on v.id = c.curriculum_version_id`;

/** What stands in the record of each person of a cohort, as far as it is about the cohort's own curriculum. */
const ROSTER = `
  with pinned as (
    select 'lesson' as kind, l.lineage from modules m join module_lessons ml on ml.module_id = m.id join lessons l on l.id = ml.lesson_id where m.curriculum_version_id = $2
    union all select 'check', m.lineage || '/check' from modules m where m.curriculum_version_id = $2 and m.check_draw is not null
    union select 'role-play', r.role_play from modules m join module_role_plays r on r.module_id = m.id where m.curriculum_version_id = $2)
  select e.id as key, e.person_id as "personId", coalesce(p.preferred_name, p.legal_name) as name, p.email, e.enrolled_at as "enrolledAt", p.email_verified_at is not null as "signedUp",
    done.lessons as "lessonsDone", done.minutes, done.checks as "checksPassed", done.role_plays as "rolePlaysPassed", seen.seen_at as "lastSeenAt"
  from enrollments e join people p on p.id = e.person_id
  cross join lateral (
    select count(*) filter (where pinned.kind = 'lesson')::int as lessons, coalesce(sum(s.minutes), 0)::int as minutes, count(*) filter (where s.kind = 'check')::int as checks,
      count(*) filter (where s.kind = 'role-play')::int as role_plays
    from statements s join pinned on pinned.kind = case s.kind when 'meeting' then 'lesson' else s.kind end and pinned.lineage = s.lineage
    where s.person_id = e.person_id and s.voids is null and not exists (select from statements v where v.voids = s.id)) done
  left join signs_of_life seen on seen.person_id = e.person_id
  where e.cohort_id = $1 and ${STANDING} and ($3::uuid is null or e.id > $3)
  order by e.id limit $4`;
/** The last place of a person in each cohort, where it has ended. */
const ENDED = `
  select * from (
    select distinct on (c.id) c.slug as "cohortSlug", c.title as "cohortTitle", w.withdrawn_at as "endedAt", w.withdrawn_by = e.person_id as "byOneself"
    from enrollments e join cohorts c on c.id = e.cohort_id left join withdrawals w on w.enrollment_id = e.id
    where e.person_id = $1 order by c.id, e.enrolled_at desc, e.id desc) last
  where "endedAt" is not null order by "endedAt" desc, "cohortSlug"`;

@Injectable()
export class CohortQueries {
  constructor(private readonly database: Database) {}

  /** The cohorts of the organizations that somebody coordinates or teaches for, newest first, at most `limit` older than the one named. */
  async list(actor: Actor, { olderThan, limit = 50 }: { olderThan?: string; limit?: number } = {}): Promise<CohortInList[]> {
    return this.database.read<CohortInList>(
      `${FACTS} where c.organization_id = any($1) and ($2::text is null or c.id < (select id from cohorts where slug = $2)) order by c.id desc limit $3`,
      [[...organizationsOf(actor, 'coordinator'), ...organizationsOf(actor, 'instructor')], olderThan ?? null, limit],
    );
  }

  /** @throws NotFound */
  async facts(slug: string): Promise<CohortFacts> {
    const [cohort] = await this.database.read<CohortFacts>(`${FACTS} where c.slug = $1`, [slug]);
    if (!cohort) throw new NotFound('cohort');
    return cohort;
  }

  /** A cohort that somebody coordinates. @throws NotFound, NotPermitted */
  async coordinated(actor: Actor, slug: string): Promise<CohortFacts> {
    const cohort = await this.facts(slug);
    requireRole(actor, 'coordinator', cohort.organizationId);
    return cohort;
  }

  /** Cohorts in which a person's place has ended and no other was given, the last one first: who comes by an old link hears so. */
  async ended(personId: string): Promise<EndedPlace[]> {
    return this.database.read<EndedPlace>(ENDED, [personId]);
  }

  /** What became of the lines of a pasted list. @throws NotFound, NotPermitted */
  async invitations(actor: Actor, slug: string, id: string): Promise<readonly Invited[]> {
    const cohort = await this.coordinated(actor, slug);
    const [list] = isId(id) ? await this.database.read<{ lines: Invited[] }>(`select lines from invitation_lists where id = $1 and cohort_id = $2`, [id, cohort.id]) : [];
    if (!list) throw new NotFound('invitation list');
    return list.lines;
  }

  /** Who is in a cohort and how far they are, in the order of joining; by the page. @throws NotFound, NotPermitted unless coordinator or instructor of the organization */
  async roster(actor: Actor, slug: string, { after, limit = 50 }: { after?: string; limit?: number } = {}): Promise<Roster> {
    const cohort = await this.facts(slug);
    if (!holds(actor, 'instructor', cohort.organizationId)) requireRole(actor, 'coordinator', cohort.organizationId);
    const rows = await this.database.read<RosterRow & { key: string }>(ROSTER, [cohort.id, cohort.curriculumVersionId, isId(after) ? after : null, limit + 1]);
    const shown = rows.slice(0, limit);
    return { cohort, ...(await this.amounts(cohort.curriculumVersionId)), rows: shown.map(({ key: _, ...row }) => row), next: rows.length > limit ? shown.at(-1)!.key : undefined };
  }

  private async amounts(versionId: string): Promise<{ lessons: number; checks: number; rolePlays: number }> {
    const [amounts] = await this.database.read<{ lessons: number; checks: number; rolePlays: number }>(
      `select (select count(*)::int from module_lessons l where l.module_id = any(ids)) as lessons, checks, (select count(distinct r.role_play)::int from module_role_plays r where r.module_id = any(ids)) as "rolePlays"
       from (select array_agg(id) as ids, count(check_draw)::int as checks from modules where curriculum_version_id = $1) m`,
      [versionId],
    );
    return amounts!;
  }
}
