import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePrograms1764000008000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table programs (
        id uuid primary key,
        slug text not null constraint programs_slug_once unique,
        added_at timestamptz not null
      );
      create table requirement_sets (
        id uuid primary key,
        program_id uuid not null references programs,
        version integer not null check (version > 0),
        digest bytea not null check (length(digest) = 32),
        effective_from date not null,
        rules jsonb not null,
        imported_at timestamptz not null,
        constraint requirement_sets_digest_once unique (program_id, digest),
        constraint requirement_sets_version_once unique (program_id, version)
      );
      comment on table requirement_sets is 'append-only: changed rules are a new version; an application keeps its own';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table requirement_sets; drop table programs;`);
  }
}
