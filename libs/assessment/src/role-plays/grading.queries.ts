import { Injectable } from '@nestjs/common';
import { holds, organizationsOf, requireAnyRole, type Actor } from '#libs/identity';
import { isId, NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { OwnWorkIsNotRated } from './role-play.refusals.ts';
import type { QueuedSubmission } from './role-play.shapes.ts';

const PAGE = 25;
const NAME = (person: string): string => `coalesce(${person}.preferred_name, ${person}.legal_name)`;

/** What is known of a submission when somebody grades it. */
export interface Gradable {
  readonly submissionId: string;
  readonly attemptId: string;
  readonly personId: string;
  readonly organizationId: string;
  readonly rolePlay: string;
  readonly scenarioVersionId: string;
  readonly rubricVersionId: string;
  readonly title: string;
  readonly competencies: readonly string[];
  readonly fileId: string;
  readonly durationMs: number | null;
  readonly submittedAt: Date;
  readonly daysKept: number;
  readonly closedAt: Date | null;
  readonly traineeName: string;
  readonly traineePronouns: string | null;
}

const GRADABLE = `
  select s.id as "submissionId", a.id as "attemptId", a.person_id as "personId", a.organization_id as "organizationId", a.role_play as "rolePlay", a.scenario_version_id as "scenarioVersionId",
    a.rubric_version_id as "rubricVersionId", a.title, a.competencies, s.file_id as "fileId", l.duration_ms as "durationMs", s.submitted_at as "submittedAt", least(t.days_kept, b.days_kept) as "daysKept", a.closed_at as "closedAt",
    ${NAME('p')} as "traineeName", p.pronouns as "traineePronouns"
  from role_play_submissions s join role_play_attempts a on a.id = s.attempt_id join people p on p.id = a.person_id
    join role_play_consents t on t.id = s.trainee_consent_id join role_play_consents b on b.id = s.partner_consent_id
    left join file_lengths l on l.file_id = s.file_id
  where s.id = $1`;

const QUEUE = `
  select s.id as "submissionId", a.title, ${NAME('p')} as "traineeName", a.module_lineage as "moduleLineage", s.submitted_at as "submittedAt", f.type, l.duration_ms as "durationMs",
    s.submitted_at + least(t.days_ungraded, b.days_ungraded) * interval '24 hours' as "lapsesAt",
    case when c.leased_until > $3 then jsonb_build_object('instructorId', c.instructor_id, 'name', ${NAME('i')}, 'until', c.leased_until) end as claim
  from role_play_attempts a join role_play_submissions s on s.attempt_id = a.id join people p on p.id = a.person_id join files f on f.id = s.file_id
    join role_play_consents t on t.id = s.trainee_consent_id join role_play_consents b on b.id = s.partner_consent_id left join file_lengths l on l.file_id = f.id left join grading_claims c on c.submission_id = s.id left join people i on i.id = c.instructor_id
  where a.organization_id = any($1) and a.closed_at is null and a.person_id <> $2 and ($4::uuid is null or s.id > $4)
  order by s.id limit ${PAGE + 1}`;

@Injectable()
export class GradingQueries {
  constructor(private readonly database: Database) {}

  /** What waits in the organizations where the actor is an instructor, oldest first; own work never. `next` asks for the page behind. @throws NotPermitted */
  async queue(actor: Actor, now: Date, after: string | null = null): Promise<{ rows: QueuedSubmission[]; next: string | null }> {
    requireAnyRole(actor, 'instructor');
    const found = await this.database.read<QueuedSubmission & { claim: { until: string } | null }>(QUEUE, [organizationsOf(actor, 'instructor'), actor.id, now, after]);
    const rows = found.slice(0, PAGE).map((row) => ({ ...row, claim: row.claim && { ...row.claim, until: new Date(row.claim.until) } }));
    return { rows, next: found.length > PAGE ? rows.at(-1)!.submissionId : null };
  }

  /** A submission for an instructor of its organization; to others it is not there. @throws NotFound, OwnWorkIsNotRated */
  async gradable(actor: Actor, submissionId: string): Promise<Gradable> {
    const [gradable] = isId(submissionId) ? await this.database.read<Gradable>(GRADABLE, [submissionId]) : [];
    if (!gradable || !holds(actor, 'instructor', gradable.organizationId)) throw new NotFound('submission');
    if (gradable.personId === actor.id) throw new OwnWorkIsNotRated();
    return gradable;
  }

  async claimant(submissionId: string): Promise<string> {
    const [claim] = await this.database.read<{ name: string }>(`select ${NAME('p')} as name from grading_claims c join people p on p.id = c.instructor_id where c.submission_id = $1`, [submissionId]);
    return claim?.name ?? '';
  }
}
