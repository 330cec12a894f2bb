import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the body decided about a listing after it was issued; its standing on any day follows from these rows. */
export class CreateListingDecisions1764000009010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table registry.listing_decisions (
        id uuid primary key,
        listing_id uuid not null references registry.listings (id),
        kind text not null check (kind in ('suspended', 'reinstated', 'revoked', 'surrendered', 'superseded')),
        effective_on date not null,
        recorded_at timestamptz not null,
        public_note text check (public_note <> '' and length(public_note) <= 500),
        successor_listing_id uuid references registry.listings (id),
        check ((kind = 'superseded') = (successor_listing_id is not null)),
        check (successor_listing_id <> listing_id)
      );
      -- What was decided about this listing, in the order it took effect?
      create index listing_decisions_by_listing on registry.listing_decisions (listing_id, effective_on, recorded_at);
      -- Was it ended in this way before? An end comes once.
      create unique index listing_decisions_one_end on registry.listing_decisions (listing_id, kind) where kind in ('revoked', 'surrendered', 'superseded');
      comment on table registry.listing_decisions is 'append-only: what the registry said on a day must stay answerable';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table registry.listing_decisions;`);
  }
}
