import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The function runs as the owner, so that the app's role needs no right to insert: an entry is made by the chain or not at all. */
export class CreateAuditTrail1764000001020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table audit_entries (
        number bigint primary key,
        actor_id uuid references people,
        act text not null,
        subject text not null,
        facts jsonb not null,
        at timestamptz not null,
        hash bytea not null
      );
      comment on table audit_entries is 'append-only by function: hash-chained';
      -- What happened to this thing?
      create index audit_entries_by_subject on audit_entries (subject, number);
      create function audit_hash(previous bytea, number bigint, actor_id uuid, act text, subject text, facts jsonb, at timestamptz) returns bytea
        language sql stable as $$
          select sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(number, actor_id, act, subject, facts, extract(epoch from at))::text, 'UTF8'))
        $$;
      create function append_audit(actor_id uuid, act text, subject text, facts jsonb, at timestamptz) returns void
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare last_number bigint; last_hash bytea;
        begin
          perform pg_advisory_xact_lock(7337002);
          select a.number, a.hash into last_number, last_hash from audit_entries a order by a.number desc limit 1;
          last_number := coalesce(last_number, 0) + 1;
          insert into audit_entries values (last_number, actor_id, act, subject, facts, at, audit_hash(last_hash, last_number, actor_id, act, subject, facts, at));
        end $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function append_audit; drop function audit_hash; drop table audit_entries;`);
  }
}
