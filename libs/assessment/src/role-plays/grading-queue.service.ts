import { Injectable } from '@nestjs/common';
import { organizationsOf, requireAnyRole, type Actor } from '#libs/identity';
import { Clock, isId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { GradingQueries } from './grading.queries.ts';
import { AttemptIsClosed, GradedByAnother } from './role-play.refusals.ts';
import type { QueuedSubmission } from './role-play.shapes.ts';

/** How long a claim holds without a sign of life; every save renews it. */
export const LEASE_MINUTES = 45;

/** Who grades what at the moment, so that two never grade the same by accident. */
@Injectable()
export class GradingQueue {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: GradingQueries,
  ) {}

  /** @throws NotPermitted */
  async list(actor: Actor, after: string | null = null): Promise<{ rows: QueuedSubmission[]; next: string | null }> {
    return this.queries.queue(actor, this.clock.now(), after);
  }

  /** Claims a submission, or renews the actor's claim. @throws NotFound, OwnWorkIsNotRated, AttemptIsClosed, GradedByAnother */
  async claim(actor: Actor, submissionId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { closedAt } = await this.queries.gradable(actor, submissionId);
      if (closedAt) throw new AttemptIsClosed();
      await this.hold(actor, submissionId);
    });
  }

  /** Claims the oldest that nobody holds; undefined when nothing waits. @throws NotPermitted */
  async claimNext(actor: Actor): Promise<string | undefined> {
    requireAnyRole(actor, 'instructor');
    return this.database.transaction(async () => {
      let id = await this.oldest(actor);
      // Somebody was quicker by less than a question: what they hold is seen by the next one.
      while (id && !(await this.tryHold(actor, id))) id = await this.oldest(actor);
      return id;
    });
  }

  /** Gives a claim back, so that another can go on. */
  async leave(actor: Actor, submissionId: string): Promise<void> {
    if (isId(submissionId)) await this.database.read(`delete from grading_claims where submission_id = $1 and instructor_id = $2`, [submissionId, actor.id]);
  }

  /** In the caller's transaction, who has asked for the permission. Answers until when the claim holds. @throws GradedByAnother */
  async hold(actor: Actor, submissionId: string): Promise<Date> {
    const until = await this.tryHold(actor, submissionId);
    if (!until) throw new GradedByAnother(await this.queries.claimant(submissionId));
    return until;
  }

  private async oldest(actor: Actor): Promise<string | undefined> {
    const [oldest] = await this.database.read<{ id: string }>(
      `select s.id from role_play_attempts a join role_play_submissions s on s.attempt_id = a.id
       where a.organization_id = any($1) and a.closed_at is null and a.person_id <> $2
         and not exists (select from grading_claims c where c.submission_id = s.id and c.leased_until > $3 and c.instructor_id <> $2)
       order by s.id limit 1 for update of a skip locked`,
      [organizationsOf(actor, 'instructor'), actor.id, this.clock.now()],
    );
    return oldest?.id;
  }

  /** Undefined when another holds it. */
  private async tryHold(actor: Actor, submissionId: string): Promise<Date | undefined> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MINUTES * 60_000);
    const held = await this.database.read(
      `insert into grading_claims (submission_id, instructor_id, claimed_at, leased_until) values ($1, $2, $3, $4)
       on conflict (submission_id) do update set instructor_id = excluded.instructor_id, leased_until = excluded.leased_until,
         claimed_at = case when grading_claims.instructor_id = excluded.instructor_id then grading_claims.claimed_at else excluded.claimed_at end
       where grading_claims.instructor_id = excluded.instructor_id or grading_claims.leased_until <= $3 returning 1`,
      [submissionId, actor.id, now, until],
    );
    return held.length > 0 ? until : undefined;
  }
}
