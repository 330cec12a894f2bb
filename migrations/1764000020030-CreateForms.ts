import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateForms1764000020030 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table forms (
        curriculum_version_id uuid not null references curriculum_versions,
        position integer not null check (position > 0),
        slug text not null,
        title text not null,
        summary text not null,
        modules text[] not null,
        sources jsonb not null,
        html text not null,
        translations jsonb not null,
        primary key (curriculum_version_id, position),
        constraint forms_slug_once unique (curriculum_version_id, slug)
      );
      comment on table forms is 'append-only: part of a version';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table forms;`);
  }
}
