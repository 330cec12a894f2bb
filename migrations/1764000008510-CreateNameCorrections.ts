import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A corrected name makes a successor: a certification of its own, with a number of its own, that rests on the correction instead of a decision. */
export class CreateNameCorrections1764000008510 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table name_corrections (
        id uuid primary key,
        certification_id uuid not null references certifications,
        name text not null check (name <> ''),
        reason text not null check (reason <> ''),
        asked_at timestamptz not null
      );
      comment on table name_corrections is 'append-only: asked for by the holder';
      -- What did the holder ask for this certification?
      create index name_corrections_by_certification on name_corrections (certification_id, asked_at);
      create table name_correction_decisions (
        correction_id uuid primary key references name_corrections,
        kind text not null check (kind in ('granted', 'declined')),
        reason text not null,
        decided_by uuid not null references people,
        decided_at timestamptz not null,
        check (kind = 'granted' or reason <> '')
      );
      comment on table name_correction_decisions is 'append-only: one answer to each';
      alter table certifications alter column decision_id drop not null, add column correction_id uuid constraint certifications_correction_once unique references name_corrections,
        add constraint certifications_have_one_ground check ((decision_id is null) <> (correction_id is null));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table certifications drop constraint certifications_have_one_ground, drop column correction_id, alter column decision_id set not null;
      drop table name_correction_decisions; drop table name_corrections;
    `);
  }
}
