import { Injectable } from '@nestjs/common';
import { StoredFiles } from '#libs/files';
import type { Actor } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { ContentQueries } from '../content/content.queries.ts';
import { gapsOf, readDraft, type RatingDraft, type RatingGap } from '../domain/rating.ts';
import { judge, type Judgement } from '../domain/result.ts';
import type { LevelPoints, RubricContent } from '../domain/rubric.ts';
import { Rating } from '../entities/rating.entity.ts';
import { GradingQueries, type Gradable } from './grading.queries.ts';
import { GradingQueue } from './grading-queue.service.ts';
import { AttemptIsClosed } from './role-play.refusals.ts';
import type { RatingSheet, SaveOutcome } from './role-play.shapes.ts';

/** What would be released: what is still to be noted, or the outcome. */
export interface Foreseen {
  readonly gaps: readonly RatingGap[];
  readonly judgement: Judgement | null;
}

/** `durationMs` of the recording, null where it is not known. */
export function foresee(rubric: RubricContent, draft: RatingDraft, durationMs: number | null): Foreseen {
  const gaps = gapsOf(rubric, draft, durationMs);
  const levels = (): Record<string, LevelPoints> => Object.fromEntries(rubric.criteria.map(({ key }) => [key, draft.criteria[key]!.level!]));
  return { gaps, judgement: gaps.some(({ kind }) => kind === 'level') ? null : judge(rubric, levels()) };
}

/** Equal to no version: a page that does not know which one it had replaces nothing. */
const UNKNOWN = -1;
const isVersion = (version: number): boolean => Number.isInteger(version) && version >= 0 && version < 2 ** 31;

/** An instructor's notes on a submission, until they are released. */
@Injectable()
export class Ratings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly content: ContentQueries,
    private readonly files: StoredFiles,
    private readonly grading: GradingQueries,
    private readonly queue: GradingQueue,
  ) {}

  /** Everything the grading page shows; claims the submission for the actor. @throws NotFound, OwnWorkIsNotRated, AttemptIsClosed, GradedByAnother */
  async sheet(actor: Actor, submissionId: string): Promise<RatingSheet> {
    const gradable = await this.grading.gradable(actor, submissionId);
    if (gradable.closedAt) throw new AttemptIsClosed();
    const leasedUntil = await this.database.transaction(() => this.queue.hold(actor, submissionId));
    const [rating, file] = await Promise.all([this.database.rows(Rating).findOneBy({ submissionId, instructorId: actor.id }), this.files.about(gradable.fileId)]);
    const draft = rating?.draft ?? readDraft({}, await this.content.rubric(gradable.rubricVersionId));
    return { ...gradable, file, draft, version: rating?.version ?? 0, savedAt: rating?.savedAt ?? null, leasedUntil, released: rating?.releasedAt != null };
  }

  /**
   * Saves the whole draft as the page has it, and renews the claim; three queries. `version` is the one the page had. Nothing is overwritten when there is
   * a newer one. @throws NotFound, OwnWorkIsNotRated, AttemptIsClosed, GradedByAnother
   */
  async saveDraft(actor: Actor, submissionId: string, given: unknown, version: number): Promise<SaveOutcome> {
    return this.database.transaction(async () => {
      const gradable = await this.grading.gradable(actor, submissionId);
      if (gradable.closedAt) throw new AttemptIsClosed();
      const draft = readDraft(given, await this.content.rubric(gradable.rubricVersionId));
      await this.queue.hold(actor, submissionId);
      return this.store(actor, gradable, draft, version);
    });
  }

  private async store(actor: Actor, { submissionId, rubricVersionId }: Gradable, draft: RatingDraft, version: number): Promise<SaveOutcome> {
    const now = this.clock.now();
    const [saved] = await this.database.read<{ version: number }>(
      `insert into ratings (id, submission_id, instructor_id, rubric_version_id, version, draft, saved_at) values ($1, $2, $3, $4, 1, $5, $6)
       on conflict (submission_id, instructor_id) do update set draft = excluded.draft, version = ratings.version + 1, saved_at = excluded.saved_at
       where ratings.version = $7 and ratings.released_at is null returning version`,
      [newId(now.getTime()), submissionId, actor.id, rubricVersionId, JSON.stringify(draft), now, isVersion(version) ? version : UNKNOWN],
    );
    if (saved) return { kind: 'saved', version: saved.version, savedAt: now };
    const theirs = await this.database.rows(Rating).findOneByOrFail({ submissionId, instructorId: actor.id });
    return { kind: 'stale', version: theirs.version, savedAt: theirs.savedAt, theirs: theirs.draft, yours: draft };
  }
}
