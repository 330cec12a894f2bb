import { Injectable } from '@nestjs/common';
import { requireRole, type Actor } from '#libs/identity';
import { NotFound, Refusal } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { APPLICATION_STEPS, requireState, type ApplicationAct, type ApplicationState } from './domain/application-states.ts';
import type { ApplicationDraft } from './domain/draft.ts';
import type { BesideRecord } from './domain/evaluation.ts';
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
  /** The legal name as it was handed in; null before. */
  readonly certifiedName: string | null;
  /** Somebody held the name against a document, for what was handed in last. */
  readonly identityChecked: boolean;
}

/** Opened for an act, with all that counts beside the record as it is while the application is locked. */
export type OpenedCase = CaseFile & BesideRecord;

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

const columns = (of: string): string => `${of}.id, ${of}.person_id as "personId", ${of}.program_id as "programId", ${of}.rules, ${of}.state, ${of}.draft, ${of}.draft_version as "draftVersion",
  ${of}.submission_id as "submissionId", ${of}.submitted_at as "submittedAt", ${of}.claimed_by as "claimedBy", ${of}.certified_name as "certifiedName", ${of}.identity_checked as "identityChecked"`;

export const CASE_FILE = `select ${columns('a')} from application_cases a`;

/** Waits for the application, locks it, and reads it as it is then: one trip. */
const OPEN_CASE = `select ${columns('(o.found)')}, o.signatures, o.attestations, o.waivers from open_case($1) o`;

/** Opens applications for an act: locked until the transaction ends, in a state that allows it, and by somebody who may. */
@Injectable()
export class CaseFiles {
  constructor(private readonly database: Database) {}

  /** @throws NotFound for an application of another person, ApplicationIsNotThere */
  async ofApplicant(actor: Actor, applicationId: string, act: ApplicationAct): Promise<OpenedCase> {
    const file = await this.lock(applicationId);
    if (file?.personId !== actor.id) throw new NotFound('application');
    requireState(file.state, act);
    return file;
  }

  /** @throws NotPermitted, NotFound (nothing was handed in, so nothing was released), OwnApplication, ClaimedByAnother, ApplicationIsNotThere */
  async forReview(actor: Actor, applicationId: string, act: ApplicationAct): Promise<OpenedCase> {
    requireRole(actor, 'registrar');
    const file = await this.lock(applicationId);
    if (!file || !isReleased(file)) throw new NotFound('application');
    if (file.personId === actor.id) throw new OwnApplication();
    const takenByOther = file.state === 'claimed' && file.claimedBy !== actor.id;
    if (takenByOther && (act === 'claim' || APPLICATION_STEPS[act].by === 'claimer')) throw new ClaimedByAnother();
    requireState(file.state, act);
    return file;
  }

  private async lock(applicationId: string): Promise<OpenedCase | undefined> {
    const [file] = await this.database.read<OpenedCase>(OPEN_CASE, [applicationId]);
    return file;
  }
}

/** The body sees a record only after the trainee released it by handing in, and no longer once it is withdrawn. */
export function isReleased({ state, submissionId }: Pick<CaseFile, 'state' | 'submissionId'>): boolean {
  return submissionId !== null && state !== 'withdrawn';
}
