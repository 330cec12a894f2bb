import { Injectable } from '@nestjs/common';
import { Retention } from '#libs/files';
import { Clock, dayOf, Settings, type Day } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import { LapseWarning, RolePlayAttempt } from '../entities/role-play.entity.ts';

/** So long before a recording goes ungraded its trainee is told, and the queue shows it. */
export const WARNING_DAYS = 14;
const AT_ONCE = 100;

interface Waiting {
  readonly submissionId: string;
  readonly attemptId: string;
  readonly personId: string;
  readonly title: string;
  readonly fileId: string;
  readonly lapsesAt: Date;
}

/** Handed in, without a result, and its end is near: $1 is the instant that the end lies before. */
const ENDING = `
  select s.id as "submissionId", a.id as "attemptId", a.person_id as "personId", a.title, s.file_id as "fileId", e.at as "lapsesAt"
  from role_play_attempts a join role_play_submissions s on s.attempt_id = a.id
    join role_play_consents t on t.id = s.trainee_consent_id join role_play_consents b on b.id = s.partner_consent_id
    cross join lateral (select s.submitted_at + least(t.days_ungraded, b.days_ungraded) * interval '24 hours' as at) e
  where a.closed_at is null and e.at <= $1`;

/** The end of what was handed in and never graded: the consent promised how long it is kept. Nobody's act: a worker asks every hour. */
@Injectable()
export class Lapses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly settings: Settings,
    private readonly retention: Retention,
  ) {}

  /** Ends what is over, and tells those whose recording goes soon. Doing it again changes nothing. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    await this.each(`${ENDING} order by s.id limit ${AT_ONCE}`, now, (one) => this.end(one));
    const soon = new Date(now.getTime() + WARNING_DAYS * 86_400_000);
    await this.each(`${ENDING} and not exists (select from role_play_lapse_warnings w where w.submission_id = s.id) order by s.id limit ${AT_ONCE}`, soon, (one) => this.warn(one));
  }

  private async each(sql: string, before: Date, act: (one: Waiting) => Promise<void>): Promise<void> {
    for (;;) {
      const found = await this.database.read<Waiting>(sql, [before]);
      for (const one of found) await this.database.transaction(() => act(one));
      if (found.length < AT_ONCE) return;
    }
  }

  /** Under the attempt's lock: a result that is given at this moment comes first or not at all. */
  private async end(one: Waiting): Promise<void> {
    const attempt = await this.database.rows(RolePlayAttempt).findOne({ where: { id: one.attemptId }, lock: { mode: 'pessimistic_write' } });
    if (attempt!.closedAt) return;
    await this.database.rows(RolePlayAttempt).update({ id: one.attemptId }, { closedAt: this.clock.now() });
    await this.retention.expire(one.fileId, 'ungraded');
    await this.tell('role-play-lapsed', one, {});
  }

  private async warn(one: Waiting): Promise<void> {
    const row = { submissionId: one.submissionId, warnedAt: this.clock.now() };
    const added = await this.database.rows(LapseWarning).createQueryBuilder().insert().values(row).orIgnore().returning('submission_id').execute();
    if ((added.raw as unknown[]).length > 0) await this.tell('role-play-lapsing', one, { until: dayOf(one.lapsesAt, this.settings.timeZone) });
  }

  private async tell(letter: string, { personId, title, attemptId, submissionId }: Waiting, more: { readonly until?: Day }): Promise<void> {
    const facts = { scenario: title, ...more, link: `${this.settings.publicUrl}/role-plays/${attemptId}` };
    await this.jobs.letter(letter, personId, facts, `${letter}:${submissionId}`);
  }
}
