import { NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { missingToFinish, type Answer, type Missing } from './domain/finishing.ts';
import { Lesson } from './entities/curriculum.entity.ts';
import { Progress, type Journey } from './progress.queries.ts';
import type { ModuleProgress } from './domain/progress.ts';
import { StudyTime } from './study-time.service.ts';

/** An answer with the number of its last saving, which a page sends back so that an old page cannot overwrite a newer text. */
export interface SavedAnswer extends Answer {
  readonly version: number;
  readonly savedAt: Date;
}

/** A lesson as it stands for one person. */
export interface LessonForPerson {
  readonly lesson: Lesson;
  readonly module: ModuleProgress;
  readonly journey: Journey;
}

/** How far a person is in a lesson. */
export interface LessonStanding {
  readonly answers: readonly SavedAnswer[];
  /** Number of the part that the person was at last; undefined before the first opening. */
  readonly partSeen: number | undefined;
  readonly minutesObserved: number;
  readonly missing: readonly Missing[];
}

@Injectable()
export class LessonQueries {
  constructor(
    private readonly database: Database,
    private readonly progress: Progress,
    private readonly time: StudyTime,
  ) {}

  /** The version of a lesson that the person's cohort is on. @throws NotFound for who is in no cohort that has it. */
  async find(personId: string, lineage: string): Promise<LessonForPerson> {
    const has = (lessons: readonly { lineage: string }[]): boolean => lessons.some((lesson) => lesson.lineage === lineage);
    const journey = await this.progress.journeyWith(personId, ({ modules }) => modules.some((module) => has(module.lessons)));
    const module = journey?.path.modules.find(({ lessons }) => has(lessons));
    if (!journey || !module) throw new NotFound('lesson');
    return { lesson: await this.version(journey.place.curriculumVersionId, lineage), module, journey };
  }

  async answers(personId: string, lineage: string): Promise<SavedAnswer[]> {
    return this.database.read<SavedAnswer>(
      `select activity_id as "activityId", text, done, version, saved_at as "savedAt" from activity_answers where person_id = $1 and lesson_lineage = $2`,
      [personId, lineage],
    );
  }

  async standing(personId: string, { lesson, journey }: Pick<LessonForPerson, 'lesson' | 'journey'>): Promise<LessonStanding> {
    const [opening] = await this.database.read<{ part: number }>(`select part_seen as part from lesson_openings where person_id = $1 and lesson_id = $2`, [personId, lesson.id]);
    const answers = await this.answers(personId, lesson.lineage);
    const observedSeconds = await this.time.observedSeconds(personId, lesson.lineage);
    return { answers, partSeen: opening?.part, minutesObserved: Math.floor(observedSeconds / 60), missing: missingToFinish(lesson, answers, observedSeconds, journey.outline.observedPercent) };
  }

  private async version(curriculumVersionId: string, lineage: string): Promise<Lesson> {
    return this.database
      .rows(Lesson)
      .createQueryBuilder('l')
      .where(`l.lineage = :lineage and l.id in (select ml.lesson_id from module_lessons ml join modules m on m.id = ml.module_id where m.curriculum_version_id = :curriculumVersionId)`, { lineage, curriculumVersionId })
      .getOneOrFail();
  }
}
