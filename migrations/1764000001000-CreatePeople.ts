import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePeople1764000001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table people (
        id uuid primary key,
        legal_name text not null check (legal_name <> ''),
        preferred_name text check (preferred_name <> ''),
        pronouns text check (pronouns <> ''),
        email citext not null constraint people_email_once unique,
        language text not null,
        time_zone text not null,
        joined_at timestamptz not null,
        email_verified_at timestamptz
      );
      create table passwords (
        person_id uuid primary key references people,
        hash text not null,
        set_at timestamptz not null
      );
      create table sessions (
        token_hash bytea primary key,
        person_id uuid not null references people,
        device text not null,
        opened_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null
      );
      -- Where is this person signed in?
      create index sessions_by_person on sessions (person_id);
      create table one_time_links (
        token_hash bytea primary key,
        purpose text not null,
        person_id uuid references people,
        facts jsonb not null,
        made_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      -- Which links of this purpose does this person hold?
      create index one_time_links_by_person on one_time_links (person_id, purpose);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table one_time_links; drop table sessions; drop table passwords; drop table people;`);
  }
}
