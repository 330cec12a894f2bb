import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CarryMoreInCurricula1764000020000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table lessons add column guide jsonb, add column translations jsonb not null default '{}';
      alter table modules add column translations jsonb not null default '{}';
      alter table curriculum_versions add column translations jsonb not null default '[]', add column coverage jsonb not null default '[]';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table curriculum_versions drop column coverage, drop column translations;
      alter table modules drop column translations;
      alter table lessons drop column translations, drop column guide;
    `);
  }
}
