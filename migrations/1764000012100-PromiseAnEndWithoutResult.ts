import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A recording that nobody grades is not kept for ever: a consent says how long. Consents from before promised no end; half a year is a shorter one. */
export class PromiseAnEndWithoutResult1764000012100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table role_play_consents add column days_ungraded integer not null default 180 check (days_ungraded > 0);
      alter table role_play_consents alter column days_ungraded drop default;

      create table role_play_lapse_warnings (
        submission_id uuid primary key references role_play_submissions,
        warned_at timestamptz not null
      );
      comment on table role_play_lapse_warnings is 'append-only: who was told that a recording goes soon';

      alter table tombstones drop constraint tombstones_why_check;
      alter table tombstones add constraint tombstones_why_check check (why in ('retention', 'ungraded', 'withdrawn', 'unused'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      update tombstones set why = 'retention' where why = 'ungraded';
      alter table tombstones drop constraint tombstones_why_check;
      alter table tombstones add constraint tombstones_why_check check (why in ('retention', 'withdrawn', 'unused'));
      drop table role_play_lapse_warnings;
      alter table role_play_consents drop column days_ungraded;
    `);
  }
}
