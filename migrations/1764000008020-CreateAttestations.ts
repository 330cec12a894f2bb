import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAttestations1764000008020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table attestations (
        id uuid primary key,
        program_id uuid not null references programs,
        person_id uuid not null references people,
        statement text not null check (statement <> ''),
        signed_name text not null check (signed_name <> ''),
        attested_on date not null,
        attested_at timestamptz not null,
        constraint attestations_once_a_day unique (person_id, program_id, attested_on)
      );
      comment on table attestations is 'append-only: a yes, a date and a signature, never clinical records';
      create table attestation_narratives (
        attestation_id uuid primary key references attestations,
        key_id text not null,
        nonce bytea check (length(nonce) = 12),
        sealed bytea,
        written_at timestamptz not null,
        purged_at timestamptz,
        purged_because text check (purged_because in ('taken-back', 'appeal-window-over')),
        check ((sealed is null) = (purged_at is not null) and (sealed is null) = (nonce is null) and (sealed is null) = (purged_because is not null))
      );
      comment on table attestation_narratives is 'sealed by AES-256-GCM; what is purged leaves its tombstone';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table attestation_narratives; drop table attestations;`);
  }
}
