import { Clock } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { countedForActivity, gapBetween } from './domain/observed-time.ts';
import { LessonOpening, SignOfLife } from './entities/lesson-work.entity.ts';

/** Where in a lesson a sign of life came from. */
export interface Sign {
  /** Number of the part of the lesson that was in view. */
  readonly part?: number;
  /** Stated minutes of an activity that this sign says is done. */
  readonly activityMinutes?: number;
}

/** Watches over the time that a person spends in lessons. Checks no permission: `Lessons` has. */
@Injectable()
export class StudyTime {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Begins to watch a lesson for a person; again: a sign of life in it. */
  async open(personId: string, lessonId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.rows(LessonOpening).createQueryBuilder().insert().values({ personId, lessonId, openedAt: now, lastSeenAt: now, observedSeconds: 0, partSeen: 0 }).orIgnore().execute();
    await this.sign(personId, lessonId);
  }

  /**
   * A sign of life. The time since the last sign belongs to the lesson that one came from, so that two lessons open side by side share the time instead of
   * doubling it. Does nothing in a lesson that was not opened: a sign that is not kept would leave its time to be counted again by the next one.
   */
  async sign(personId: string, lessonId: string, { part, activityMinutes }: Sign = {}): Promise<void> {
    await this.database.transaction(async () => {
      const now = this.clock.now();
      if (!(await this.isOpened(personId, lessonId))) return;
      const last = await this.database.rows(SignOfLife).findOne({ where: { personId }, lock: { mode: 'pessimistic_write' } });
      const away = last ? await this.countSince(last, lessonId, now) : 0;
      const forActivity = activityMinutes === undefined ? 0 : countedForActivity(away, activityMinutes);
      await this.count(personId, lessonId, forActivity);
      await this.database.read(`update lesson_openings set last_seen_at = greatest(last_seen_at, $3), part_seen = coalesce($4, part_seen) where person_id = $1 and lesson_id = $2`, [
        personId,
        lessonId,
        now,
        part ?? null,
      ]);
      await this.database.rows(SignOfLife).upsert({ personId, lessonId, seenAt: now, awaySeconds: forActivity > 0 ? 0 : away }, ['personId']);
    });
  }

  private async isOpened(personId: string, lessonId: string): Promise<boolean> {
    return (await this.database.read(`select 1 from lesson_openings where person_id = $1 and lesson_id = $2`, [personId, lessonId])).length > 0;
  }

  /** Counts the gap for the lesson of the last sign, and answers the seconds away from `lessonId` that may count yet. */
  private async countSince(last: SignOfLife, lessonId: string, now: Date): Promise<number> {
    const { countedSeconds, awaySeconds } = gapBetween(last.seenAt, now);
    await this.count(last.personId, last.lessonId, countedSeconds);
    return last.lessonId === lessonId ? awaySeconds || last.awaySeconds : 0;
  }

  /** Seconds that the server saw the person in a lesson, over all its versions. */
  async observedSeconds(personId: string, lineage: string): Promise<number> {
    const [sum] = await this.database.read<{ seconds: number }>(
      `select coalesce(sum(o.observed_seconds), 0)::int as seconds from lesson_openings o join lessons l on l.id = o.lesson_id where o.person_id = $1 and l.lineage = $2`,
      [personId, lineage],
    );
    return sum!.seconds;
  }

  private async count(personId: string, lessonId: string, seconds: number): Promise<void> {
    if (seconds === 0) return;
    await this.database.read(`update lesson_openings set observed_seconds = observed_seconds + $3 where person_id = $1 and lesson_id = $2`, [personId, lessonId, seconds]);
  }
}
