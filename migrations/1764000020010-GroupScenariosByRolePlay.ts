import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One role play can be performed in several situations. A scenario that was published before is the only situation of its own; one that knows its role play, from before a step back, keeps it. */
export class GroupScenariosByRolePlay1764000020010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table module_role_plays add column role_play text, add column role_play_title text;
      update module_role_plays m set role_play = coalesce(s.content ->> 'rolePlay', m.lineage), role_play_title = r.content ->> 'title'
        from scenario_versions s, rubric_versions r where s.id = m.scenario_version_id and r.id = m.rubric_version_id;
      alter table module_role_plays alter column role_play set not null, alter column role_play_title set not null;
      alter table role_play_attempts rename column scenario_lineage to role_play;
      update scenario_versions set content = content || jsonb_build_object('rolePlay', lineage) where not content ? 'rolePlay';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      update scenario_versions set content = content - 'rolePlay' where content->>'rolePlay' = lineage;
      alter table role_play_attempts rename column role_play to scenario_lineage;
      alter table module_role_plays drop column role_play_title, drop column role_play;
    `);
  }
}
