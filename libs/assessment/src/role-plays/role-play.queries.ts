import { Injectable } from '@nestjs/common';
import { StoredFiles } from '#libs/files';
import { holds, type Actor } from '#libs/identity';
import { isId, NotFound, Settings } from '#libs/kernel';
import { Database, type Sql } from '#libs/persistence';
import { stageOf, type AttemptFacts } from '../domain/attempt.ts';
import { termsOf, type Terms } from '../domain/consent.ts';
import type { RolePlayAttempt } from '../entities/role-play.entity.ts';
import type { AttemptSummaryOfRolePlay, AttemptView, ConsentOfAttempt, ReleasedResult } from './role-play.shapes.ts';

const NAME = `coalesce(p.preferred_name, p.legal_name)`;

const CONSENTS = `
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'party', c.party, 'name', c.name, 'daysKept', c.days_kept, 'daysUngraded', c.days_ungraded, 'givenAt', c.given_at, 'withdrawnAt', w.at) order by c.id), '[]')
  from role_play_consents c left join role_play_consent_withdrawals w on w.consent_id = c.id where c.attempt_id = a.id`;

const ATTEMPT = `
  select a.id, a.person_id as "personId", ${NAME} as "personName", a.organization_id as "organizationId", a.module_slug as "moduleSlug", a.title, a.role_play as "rolePlay",
    a.scenario_version_id as "scenarioVersionId", a.rubric_version_id as "rubricVersionId", a.opened_at as "openedAt", a.closed_at as "closedAt", (${CONSENTS}) as consents,
    s.id as "submissionId", s.receipt, s.submitted_at as "submittedAt", s.file_id as "fileId", r.outcome
  from role_play_attempts a join people p on p.id = a.person_id left join role_play_submissions s on s.attempt_id = a.id left join role_play_results r on r.submission_id = s.id`;

interface AttemptRow extends Omit<AttemptView, 'stage' | 'submission' | 'result' | 'consents' | 'terms'>, Omit<AttemptFacts, 'consents' | 'closedAt'> {
  readonly consents: readonly (Omit<ConsentOfAttempt, 'givenAt' | 'withdrawnAt'> & { readonly givenAt: string; readonly withdrawnAt: string | null })[];
  readonly submissionId: string | null;
  readonly receipt: string | null;
  readonly fileId: string | null;
}

const readConsents = (row: AttemptRow): ConsentOfAttempt[] =>
  row.consents.map((consent) => ({ ...consent, givenAt: new Date(consent.givenAt), withdrawnAt: consent.withdrawnAt === null ? null : new Date(consent.withdrawnAt) }));

@Injectable()
export class RolePlayQueries {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly settings: Settings,
  ) {}

  /** What this installation promises to those who are asked now. */
  get offered(): Terms {
    return { daysKept: this.settings.recordingDays, daysUngraded: this.settings.ungradedDays };
  }

  /** For the trainee herself and for instructors and coordinators of the organization; to others it is not there. @throws NotFound */
  async attempt(actor: Actor, attemptId: string): Promise<AttemptView> {
    const [row] = isId(attemptId) ? await this.database.read<AttemptRow>(`${ATTEMPT} where a.id = $1`, [attemptId]) : [];
    if (!row || !mayLook(actor, row)) throw new NotFound('role play');
    const consents = readConsents(row);
    const { submissionId: id, receipt, submittedAt, fileId, outcome, ...attempt } = row;
    const submission = id && receipt && submittedAt && fileId ? { id, receipt, submittedAt, file: await this.files.about(fileId) } : null;
    return { ...attempt, consents, terms: termsOf(consents, this.offered), stage: stageOf({ ...row, consents }), submission, result: outcome && id ? await this.result(id) : null };
  }

  /** The attempts of a person, oldest first; of the named role plays, or of all. */
  async attemptsOf(personId: string, rolePlays: readonly string[] | null = null): Promise<AttemptSummaryOfRolePlay[]> {
    const rows = await this.database.read<AttemptRow>(`${ATTEMPT} where a.person_id = $1 and ($2::text[] is null or a.role_play = any($2)) order by a.id`, [personId, rolePlays]);
    return rows.map((row) => ({ attemptId: row.id, rolePlay: row.rolePlay, title: row.title, openedAt: row.openedAt, stage: stageOf({ ...row, consents: readConsents(row) }) }));
  }

  /** Asks for `{ lineage }[]`: keys of role plays that a person handed in and that nobody has answered yet. */
  asksWaiting(personId: string): Sql {
    return { text: `select a.role_play as lineage from role_play_attempts a join role_play_submissions s on s.attempt_id = a.id where a.person_id = $1 and a.closed_at is null`, values: [personId] };
  }

  /** Versions of the situations that a person has opened a role play in, one for each attempt. */
  async performed(personId: string, rolePlay: string): Promise<string[]> {
    const rows = await this.database.read<{ id: string }>(`select scenario_version_id as id from role_play_attempts where person_id = $1 and role_play = $2`, [personId, rolePlay]);
    return rows.map(({ id }) => id);
  }

  /** The attempt that counts for going on: the open one, or a passed one. */
  async current(personId: string, rolePlay: string): Promise<string | undefined> {
    const [row] = await this.database.read<{ id: string }>(
      `select a.id from role_play_attempts a left join role_play_submissions s on s.attempt_id = a.id left join role_play_results r on r.submission_id = s.id
       where a.person_id = $1 and a.role_play = $2 and (a.closed_at is null or r.outcome = 'passed') order by a.closed_at nulls first limit 1`,
      [personId, rolePlay],
    );
    return row?.id;
  }

  async consents(attemptId: string): Promise<ConsentOfAttempt[]> {
    return this.database.read<ConsentOfAttempt>(
      `select c.id, c.party, c.name, c.days_kept as "daysKept", c.days_ungraded as "daysUngraded", c.given_at as "givenAt", w.at as "withdrawnAt"
       from role_play_consents c left join role_play_consent_withdrawals w on w.consent_id = c.id where c.attempt_id = $1 order by c.id`,
      [attemptId],
    );
  }

  private async result(submissionId: string): Promise<ReleasedResult> {
    const [result] = await this.database.read<ReleasedResult>(
      `select r.outcome, r.points, r.of_points as "ofPoints", r.missing, r.released_at as "releasedAt", ${NAME} as instructor, g.draft as rating
       from role_play_results r join ratings g on g.id = r.rating_id join people p on p.id = g.instructor_id where r.submission_id = $1`,
      [submissionId],
    );
    return result!;
  }
}

export function mayLook(actor: Actor, attempt: Pick<RolePlayAttempt, 'personId' | 'organizationId'>): boolean {
  return attempt.personId === actor.id || holds(actor, 'instructor', attempt.organizationId) || holds(actor, 'coordinator', attempt.organizationId);
}
