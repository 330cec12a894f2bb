import { Injectable } from '@nestjs/common';
import type { Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { ApplicationState } from './domain/application-states.ts';
import type { ApplicationDraft } from './domain/draft.ts';
import type { ProgramRules } from './domain/requirements.ts';

/** A decision as the applicant reads it. */
export interface DecisionTold {
  readonly kind: 'awarded' | 'returned' | 'denied';
  readonly reasons: string;
  readonly appealUntil: Day | null;
  readonly decidedAt: Date;
}

/** A person's latest application, as it is now. */
export interface ApplicationNow {
  readonly id: string;
  readonly programId: string;
  readonly setId: string;
  readonly rules: ProgramRules;
  readonly state: ApplicationState;
  readonly openedAt: Date;
  readonly submittedAt: Date | null;
  readonly draft: ApplicationDraft;
  readonly draftVersion: number;
  readonly draftSavedAt: Date | null;
  readonly decision: DecisionTold | null;
}

@Injectable()
export class ApplicationQueries {
  constructor(private readonly database: Database) {}

  /** The latest application of a person; undefined before the first. */
  async latest(personId: string): Promise<ApplicationNow | undefined> {
    return (await this.latestOfEach(personId))[0];
  }

  /** The latest application of a person for each program, the newest first. */
  async latestOfEach(personId: string): Promise<ApplicationNow[]> {
    const rows = await this.database.read<ApplicationNow & { decidedAt: Date | null }>(
      `select * from (
         select distinct on (r.program_id) a.id, r.program_id as "programId", r.id as "setId", r.rules, s.state, a.opened_at as "openedAt", s.submitted_at as "submittedAt", a.draft,
           a.draft_version as "draftVersion", a.draft_saved_at as "draftSavedAt", d.decided_at as "decidedAt",
           case when d.id is not null then json_build_object('kind', d.kind, 'reasons', d.reasons, 'appealUntil', d.appeal_until) end as decision
         from applications a join requirement_sets r on r.id = a.requirement_set_id join application_states s on s.application_id = a.id left join decisions d on d.id = s.decision_id
         where a.person_id = $1 order by r.program_id, a.opened_at desc, a.id desc
       ) latest order by "openedAt" desc, id desc`,
      [personId],
    );
    return rows.map(({ decidedAt, ...now }) => ({ ...now, decision: now.decision && decidedAt ? { ...now.decision, decidedAt } : null }));
  }
}
