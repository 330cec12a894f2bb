import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateExamBank1764000020020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table exam_items (
        curriculum_version_id uuid not null references curriculum_versions,
        position integer not null check (position > 0),
        lineage text not null,
        domain text not null,
        item_version_id uuid not null references item_versions,
        primary key (curriculum_version_id, position)
      );
      comment on table exam_items is 'append-only: part of a version';
      create table curriculum_rubrics (
        curriculum_version_id uuid not null references curriculum_versions,
        position integer not null check (position > 0),
        lineage text not null,
        title text not null,
        rubric_version_id uuid not null references rubric_versions,
        primary key (curriculum_version_id, position)
      );
      comment on table curriculum_rubrics is 'append-only: part of a version';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table curriculum_rubrics; drop table exam_items;`);
  }
}
