import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The public book. Its rows are what an employer may see, and nothing else about a person. */
export class CreateListings1764000009000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table registry.listings (
        id uuid primary key,
        code text not null constraint listings_code unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
        number text not null check (number ~ '^[0-9A-Z]+(-[0-9A-Z]+)*$' and length(number) <= 40),
        -- What people type, with or without dashes.
        number_key text not null generated always as (replace(number, '-', '')) stored constraint listings_number unique,
        name text not null check (name <> '' and length(name) <= 200),
        title text not null check (title <> ''),
        body_name text not null check (body_name <> ''),
        issued_on date not null,
        valid_until date not null,
        grace_until date not null,
        supersedes_listing_id uuid references registry.listings (id) constraint listings_one_successor unique,
        listed_at timestamptz not null,
        check (issued_on <= valid_until and valid_until <= grace_until),
        check (supersedes_listing_id <> id)
      );
      comment on table registry.listings is 'append-only: a correction is a new listing that supersedes the old one';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table registry.listings;`);
  }
}
