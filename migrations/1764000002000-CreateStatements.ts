import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStatements1764000002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table statements (
        id uuid primary key,
        source text not null constraint statements_source_once unique,
        person_id uuid not null references people,
        verb text not null check (verb in ('completed', 'passed', 'attended', 'transferred', 'served', 'received', 'voided')),
        kind text not null check (kind in ('lesson', 'check', 'role-play', 'meeting', 'transferred-training', 'supervised-hours', 'supervision', 'continuing-education')),
        object_id text not null,
        lineage text not null,
        title text not null,
        day date not null,
        minutes integer check (minutes > 0),
        minutes_observed integer check (minutes_observed >= 0),
        domain text,
        competencies text[] not null,
        result jsonb,
        voucher_kind text not null check (voucher_kind in ('server', 'instructor', 'supervisor', 'registrar')),
        vouched_by uuid references people,
        recorded_at timestamptz not null,
        voids uuid unique references statements,
        reason text,
        check ((verb = 'voided') = (voids is not null) and (voids is null) = (reason is null)),
        check (voucher_kind = 'server' or vouched_by is not null)
      );
      comment on table statements is 'append-only: a mistake is voided by a later statement';
      -- What has this person earned, in the order it was recorded?
      create index statements_by_person on statements (person_id, recorded_at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table statements;`);
  }
}
