import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['item_versions', 'scenario_versions', 'rubric_versions'];

export class CreateAssessmentContent1764000005000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await q.query(`
        create table ${table} (
          id uuid primary key,
          lineage text not null,
          digest text not null check (digest ~ '^[0-9a-f]{64}$'),
          content jsonb not null,
          published_at timestamptz not null,
          -- Has this very content of this lineage been published before?
          unique (lineage, digest)
        );
        comment on table ${table} is 'append-only: a change is another version';
      `);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await q.query(`drop table ${table};`);
  }
}
