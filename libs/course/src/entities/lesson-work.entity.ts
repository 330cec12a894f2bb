import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'lesson_openings' })
export class LessonOpening {
  @PrimaryColumn('uuid') personId: string;
  @PrimaryColumn('uuid') lessonId: string;
  @Column('timestamptz') openedAt: Date;
  @Column('timestamptz') lastSeenAt: Date;
  @Column('int') observedSeconds: number;
  /** How far down the person was: the number of a part of the lesson, from 0. */
  @Column('int') partSeen: number;
}

@Entity({ name: 'signs_of_life' })
export class SignOfLife {
  @PrimaryColumn('uuid') personId: string;
  @Column('uuid') lessonId: string;
  @Column('timestamptz') seenAt: Date;
  /** The last gap that was too long to count; an activity that was done in it may count it yet. */
  @Column('int') awaySeconds: number;
}

/** Private to the person. */
@Entity({ name: 'activity_answers' })
export class ActivityAnswer {
  @PrimaryColumn('uuid') personId: string;
  @PrimaryColumn('text') lessonLineage: string;
  @PrimaryColumn('text') activityId: string;
  @Column('text') text: string;
  @Column('boolean') done: boolean;
  @Column('int') version: number;
  @Column('timestamptz') savedAt: Date;
}

@Entity({ name: 'postponements' })
export class Postponement {
  @PrimaryColumn('uuid') personId: string;
  @PrimaryColumn('text') lessonLineage: string;
  @Column('timestamptz') postponedAt: Date;
}
