import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the letters of a demonstration end, so that a person who tries Peerway without a mail server can read them. */
export class CreateMailbox1764000001500 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table mailbox_letters (
        id uuid primary key,
        -- The same letter, sent again after a crash, is one letter.
        message_id text not null unique,
        to_address text not null,
        subject text not null,
        text text not null,
        html text not null,
        sent_at timestamptz not null
      );
      -- Which letters came last?
      create index mailbox_letters_by_time on mailbox_letters (sent_at desc, id desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table mailbox_letters`);
  }
}
