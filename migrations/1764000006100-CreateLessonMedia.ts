import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLessonMedia1764000006100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table media_files (
        sha256 text primary key check (sha256 = encode(sha256(content), 'hex')),
        type text not null check (type in ('video/webm', 'video/mp4', 'video/ogg', 'audio/mp4', 'audio/ogg', 'audio/mpeg', 'audio/wav', 'text/vtt')),
        bytes integer not null check (bytes > 0 and bytes = octet_length(content)),
        content bytea not null,
        stored_at timestamptz not null
      );
      comment on table media_files is 'append-only: audio, video and captions of lessons, known by their bytes';
      -- Not compressed, so that a piece from the middle is read without the rest.
      alter table media_files alter column content set storage external;

      create table lesson_media (
        lesson_id uuid not null references lessons,
        sha256 text not null references media_files,
        primary key (lesson_id, sha256)
      );
      comment on table lesson_media is 'append-only: part of a version of a lesson';
      -- Which lessons play this file, and so who may see it?
      create index lesson_media_by_file on lesson_media (sha256);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table lesson_media; drop table media_files;`);
  }
}
