import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A source is credited once among the statements that stand: what was voided can be earned anew, and its voiding stays in the record. */
export class StateAgainAfterVoiding1764000015000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- How many statements of the same source had been voided when this one was made. Two at the same moment count the same, so the key lets one of them in.
      alter table statements add column voided_before integer not null default 0 check (voided_before >= 0);
      alter table statements drop constraint statements_source_once;
      alter table statements add constraint statements_source_once unique (source, voided_before);
    `);
  }

  /** Refuses, by the key, where something was earned anew: a fact of the record is not deleted to go back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table statements drop constraint statements_source_once;
      alter table statements add constraint statements_source_once unique (source);
      alter table statements drop column voided_before;
    `);
  }
}
