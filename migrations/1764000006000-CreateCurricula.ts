import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCurricula1764000006000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table curricula (
        id uuid primary key,
        slug text not null constraint curricula_slug_once unique,
        versions integer not null check (versions >= 0)
      );
      create table curriculum_versions (
        id uuid primary key,
        curriculum_id uuid not null references curricula,
        number integer not null check (number > 0),
        digest text not null,
        title text not null,
        summary text not null,
        language text not null,
        license text not null,
        observed_percent integer not null check (observed_percent between 0 and 100),
        domains jsonb not null,
        competencies jsonb not null,
        pinned jsonb not null,
        changes jsonb not null,
        published_by uuid references people,
        published_at timestamptz not null,
        constraint curriculum_versions_number_once unique (curriculum_id, number)
      );
      comment on table curriculum_versions is 'append-only: a change is a new version, and cohorts stay on theirs';
      create table modules (
        id uuid primary key,
        curriculum_version_id uuid not null references curriculum_versions,
        position integer not null check (position > 0),
        lineage text not null,
        slug text not null,
        title text not null,
        summary text not null,
        content_note text,
        minutes_by_domain jsonb not null,
        competencies text[] not null,
        prerequisites jsonb not null,
        check_draw integer check (check_draw > 0),
        check_pass_percent integer check (check_pass_percent between 1 and 100),
        constraint modules_position_once unique (curriculum_version_id, position),
        constraint modules_lineage_once unique (curriculum_version_id, lineage),
        constraint modules_slug_once unique (curriculum_version_id, slug),
        check ((check_draw is null) = (check_pass_percent is null))
      );
      comment on table modules is 'append-only: part of a version';
      create table lessons (
        id uuid primary key,
        lineage text not null,
        digest text not null,
        title text not null,
        minutes integer not null check (minutes > 0),
        domain text not null,
        competencies text[] not null,
        objectives jsonb not null,
        content_note text,
        sources jsonb not null,
        parts jsonb not null,
        published_at timestamptz not null,
        constraint lessons_version_once unique (lineage, digest)
      );
      comment on table lessons is 'append-only: one row a version of a lesson, shared by all curriculum versions that have it as it is';
      create table module_lessons (
        module_id uuid not null references modules,
        position integer not null check (position > 0),
        lesson_id uuid not null references lessons,
        primary key (module_id, position)
      );
      comment on table module_lessons is 'append-only: part of a version';
      -- In which modules does this version of a lesson stand?
      create index module_lessons_by_lesson on module_lessons (lesson_id);
      create table module_items (
        module_id uuid not null references modules,
        position integer not null check (position > 0),
        lineage text not null,
        item_version_id uuid not null references item_versions,
        primary key (module_id, position)
      );
      comment on table module_items is 'append-only: part of a version';
      create table module_role_plays (
        module_id uuid not null references modules,
        position integer not null check (position > 0),
        lineage text not null,
        title text not null,
        scenario_version_id uuid not null references scenario_versions,
        rubric_lineage text not null,
        rubric_version_id uuid not null references rubric_versions,
        primary key (module_id, position)
      );
      comment on table module_role_plays is 'append-only: part of a version';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table module_role_plays; drop table module_items; drop table module_lessons; drop table lessons; drop table modules; drop table curriculum_versions; drop table curricula;`);
  }
}
