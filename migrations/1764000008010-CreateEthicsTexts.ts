import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEthicsTexts1764000008010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table ethics_texts (
        id uuid primary key,
        program_id uuid not null references programs,
        version integer not null check (version > 0),
        title text not null check (title <> ''),
        body text not null check (body <> ''),
        imported_at timestamptz not null,
        constraint ethics_texts_version_once unique (program_id, version)
      );
      comment on table ethics_texts is 'append-only: people signed these very words';
      create table ethics_signatures (
        id uuid primary key,
        text_id uuid not null references ethics_texts,
        person_id uuid not null references people,
        signed_name text not null check (signed_name <> ''),
        signed_on date not null,
        signed_at timestamptz not null,
        -- Signed again at each renewal, but once a day: a double click is one signature. Also: what has this person signed?
        constraint ethics_signatures_once_a_day unique (person_id, text_id, signed_on)
      );
      comment on table ethics_signatures is 'append-only: a signature stays';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table ethics_signatures; drop table ethics_texts;`);
  }
}
