import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What waits for a decision, kept apart from all that was ever handed in: a body of some years has thousands of decided applications and a few that wait, and the
 * queue of the registrars is opened many times a day. Kept by the rows that make it wait and that end it, so that no way of writing them can forget it.
 */
export class KeepWhatWaits1764000015020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table waiting_submissions (
        application_id uuid primary key references applications,
        submission_id uuid not null unique references application_submissions,
        submitted_at timestamptz not null
      );
      comment on table waiting_submissions is 'follows from application_submissions, decisions and application_withdrawals; written by their triggers alone';
      -- Which waits longest?
      create index waiting_submissions_by_time on waiting_submissions (submitted_at, submission_id);
      insert into waiting_submissions (application_id, submission_id, submitted_at)
        select u.application_id, u.id, u.submitted_at from application_submissions u
        where not exists (select from decisions d where d.submission_id = u.id) and not exists (select from application_withdrawals w where w.application_id = u.application_id);
      create function begin_waiting() returns trigger language plpgsql as $$
        begin
          insert into waiting_submissions (application_id, submission_id, submitted_at) values (new.application_id, new.id, new.submitted_at);
          return null;
        end $$;
      create function end_waiting_by_decision() returns trigger language plpgsql as $$
        begin
          delete from waiting_submissions where submission_id = new.submission_id;
          return null;
        end $$;
      create function end_waiting_by_withdrawal() returns trigger language plpgsql as $$
        begin
          delete from waiting_submissions where application_id = new.application_id;
          return null;
        end $$;
      create trigger begins_to_wait after insert on application_submissions for each row execute function begin_waiting();
      create trigger waits_no_longer after insert on decisions for each row execute function end_waiting_by_decision();
      create trigger waits_no_longer after insert on application_withdrawals for each row execute function end_waiting_by_withdrawal();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop trigger waits_no_longer on application_withdrawals;
      drop trigger waits_no_longer on decisions;
      drop trigger begins_to_wait on application_submissions;
      drop function end_waiting_by_withdrawal();
      drop function end_waiting_by_decision();
      drop function begin_waiting();
      drop table waiting_submissions;
    `);
  }
}
