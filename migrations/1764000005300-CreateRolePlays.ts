import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRolePlays1764000005300 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table role_play_attempts (
        id uuid primary key,
        person_id uuid not null references people,
        scenario_lineage text not null,
        scenario_version_id uuid not null references scenario_versions,
        rubric_version_id uuid not null references rubric_versions,
        title text not null,
        competencies text[] not null,
        module_lineage text not null,
        cohort_id uuid not null,
        organization_id uuid not null,
        opened_at timestamptz not null,
        closed_at timestamptz check (closed_at >= opened_at)
      );
      -- Which attempt at this role play is open? One at a time, also when two clicks come at once.
      create unique index role_play_attempts_one_open on role_play_attempts (person_id, scenario_lineage) where closed_at is null;
      -- How did this person do at this role play so far?
      create index role_play_attempts_by_person on role_play_attempts (person_id, scenario_lineage, id);
      -- Which attempts of this organization are not answered yet?
      create index role_play_attempts_waiting on role_play_attempts (organization_id, id) where closed_at is null;

      create table role_play_consents (
        id uuid primary key,
        attempt_id uuid not null references role_play_attempts,
        party text not null check (party in ('trainee', 'partner')),
        name text not null check (name <> ''),
        text_version integer not null,
        text_sha256 text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
        days_kept integer not null check (days_kept > 0),
        taken_by uuid not null references people,
        given_at timestamptz not null
      );
      comment on table role_play_consents is 'append-only: who said yes, to which words';
      -- Who agreed to be recorded in this attempt?
      create index role_play_consents_by_attempt on role_play_consents (attempt_id, id);

      create table role_play_consent_withdrawals (
        consent_id uuid primary key references role_play_consents,
        recorded_by uuid not null references people,
        at timestamptz not null
      );
      comment on table role_play_consent_withdrawals is 'append-only: consent taken back is given anew, not restored';

      create table role_play_submissions (
        id uuid primary key,
        attempt_id uuid not null unique references role_play_attempts,
        file_id uuid not null unique references files,
        trainee_consent_id uuid not null references role_play_consents,
        partner_consent_id uuid not null references role_play_consents,
        receipt text not null unique,
        submitted_at timestamptz not null
      );
      comment on table role_play_submissions is 'append-only: what was handed in is never changed';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table role_play_submissions, role_play_consent_withdrawals, role_play_consents, role_play_attempts;`);
  }
}
