import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddModuleSlugToRolePlays1764000005500 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table role_play_attempts add column module_slug text;
      update role_play_attempts set module_slug = module_lineage;
      alter table role_play_attempts alter column module_slug set not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table role_play_attempts drop column module_slug;`);
  }
}
