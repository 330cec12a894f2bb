import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlaybacks1764000004100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table playbacks (
        file_id uuid not null references files,
        person_id uuid not null references people,
        hour timestamptz not null check (hour = date_trunc('hour', hour, 'UTC')),
        at timestamptz not null,
        -- Has this viewing been noted? A player asks for dozens of ranges. Also: who has viewed this recording?
        primary key (file_id, person_id, hour)
      );
      comment on table playbacks is 'append-only: the person in a recording may see who played it';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table playbacks;`);
  }
}
