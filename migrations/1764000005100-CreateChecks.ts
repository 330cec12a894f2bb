import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateChecks1764000005100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table check_attempts (
        id uuid primary key,
        person_id uuid not null references people,
        check_key text not null,
        module_lineage text not null,
        module_slug text not null,
        title text not null,
        pass_percent integer not null check (pass_percent between 1 and 100),
        competencies text[] not null,
        cohort_id uuid not null,
        organization_id uuid not null references organizations,
        seed integer not null,
        started_at timestamptz not null,
        submitted_at timestamptz check (submitted_at >= started_at)
      );
      -- Has this person an open attempt at this check? There is never more than one.
      create unique index check_attempts_one_open on check_attempts (person_id, check_key) where submitted_at is null;
      -- Which attempts did this person make at this check, in order?
      create index check_attempts_by_person on check_attempts (person_id, check_key, started_at);

      create table check_questions (
        attempt_id uuid not null references check_attempts,
        number integer not null check (number > 0),
        item_version_id uuid not null references item_versions,
        option_order integer[] not null,
        primary key (attempt_id, number),
        unique (attempt_id, item_version_id)
      );
      comment on table check_questions is 'append-only: what was drawn for an attempt stays drawn';

      create table check_answers (
        attempt_id uuid not null,
        number integer not null,
        sequence integer not null check (sequence > 0),
        chosen integer[] not null,
        receipt text not null,
        saved_at timestamptz not null,
        primary key (attempt_id, number, sequence),
        foreign key (attempt_id, number) references check_questions
      );
      comment on table check_answers is 'append-only: an answer that is changed is another step';

      create table check_results (
        attempt_id uuid primary key references check_attempts,
        points integer not null check (points >= 0),
        of_points integer not null check (of_points > 0 and points <= of_points),
        passed boolean not null,
        resolved_at timestamptz not null
      );
      comment on table check_results is 'append-only: a check is handed in once';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table check_results; drop table check_answers; drop table check_questions; drop table check_attempts;`);
  }
}
