import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRatings1764000005400 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table grading_claims (
        submission_id uuid primary key references role_play_submissions,
        instructor_id uuid not null references people,
        claimed_at timestamptz not null,
        leased_until timestamptz not null check (leased_until > claimed_at)
      );

      create table ratings (
        id uuid primary key,
        submission_id uuid not null references role_play_submissions,
        instructor_id uuid not null references people,
        rubric_version_id uuid not null references rubric_versions,
        version integer not null check (version > 0),
        draft jsonb not null,
        saved_at timestamptz not null,
        released_at timestamptz,
        -- What has this instructor noted of this submission? Several may rate one.
        unique (submission_id, instructor_id)
      );

      create table role_play_results (
        submission_id uuid primary key references role_play_submissions,
        rating_id uuid not null unique references ratings,
        outcome text not null check (outcome in ('passed', 'not-yet')),
        points integer not null check (points >= 0),
        of_points integer not null check (of_points >= points),
        missing jsonb not null,
        released_by uuid not null references people,
        released_at timestamptz not null,
        check ((outcome = 'passed') = (missing = '[]'::jsonb))
      );
      comment on table role_play_results is 'append-only: an answer that was given';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table role_play_results, ratings, grading_claims;`);
  }
}
