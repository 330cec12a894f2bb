import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TieTrainingDocuments1764000007030 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table training_rows add constraint training_rows_document foreign key (document_file_id) references files;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table training_rows drop constraint training_rows_document;`);
  }
}
