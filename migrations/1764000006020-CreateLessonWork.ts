import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person does in lessons before the record knows of it: time seen, answers, what was set aside. Private, and no progress: that is derived. */
export class CreateLessonWork1764000006020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table lesson_openings (
        person_id uuid not null references people,
        lesson_id uuid not null references lessons,
        opened_at timestamptz not null,
        last_seen_at timestamptz not null,
        observed_seconds integer not null check (observed_seconds >= 0),
        part_seen integer not null check (part_seen >= 0),
        primary key (person_id, lesson_id),
        check (last_seen_at >= opened_at)
      );
      create table signs_of_life (
        person_id uuid primary key references people,
        lesson_id uuid not null references lessons,
        seen_at timestamptz not null,
        away_seconds integer not null check (away_seconds >= 0)
      );
      comment on table signs_of_life is 'The last sign of a person, and in which lesson: two lessons open side by side do not make two hours of one.';
      create table activity_answers (
        person_id uuid not null references people,
        lesson_lineage text not null,
        activity_id text not null,
        text text not null,
        done boolean not null,
        version integer not null check (version > 0),
        saved_at timestamptz not null,
        primary key (person_id, lesson_lineage, activity_id)
      );
      comment on table activity_answers is 'Private to the person.';
      create table postponements (
        person_id uuid not null references people,
        lesson_lineage text not null,
        postponed_at timestamptz not null,
        primary key (person_id, lesson_lineage)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table postponements; drop table activity_answers; drop table signs_of_life; drop table lesson_openings;`);
  }
}
