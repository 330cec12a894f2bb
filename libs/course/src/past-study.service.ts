import { Injectable } from '@nestjs/common';
import { dayOf, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { activitiesOf } from './domain/content.ts';
import { missingToFinish } from './domain/finishing.ts';
import { ActivityAnswer, LessonOpening, SignOfLife } from './entities/lesson-work.entity.ts';
import { creditOf } from './lesson-credit.ts';
import type { LessonForPerson } from './lessons.queries.ts';

export interface TimeAtThePage {
  readonly openedAt: Date;
  readonly finishedAt: Date;
}

/** Brings in lessons that a person of the demonstration worked through long ago: a few rows a lesson instead of a sign of life every nine minutes. Page controllers have no business here. */
@Injectable()
export class PastStudy {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly record: TrainingRecord,
  ) {}

  /** Leaves what `Lessons` would have left after an unbroken stay at the page with every activity done. @throws Error when the lesson would not be finished by it */
  async bringIn(personId: string, { lesson, journey }: Pick<LessonForPerson, 'lesson' | 'journey'>, { openedAt, finishedAt }: TimeAtThePage): Promise<void> {
    const observedSeconds = Math.floor((finishedAt.getTime() - openedAt.getTime()) / 1000);
    const answers = activitiesOf(lesson).map(({ id }) => ({ personId, lessonLineage: lesson.lineage, activityId: id, text: '', done: true, version: 1, savedAt: finishedAt }));
    if (missingToFinish(lesson, answers, observedSeconds, journey.outline.observedPercent).length > 0) throw new Error(`${lesson.lineage} is not finished by ${observedSeconds} s at the page`);
    await this.database.transaction(async () => {
      await this.database.rows(LessonOpening).insert({ personId, lessonId: lesson.id, openedAt, lastSeenAt: finishedAt, observedSeconds, partSeen: lesson.parts.length });
      if (answers.length > 0) await this.database.rows(ActivityAnswer).insert(answers);
      await this.database.rows(SignOfLife).upsert({ personId, lessonId: lesson.id, seenAt: finishedAt, awaySeconds: 0 }, ['personId']);
      await this.record.append(creditOf(lesson, personId, dayOf(finishedAt, this.settings.timeZone), observedSeconds));
    });
  }
}
