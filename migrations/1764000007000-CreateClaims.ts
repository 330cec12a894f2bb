import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClaims1764000007000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Nothing updates a claim, but those who answer, amend or withdraw lock its row, which needs the right to.
      create table claims (
        id uuid primary key,
        person_id uuid not null references people,
        kind text not null check (kind in ('supervised-hours', 'transferred-training')),
        lineage uuid not null references claims,
        supersedes uuid references claims,
        amendment_reason text check (amendment_reason <> ''),
        made_at timestamptz not null,
        check ((supersedes is null) = (amendment_reason is null) and (supersedes is null) = (lineage = id))
      );
      -- What did this person claim, newest first?
      create index claims_by_person on claims (person_id, kind, id desc);
      -- Which claims correct this one?
      create index claims_by_superseded on claims (supersedes) where supersedes is not null;
      create table claim_withdrawals (
        claim_id uuid primary key references claims,
        at timestamptz not null
      );
      comment on table claim_withdrawals is 'append-only: what was withdrawn is claimed anew';
      create table vouchings (
        claim_id uuid primary key references claims,
        voucher_id uuid not null references people,
        verdict text not null check (verdict in ('confirmed', 'disputed', 'credited', 'declined')),
        reason text check (reason <> ''),
        at timestamptz not null,
        check (verdict not in ('disputed', 'declined') or reason is not null)
      );
      -- What did this supervisor answer lately?
      create index vouchings_by_voucher on vouchings (voucher_id, at desc);
      comment on table vouchings is 'append-only: one answer for a claim; a correction is a new claim';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table vouchings; drop table claim_withdrawals; drop table claims;`);
  }
}
