import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSupervisedHours1764000007010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table hours_rows (
        claim_id uuid primary key references claims,
        day date not null,
        minutes integer not null check (minutes between 1 and 1440),
        site text not null check (site <> ''),
        domain text not null check (domain ~ '^[a-z][a-z0-9-]*$'),
        activity text not null check (activity in ('one-to-one', 'group', 'education', 'other')),
        supervisor_id uuid not null references people,
        organization_id uuid references organizations,
        supervision_day date,
        individual_minutes integer not null check (individual_minutes between 0 and 1440),
        group_minutes integer not null check (group_minutes between 0 and 1440),
        check ((individual_minutes + group_minutes > 0) = (supervision_day is not null))
      );
      -- Which rows wait for this supervisor?
      create index hours_rows_by_supervisor on hours_rows (supervisor_id);
      comment on table hours_rows is 'append-only: a row is corrected by a claim that supersedes it';
      create table vouch_requests (
        id uuid primary key,
        person_id uuid not null references people,
        supervisor_id uuid not null references people,
        asked_at timestamptz not null
      );
      comment on table vouch_requests is 'append-only: what was mailed was mailed';
      create table asked_claims (
        request_id uuid not null references vouch_requests,
        claim_id uuid not null references claims,
        primary key (request_id, claim_id)
      );
      -- When was this claim last asked about?
      create index asked_claims_by_claim on asked_claims (claim_id);
      comment on table asked_claims is 'append-only: what was mailed was mailed';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table asked_claims; drop table vouch_requests; drop table hours_rows;`);
  }
}
