import type { Actor } from '#libs/identity';
import { Clock, dayOf, NotFound, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { Injectable } from '@nestjs/common';
import { activitiesOf, type Activity } from './domain/content.ts';
import { isDone, missingToFinish, type Missing } from './domain/finishing.ts';
import { ActivityAnswer, Postponement } from './entities/lesson-work.entity.ts';
import { creditOf } from './lesson-credit.ts';
import { LessonQueries, type LessonForPerson, type SavedAnswer } from './lessons.queries.ts';
import { ModuleLocked } from './refusals.ts';
import { StudyTime, type Sign } from './study-time.service.ts';

export interface TypedAnswer {
  readonly activityId: string;
  readonly text: string;
  readonly done: boolean;
  /** The version that the page showed; 0 when there was none. */
  readonly version: number;
}

/** Saved; or kept out because somebody, most likely the same person on another device, saved a newer one: then both are shown and nothing is lost. */
export type Saving = { readonly saved: SavedAnswer } | { readonly newer: SavedAnswer; readonly typed: TypedAnswer };

/** Finished, and credited unless it was already; with the minutes that stand in the record. Or what the lesson still waits for. */
export type Finishing = { readonly credited: boolean; readonly minutes: number; readonly minutesObserved: number } | { readonly missing: readonly Missing[] };

/** What trainees do in lessons. Each act is for a person's own lesson in a cohort they are in; everybody else finds none. */
@Injectable()
export class Lessons {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly record: TrainingRecord,
    private readonly queries: LessonQueries,
    private readonly time: StudyTime,
  ) {}

  /** Begins or resumes a lesson; from now on the server counts time. @throws NotFound, ModuleLocked */
  async open(actor: Actor, lineage: string): Promise<void> {
    const { lesson } = await this.unlocked(actor, lineage);
    await this.database.transaction(async () => {
      await this.database.rows(Postponement).delete({ personId: actor.id, lessonLineage: lineage });
      await this.time.open(actor.id, lesson.id);
    });
  }

  /** Sets a lesson aside to come back to it; the next step then passes over it. @throws NotFound */
  async postpone(actor: Actor, lineage: string): Promise<void> {
    await this.queries.find(actor.id, lineage);
    await this.database.rows(Postponement).upsert({ personId: actor.id, lessonLineage: lineage, postponedAt: this.clock.now() }, ['personId', 'lessonLineage']);
  }

  /** A sign of life from an open page, at this part of the lesson. @throws NotFound */
  async seen(actor: Actor, lineage: string, part: number): Promise<void> {
    const { lesson } = await this.queries.find(actor.id, lineage);
    await this.time.sign(actor.id, lesson.id, { part: Math.min(part, lesson.parts.length) });
  }

  /** Saves what a person wrote or ticked, seen by nobody else. @throws NotFound */
  async answer(actor: Actor, lineage: string, typed: TypedAnswer): Promise<Saving> {
    const { lesson } = await this.queries.find(actor.id, lineage);
    const activity = activitiesOf(lesson).find(({ id }) => id === typed.activityId);
    if (!activity) throw new NotFound('activity');
    return this.database.transaction(async () => {
      const before = await this.kept(actor.id, lineage, activity.id);
      const saving = await this.save(actor.id, lineage, typed, before);
      await this.time.sign(actor.id, lesson.id, { part: lesson.parts.indexOf(activity), ...this.newlyDone(activity, before, saving) });
      return saving;
    });
  }

  /** Ends a lesson: the record credits it once, whatever becomes of its versions. @throws NotFound, ModuleLocked */
  async finish(actor: Actor, lineage: string): Promise<Finishing> {
    const { lesson, journey } = await this.unlocked(actor, lineage);
    return this.database.transaction(async () => {
      await this.time.sign(actor.id, lesson.id, { part: lesson.parts.length });
      const observedSeconds = await this.time.observedSeconds(actor.id, lineage);
      const missing = missingToFinish(lesson, await this.queries.answers(actor.id, lineage), observedSeconds, journey.outline.observedPercent);
      if (missing.length > 0) return { missing };
      const credited = await this.record.append(creditOf(lesson, actor.id, dayOf(this.clock.now(), this.settings.timeZone), observedSeconds));
      return { credited, minutes: credited ? lesson.minutes : (journey.minutesByLesson.get(lineage) ?? lesson.minutes), minutesObserved: Math.floor(observedSeconds / 60) };
    });
  }

  private async unlocked(actor: Actor, lineage: string): Promise<LessonForPerson> {
    const found = await this.queries.find(actor.id, lineage);
    const [lock] = found.module.locks;
    if (lock) throw new ModuleLocked(lock.title, lock.reason);
    return found;
  }

  private async kept(personId: string, lessonLineage: string, activityId: string): Promise<SavedAnswer | undefined> {
    return (await this.database.rows(ActivityAnswer).findOne({ where: { personId, lessonLineage, activityId }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
  }

  private async save(personId: string, lessonLineage: string, typed: TypedAnswer, before: SavedAnswer | undefined): Promise<Saving> {
    const { activityId, text, done } = typed;
    if (before?.text === text && before.done === done) return { saved: before };
    if (before && before.version !== typed.version) return { newer: before, typed };
    const saved = { activityId, text, done, version: (before?.version ?? 0) + 1, savedAt: this.clock.now() };
    const rows = this.database.rows(ActivityAnswer);
    if (before) await rows.update({ personId, lessonLineage, activityId }, saved);
    else if (!(await this.addFirst({ personId, lessonLineage, ...saved }))) return { newer: (await this.kept(personId, lessonLineage, activityId))!, typed };
    return { saved };
  }

  /** False when another page of the same person was quicker. */
  private async addFirst(answer: ActivityAnswer): Promise<boolean> {
    const added = await this.database.rows(ActivityAnswer).createQueryBuilder().insert().values(answer).orIgnore().returning('activity_id').execute();
    return (added.raw as unknown[]).length > 0;
  }

  /** Time away from the screen counts when an activity is done for the first time, not when its text is mended. */
  private newlyDone(activity: Activity, before: SavedAnswer | undefined, saving: Saving): Pick<Sign, 'activityMinutes'> {
    return 'saved' in saving && isDone(saving.saved) && !isDone(before) ? { activityMinutes: activity.minutes } : {};
  }
}
