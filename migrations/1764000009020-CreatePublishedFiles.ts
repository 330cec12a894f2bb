import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What genuine certificate files are known by. */
export class CreatePublishedFiles1764000009020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table registry.published_files (
        id uuid primary key,
        listing_id uuid not null references registry.listings (id),
        cause text not null check (cause <> ''),
        stage text not null check (stage in ('issued', 'time-stamped', 'archived')),
        sha256 bytea not null constraint published_files_sha256 unique check (octet_length(sha256) = 32),
        signed_sha256 bytea not null check (octet_length(signed_sha256) = 32),
        byte_length integer not null check (byte_length > 0),
        published_at timestamptz not null,
        constraint published_files_one_a_stage unique (listing_id, cause, stage)
      );
      -- Whose signed bytes are these, though the rest of the file is not as published?
      create index published_files_by_signed_bytes on registry.published_files (signed_sha256);
      comment on table registry.published_files is 'append-only: a file that was genuine once is known for ever';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table registry.published_files;`);
  }
}
