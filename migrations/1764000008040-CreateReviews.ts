import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReviews1764000008040 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table identity_checks (
        id uuid primary key,
        submission_id uuid not null references application_submissions,
        method text not null check (method in ('in-person', 'video-call', 'certified-copy')),
        document_kind text not null check (document_kind in ('drivers-license', 'state-id', 'passport', 'tribal-id', 'military-id', 'other-photo-id')),
        checked_by uuid not null references people,
        checked_at timestamptz not null
      );
      comment on table identity_checks is 'append-only: how it was checked, never a document number';
      -- Was the identity checked for this submission?
      create index identity_checks_by_submission on identity_checks (submission_id);
      create table waivers (
        id uuid primary key,
        application_id uuid not null references applications,
        requirement_key text not null,
        reason text not null check (reason <> ''),
        waived_by uuid not null references people,
        waived_at timestamptz not null,
        constraint waivers_requirement_once unique (application_id, requirement_key)
      );
      comment on table waivers is 'append-only: excused with a reason, by a person';
      create table decisions (
        id uuid primary key,
        submission_id uuid not null constraint decisions_submission_once unique references application_submissions,
        kind text not null check (kind in ('awarded', 'returned', 'denied')),
        reasons text not null,
        appeal_until date,
        checklist jsonb not null,
        decided_by uuid not null references people,
        decided_at timestamptz not null,
        check (kind = 'awarded' or reasons <> ''),
        check ((kind = 'denied') = (appeal_until is not null))
      );
      comment on table decisions is 'append-only: one answer to each submission';
      -- The one place where the state of an application is told from its rows.
      create view application_states as
        select a.id as application_id, s.id as submission_id, s.submitted_at, c.registrar_id as claimed_by, d.id as decision_id, d.decided_at, w.withdrawn_at,
          case when w.application_id is not null then 'withdrawn' when s.id is null then 'draft' when d.id is not null then d.kind when c.id is not null then 'claimed' else 'submitted' end as state
        from applications a
        left join application_withdrawals w on w.application_id = a.id
        left join lateral (select id, submitted_at from application_submissions where application_id = a.id order by number desc limit 1) s on true
        left join application_claims c on c.submission_id = s.id and c.given_back_at is null
        left join decisions d on d.submission_id = s.id;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop view application_states; drop table decisions; drop table waivers; drop table identity_checks;`);
  }
}
