import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTransferredTraining1764000007020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table training_rows (
        claim_id uuid primary key references claims,
        provider text not null check (provider <> ''),
        from_day date not null,
        to_day date not null,
        document_file_id uuid,
        check (from_day <= to_day)
      );
      comment on table training_rows is 'append-only: what was claimed stays as it was claimed';
      create table training_minutes (
        claim_id uuid not null references training_rows,
        domain text not null check (domain ~ '^[a-z][a-z0-9-]*$'),
        minutes integer not null check (minutes between 1 and 60000),
        primary key (claim_id, domain)
      );
      comment on table training_minutes is 'append-only: what was claimed stays as it was claimed';
      create table training_credits (
        claim_id uuid not null,
        domain text not null,
        minutes integer not null check (minutes > 0),
        primary key (claim_id, domain),
        foreign key (claim_id, domain) references training_minutes
      );
      comment on table training_credits is 'append-only: a credit is taken back by voiding its statement';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table training_credits; drop table training_minutes; drop table training_rows;`);
  }
}
