import { Injectable } from '@nestjs/common';
import { requireRole, type Actor } from '#libs/identity';
import { NotFound, Refusal } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { APPLICATION_STEPS, requireState, type ApplicationAct, type ApplicationState } from './domain/application-states.ts';
import type { ApplicationDraft } from './domain/draft.ts';
import type { ProgramRules } from './domain/requirements.ts';

/** An application as it is now, with the rules it was opened under. */
export interface CaseFile {
  readonly id: string;
  readonly personId: string;
  readonly programId: string;
  readonly rules: ProgramRules;
  readonly state: ApplicationState;
  readonly draft: ApplicationDraft;
  readonly draftVersion: number;
  readonly submissionId: string | null;
  readonly submittedAt: Date | null;
  readonly claimedBy: string | null;
}

/** Nobody decides on themselves. */
export class OwnApplication extends Refusal {
  constructor() {
    super('forbidden');
  }
}

export class ClaimedByAnother extends Refusal {
  constructor() {
    super('conflict');
  }
}

export const CASE_FILE = `
  select a.id, a.person_id as "personId", r.program_id as "programId", r.rules, s.state, a.draft, a.draft_version as "draftVersion", s.submission_id as "submissionId", s.submitted_at as "submittedAt",
    s.claimed_by as "claimedBy"
  from applications a join requirement_sets r on r.id = a.requirement_set_id join application_states s on s.application_id = a.id`;

/** Opens applications for an act: locked until the transaction ends, in a state that allows it, and by somebody who may. */
@Injectable()
export class CaseFiles {
  constructor(private readonly database: Database) {}

  /** @throws NotFound for an application of another person, ApplicationIsNotThere */
  async ofApplicant(actor: Actor, applicationId: string, act: ApplicationAct): Promise<CaseFile> {
    const file = await this.lock(applicationId);
    if (file?.personId !== actor.id) throw new NotFound('application');
    requireState(file.state, act);
    return file;
  }

  /** @throws NotPermitted, NotFound (nothing was handed in, so nothing was released), OwnApplication, ClaimedByAnother, ApplicationIsNotThere */
  async forReview(actor: Actor, applicationId: string, act: ApplicationAct): Promise<CaseFile> {
    requireRole(actor, 'registrar');
    const file = await this.lock(applicationId);
    if (!file || !isReleased(file)) throw new NotFound('application');
    if (file.personId === actor.id) throw new OwnApplication();
    const takenByOther = file.state === 'claimed' && file.claimedBy !== actor.id;
    if (takenByOther && (act === 'claim' || APPLICATION_STEPS[act].by === 'claimer')) throw new ClaimedByAnother();
    requireState(file.state, act);
    return file;
  }

  private async lock(applicationId: string): Promise<CaseFile | undefined> {
    await this.database.read(`select id from applications where id = $1 for update`, [applicationId]);
    const [file] = await this.database.read<CaseFile>(`${CASE_FILE} where a.id = $1`, [applicationId]);
    return file;
  }
}

/** The body sees a record only after the trainee released it by handing in, and no longer once it is withdrawn. */
export function isReleased({ state, submissionId }: Pick<CaseFile, 'state' | 'submissionId'>): boolean {
  return submissionId !== null && state !== 'withdrawn';
}
