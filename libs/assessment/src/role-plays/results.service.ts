import { Injectable } from '@nestjs/common';
import { Retention } from '#libs/files';
import type { Actor } from '#libs/identity';
import { Clock, dayOf, Settings } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { ContentQueries } from '../content/content.queries.ts';
import type { Judgement } from '../domain/result.ts';
import { Rating, RolePlayResult } from '../entities/rating.entity.ts';
import { RolePlayAttempt } from '../entities/role-play.entity.ts';
import { GradingQueries, type Gradable } from './grading.queries.ts';
import { foresee } from './ratings.service.ts';
import { AttemptIsClosed, RatingIncomplete, RatingIsStale, ResultAlreadyReleased } from './role-play.refusals.ts';

const MS_PER_DAY = 86_400_000;

/** What follows from a result, in its own transaction: the statement in the record, the letter, and the end of the recording. */
@Injectable()
export class Consequences {
  constructor(
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly record: TrainingRecord,
    private readonly retention: Retention,
  ) {}

  async of(actor: Actor, work: Gradable, { outcome, points, ofPoints }: Judgement, now: Date): Promise<void> {
    if (outcome === 'passed') {
      await this.record.append({
        source: `role-play:${work.personId}:${work.rolePlay}`,
        personId: work.personId,
        verb: 'passed',
        kind: 'role-play',
        objectId: work.attemptId,
        lineage: work.rolePlay,
        title: work.title,
        day: dayOf(now, this.settings.timeZone),
        competencies: work.competencies,
        result: { points, of: ofPoints },
        voucherKind: 'instructor',
        vouchedBy: actor.id,
      });
    }
    await this.jobs.letter('role-play-result', work.personId, { scenario: work.title, link: `${this.settings.publicUrl}/role-plays/${work.attemptId}/result` }, `role-play-result:${work.submissionId}`);
    await this.retention.expireAt(work.fileId, new Date(now.getTime() + work.daysKept * MS_PER_DAY));
  }
}

@Injectable()
export class Results {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly content: ContentQueries,
    private readonly grading: GradingQueries,
    private readonly consequences: Consequences,
  ) {}

  /**
   * Gives the trainee the answer, by the rubric the attempt began with. `version` is the draft the instructor has seen. Answers the outcome.
   * @throws NotFound, OwnWorkIsNotRated, ResultAlreadyReleased, AttemptIsClosed, RatingIsStale, RatingIncomplete
   */
  async release(actor: Actor, submissionId: string, version: number): Promise<Judgement> {
    return this.database.transaction(async () => {
      const { attemptId } = await this.grading.gradable(actor, submissionId);
      await this.database.rows(RolePlayAttempt).findOne({ where: { id: attemptId }, lock: { mode: 'pessimistic_write' } });
      const work = await this.grading.gradable(actor, submissionId);
      if (work.closedAt) throw (await this.database.rows(RolePlayResult).existsBy({ submissionId })) ? new ResultAlreadyReleased() : new AttemptIsClosed();
      const rating = await this.database.rows(Rating).findOneBy({ submissionId, instructorId: actor.id });
      if (rating?.version !== version) throw new RatingIsStale();
      const { gaps, judgement } = foresee(await this.content.rubric(work.rubricVersionId), rating.draft, work.durationMs);
      if (!judgement || gaps.length > 0) throw new RatingIncomplete(gaps.length);
      await this.give(actor, work, rating, judgement);
      return judgement;
    });
  }

  private async give(actor: Actor, work: Gradable, rating: Rating, judgement: Judgement): Promise<void> {
    const now = this.clock.now();
    const { outcome, points, ofPoints, missing } = judgement;
    const row = { submissionId: work.submissionId, ratingId: rating.id, outcome, points, ofPoints, missing: [...missing], releasedBy: actor.id, releasedAt: now };
    await this.database.rows(RolePlayResult).insert(row);
    await this.database.rows(Rating).update({ id: rating.id }, { releasedAt: now });
    await this.database.rows(RolePlayAttempt).update({ id: work.attemptId }, { closedAt: now });
    await this.consequences.of(actor, work, judgement, now);
  }
}
