import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFiles1764000004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table files (
        id uuid primary key,
        owner_id uuid not null references people,
        kind text not null check (kind in ('recording', 'document')),
        name text not null,
        type text not null,
        bytes integer not null check (bytes > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        stored_at timestamptz not null
      );
      comment on table files is 'append-only: bytes never change; a tombstone says that they are gone';

      create table file_uses (
        file_id uuid primary key references files,
        used_by text not null,
        used_at timestamptz not null
      );
      comment on table file_uses is 'append-only: a file belongs to one thing';

      create table file_derivatives (
        file_id uuid not null references files,
        kind text not null check (kind in ('seekable')),
        bytes integer not null check (bytes > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        duration_ms integer check (duration_ms >= 0),
        made_at timestamptz not null,
        primary key (file_id, kind)
      );
      comment on table file_derivatives is 'append-only: made once from the original, which is kept';

      create table tombstones (
        file_id uuid primary key references files,
        why text not null check (why in ('retention', 'withdrawn', 'unused')),
        removed_by uuid references people,
        at timestamptz not null
      );
      comment on table tombstones is 'append-only: what was here, and why it is gone';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table tombstones, file_derivatives, file_uses, files;`);
  }
}
