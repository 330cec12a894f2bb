import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCertifications1764000008050 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table certification_counters (
        series text primary key,
        last integer not null check (last > 0)
      );
      create table certifications (
        id uuid primary key,
        person_id uuid not null references people,
        program_id uuid not null references programs,
        number text not null constraint certifications_number_once unique,
        code text not null constraint certifications_code_once unique,
        certified_name text not null check (certified_name <> ''),
        title text not null check (title <> ''),
        body_name text not null check (body_name <> ''),
        issued_on date not null,
        valid_until date not null,
        grace_until date not null,
        decision_id uuid not null constraint certifications_decision_once unique references decisions,
        issued_at timestamptz not null,
        check (issued_on <= valid_until and valid_until <= grace_until)
      );
      comment on table certifications is 'append-only: what was certified stays as it was certified';
      -- Which certifications does this person hold?
      create index certifications_by_person on certifications (person_id, issued_at);
      -- The list of the registrars, page by page.
      create index certifications_by_issue on certifications (issued_at desc, id desc);
      create table standing_decisions (
        id uuid primary key,
        certification_id uuid not null references certifications,
        number integer not null check (number > 0),
        kind text not null check (kind in ('suspended', 'reinstated', 'revoked', 'surrendered', 'superseded')),
        reason text not null check (reason <> ''),
        public_note text check (public_note <> ''),
        effective_on date not null,
        decided_by uuid not null references people,
        decided_at timestamptz not null,
        -- Two registrars who decide at once from the same page: the second is told, never mixed in.
        constraint standing_decisions_number_once unique (certification_id, number)
      );
      comment on table standing_decisions is 'append-only: a suspension ends by a reinstatement';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table standing_decisions; drop table certifications; drop table certification_counters;`);
  }
}
