import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schemas that the walls stand on: `public` holds the training side, `registry` what employers may read, `web` the limits both keep. */
export class CreateHouse1764000000100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create extension if not exists citext;
      create schema registry;
      create schema web;
      create table idempotency_keys (
        owner text not null,
        key text not null,
        answer jsonb,
        made_at timestamptz not null default now(),
        primary key (owner, key)
      );
      -- Which keys are old enough to forget?
      create index idempotency_keys_by_age on idempotency_keys (made_at);
      -- The table of rate-limiter-flexible: one row a limited key.
      create table web.rate_limits (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table web.rate_limits; drop table idempotency_keys; drop schema web; drop schema registry; drop extension citext;`);
  }
}
