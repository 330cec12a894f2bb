import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An application is opened for an act in one trip: locked, and read as it is once the lock is held. A single statement with `for update` would not do: who waited
 * for another's act would read the other rows as they were before it. In a volatile function each query sees what was committed when it begins.
 */
export class OpenCasesAtOnce1764000011000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create view application_cases as
        select a.id, a.person_id, r.program_id, r.rules, s.state, a.draft, a.draft_version, s.submission_id, s.submitted_at, s.claimed_by, h.certified_name,
          exists (select from identity_checks i where i.submission_id = s.submission_id) as identity_checked
        from applications a
        join requirement_sets r on r.id = a.requirement_set_id
        join application_states s on s.application_id = a.id
        left join application_submissions h on h.id = s.submission_id;
      -- What counts for a program beside the record. Without an application there is no waiver.
      create function evidence_beside_record(person uuid, program uuid, application uuid) returns table (signatures json, attestations json, waivers json)
        language sql stable as $$
          select
            coalesce((select json_agg(json_build_object('id', s.id, 'version', t.version, 'day', s.signed_on) order by s.signed_at)
              from ethics_signatures s join ethics_texts t on t.id = s.text_id where s.person_id = person and t.program_id = program), '[]'),
            coalesce((select json_agg(json_build_object('id', a.id, 'day', a.attested_on) order by a.attested_at)
              from attestations a where a.person_id = person and a.program_id = program), '[]'),
            coalesce((select json_agg(json_build_object('id', w.id, 'requirementKey', w.requirement_key) order by w.waived_at)
              from waivers w where w.application_id = application), '[]')
        $$;
      create function open_case(application uuid) returns table (found application_cases, signatures json, attestations json, waivers json)
        language plpgsql volatile as $$
        begin
          perform 1 from applications a where a.id = application for update;
          return query select c, e.signatures, e.attestations, e.waivers from application_cases c, evidence_beside_record(c.person_id, c.program_id, c.id) e where c.id = application;
        end $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function open_case; drop function evidence_beside_record; drop view application_cases;`);
  }
}
