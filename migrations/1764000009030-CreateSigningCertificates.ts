import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The public half of every signing identity the body ever had. */
export class CreateSigningCertificates1764000009030 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table registry.signing_certificates (
        sha256 bytea primary key check (octet_length(sha256) = 32),
        der bytea not null check (sha256(der) = sha256),
        role text not null check (role in ('root', 'issuing', 'signer')),
        subject text not null,
        not_after timestamptz not null,
        added_at timestamptz not null
      );
      comment on table registry.signing_certificates is 'append-only: old certificates stay checkable after a change of keys';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table registry.signing_certificates;`);
  }
}
