import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An award keeps the ids of the statements that counted. When one is voided later, registrars look at the award again, and say why it stands or end it. */
export class CreateSecondLooks1764000015010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table second_looks (
        decision_id uuid not null references decisions,
        voiding_id uuid not null references statements,
        opened_at timestamptz not null,
        primary key (decision_id, voiding_id)
      );
      comment on table second_looks is 'append-only: a statement that had counted for this award was voided';
      create table second_look_answers (
        decision_id uuid not null,
        voiding_id uuid not null,
        reason text not null check (reason <> ''),
        answered_by uuid not null references people,
        answered_at timestamptz not null,
        constraint second_look_answers_once primary key (decision_id, voiding_id),
        foreign key (decision_id, voiding_id) references second_looks
      );
      comment on table second_look_answers is 'append-only: why the certification stands all the same; a suspension or a revocation is an answer too';
      -- What was voided before there were second looks.
      insert into second_looks (decision_id, voiding_id, opened_at)
        select d.id, v.id, v.recorded_at from statements v join applications a on a.person_id = v.person_id
        join application_submissions u on u.application_id = a.id join decisions d on d.submission_id = u.id and d.kind = 'awarded'
        where v.voids is not null and jsonb_path_exists(d.checklist, '$.outcomes[*].counted[*] ? (@ == $id)', jsonb_build_object('id', v.voids));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table second_look_answers; drop table second_looks;`);
  }
}
