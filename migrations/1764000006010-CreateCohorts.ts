import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCohorts1764000006010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table cohorts (
        id uuid primary key,
        slug text not null constraint cohorts_slug_once unique,
        title text not null check (title <> ''),
        organization_id uuid not null references organizations,
        curriculum_version_id uuid not null references curriculum_versions,
        starts_on date not null,
        ends_on date check (ends_on >= starts_on),
        seats integer check (seats > 0),
        made_by uuid not null references people,
        made_at timestamptz not null
      );
      -- Which cohorts does this organization run, newest first?
      create index cohorts_by_organization on cohorts (organization_id, id);
      create table cohort_openings (
        id uuid primary key,
        cohort_id uuid not null references cohorts,
        opened_by uuid not null references people,
        opened_at timestamptz not null
      );
      comment on table cohort_openings is 'append-only: an opening ends by a row in cohort_closings';
      -- Is this cohort open for anyone with its address?
      create index cohort_openings_by_cohort on cohort_openings (cohort_id);
      create table cohort_closings (
        opening_id uuid primary key references cohort_openings,
        closed_by uuid not null references people,
        closed_at timestamptz not null
      );
      comment on table cohort_closings is 'append-only: a cohort that opens again has a new opening';
      create table enrollments (
        id uuid primary key,
        cohort_id uuid not null references cohorts,
        person_id uuid not null references people,
        enrolled_by uuid not null references people,
        enrolled_at timestamptz not null
      );
      comment on table enrollments is 'append-only: an enrollment ends by a row in withdrawals';
      -- Who has a place in this cohort?
      create index enrollments_by_cohort on enrollments (cohort_id, person_id);
      -- Which cohorts is this person in?
      create index enrollments_by_person on enrollments (person_id);
      create table withdrawals (
        enrollment_id uuid primary key references enrollments,
        withdrawn_by uuid not null references people,
        reason text not null,
        withdrawn_at timestamptz not null
      );
      create table invitation_lists (
        id uuid primary key,
        cohort_id uuid not null references cohorts,
        lines jsonb not null,
        invited_by uuid not null references people,
        invited_at timestamptz not null
      );
      comment on table invitation_lists is 'append-only: what a coordinator pasted, and what became of each line';
      comment on table withdrawals is 'append-only: who comes back has a new enrollment';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table invitation_lists; drop table withdrawals; drop table enrollments; drop table cohort_closings; drop table cohort_openings; drop table cohorts;`);
  }
}
