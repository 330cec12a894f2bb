import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new address counts once its reader has confirmed it; the one before is written to, so both are kept. */
export class CreateEmailChanges1764000014000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table email_changes (
        id uuid primary key,
        person_id uuid not null references people,
        old_email citext not null,
        new_email citext not null,
        asked_at timestamptz not null,
        made_at timestamptz,
        withdrawn_at timestamptz,
        check (made_at is null or withdrawn_at is null)
      );
      -- Which address does this person want to change to? One at a time.
      create unique index email_changes_one_open on email_changes (person_id) where made_at is null and withdrawn_at is null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table email_changes;`);
  }
}
