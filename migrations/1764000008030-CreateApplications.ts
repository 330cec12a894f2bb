import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApplications1764000008030 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table applications (
        id uuid primary key,
        person_id uuid not null references people,
        requirement_set_id uuid not null references requirement_sets,
        opened_at timestamptz not null,
        draft jsonb not null,
        draft_version integer not null check (draft_version >= 0),
        draft_saved_at timestamptz
      );
      -- Which applications has this person made?
      create index applications_by_person on applications (person_id, opened_at);
      create table application_submissions (
        id uuid primary key,
        application_id uuid not null references applications,
        number integer not null check (number > 0),
        certified_name text not null check (certified_name <> ''),
        checklist jsonb not null,
        draft jsonb not null,
        submitted_at timestamptz not null,
        constraint application_submissions_number_once unique (application_id, number)
      );
      -- Which waits longest?
      create index application_submissions_by_time on application_submissions (submitted_at, id);
      comment on table application_submissions is 'append-only: name and checklist as they were handed in';
      create table application_withdrawals (
        application_id uuid primary key references applications,
        reason text not null,
        withdrawn_at timestamptz not null
      );
      comment on table application_withdrawals is 'append-only: who withdrew can apply anew';
      create table application_claims (
        id uuid primary key,
        submission_id uuid not null references application_submissions,
        registrar_id uuid not null references people,
        claimed_at timestamptz not null,
        given_back_at timestamptz
      );
      -- Who has this submission now? Never two at once.
      create unique index application_claims_one_open on application_claims (submission_id) where given_back_at is null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table application_claims; drop table application_withdrawals; drop table application_submissions; drop table applications;`);
  }
}
