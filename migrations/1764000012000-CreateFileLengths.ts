import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some recordings are seekable as they come: their length is known without a second copy. */
export class CreateFileLengths1764000012000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table file_lengths (
        file_id uuid primary key references files,
        duration_ms integer not null check (duration_ms >= 0),
        measured_at timestamptz not null
      );
      comment on table file_lengths is 'append-only: how long a recording is, or was';
      insert into file_lengths (file_id, duration_ms, measured_at) select file_id, duration_ms, made_at from file_derivatives where duration_ms is not null;
      alter table file_derivatives drop column duration_ms;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table file_derivatives add column duration_ms integer check (duration_ms >= 0);
      update file_derivatives d set duration_ms = l.duration_ms from file_lengths l where l.file_id = d.file_id;
      drop table file_lengths;
    `);
  }
}
