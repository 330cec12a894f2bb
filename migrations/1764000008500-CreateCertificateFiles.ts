import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCertificateFiles1764000008500 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table certificate_files (
        id uuid primary key,
        certification_id uuid not null references certifications,
        cause text not null check (cause in ('award', 'correction')),
        stage text not null check (stage in ('issued', 'time-stamped', 'archived')),
        bytes bytea not null,
        sha256 bytea not null unique check (length(sha256) = 32),
        signed_sha256 bytea not null check (length(signed_sha256) = 32),
        kept_at timestamptz not null,
        -- Exactly one file for each cause and stage, however often the job begins again.
        constraint certificate_files_once unique (certification_id, cause, stage)
      );
      alter table certificate_files alter column bytes set storage external;
      comment on table certificate_files is 'append-only: a certificate is frozen when it is signed';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table certificate_files;`);
  }
}
