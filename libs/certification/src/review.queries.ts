import { Injectable } from '@nestjs/common';
import { requireRole, type Actor } from '#libs/identity';
import { NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { CASE_FILE, isReleased, OwnApplication, type CaseFile } from './case-files.ts';
import type { ApplicationDraft } from './domain/draft.ts';
import type { Evaluation } from './domain/evaluation.ts';
import type { DocumentKind, IdentityMethod } from './domain/identity.ts';

/** One waiting application. */
export interface QueueRow {
  readonly id: string;
  readonly submissionId: string;
  readonly name: string;
  readonly programTitle: string;
  readonly submittedAt: Date;
  readonly decisionDays: number;
  readonly claimedById: string | null;
  readonly claimedBy: string | null;
  /** The applicant's own: shown, but not open to them. */
  readonly own: boolean;
}

export interface ReviewFile extends CaseFile {
  readonly certifiedName: string;
  readonly preferredName: string | null;
  readonly claimedByName: string | null;
  /** As handed in. */
  readonly submitted: { readonly number: number; readonly draft: ApplicationDraft; readonly checklist: Evaluation };
  readonly identityChecks: readonly { readonly method: IdentityMethod; readonly documentKind: DocumentKind; readonly checkedBy: string; readonly checkedAt: Date }[];
  readonly waivers: readonly { readonly requirementKey: string; readonly reason: string; readonly waivedBy: string; readonly waivedAt: Date }[];
  readonly decisions: readonly { readonly kind: string; readonly reasons: string; readonly decidedBy: string; readonly decidedAt: Date; readonly number: string | null }[];
}

/** Where the next page of a list begins. */
export interface QueueKey {
  readonly submittedAt: string;
  readonly submissionId: string;
}

const NAME = (person: string): string => `coalesce(${person}.preferred_name, ${person}.legal_name)`;

/** What registrars read. Everything here begins with the role, and shows only what applicants released. */
@Injectable()
export class ReviewQueries {
  constructor(private readonly database: Database) {}

  /** Applications that wait for a decision, the oldest first, `limit` at a time after `after`. `waiting_submissions` holds what `application_states` calls submitted or claimed. */
  async queue(actor: Actor, limit: number, after: QueueKey | null): Promise<QueueRow[]> {
    requireRole(actor, 'registrar');
    return this.database.read<QueueRow>(
      `select a.id, u.id as "submissionId", u.certified_name as name, r.rules ->> 'title' as "programTitle", q.submitted_at as "submittedAt",
         (r.rules -> 'decisionDays' ->> 'amount')::int as "decisionDays", k.registrar_id as "claimedById", ${NAME('c')} as "claimedBy", a.person_id = $1 as own
       from waiting_submissions q join application_submissions u on u.id = q.submission_id join applications a on a.id = q.application_id join requirement_sets r on r.id = a.requirement_set_id
       left join application_claims k on k.submission_id = q.submission_id and k.given_back_at is null left join people c on c.id = k.registrar_id
       where $3::timestamptz is null or (q.submitted_at, q.submission_id) > ($3, $4::uuid)
       order by q.submitted_at, q.submission_id limit $2`,
      [actor.id, limit, after?.submittedAt ?? null, after?.submissionId ?? null],
    );
  }

  /** @throws NotPermitted, NotFound (unknown, or never released, or withdrawn), OwnApplication */
  async file(actor: Actor, applicationId: string): Promise<ReviewFile> {
    requireRole(actor, 'registrar');
    const [file] = await this.database.read<CaseFile>(`${CASE_FILE} where a.id = $1`, [applicationId]);
    if (!file || !isReleased(file)) throw new NotFound('application');
    if (file.personId === actor.id) throw new OwnApplication();
    return { ...file, ...(await this.submission(file.submissionId!)), identityChecks: await this.identityChecks(applicationId), waivers: await this.waivers(applicationId), decisions: await this.decisions(applicationId) };
  }

  /** Names of people who vouched for statements, by id, for the evidence list. */
  async names(actor: Actor, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    requireRole(actor, 'registrar');
    const rows = await this.database.read<{ id: string; name: string }>(`select id, ${NAME('p')} as name from people p where id = any($1)`, [personIds]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async submission(submissionId: string): Promise<Pick<ReviewFile, 'certifiedName' | 'preferredName' | 'claimedByName' | 'submitted'>> {
    const [row] = await this.database.read<Pick<ReviewFile, 'certifiedName' | 'preferredName' | 'claimedByName'> & ReviewFile['submitted']>(
      `select u.certified_name as "certifiedName", p.preferred_name as "preferredName", ${NAME('c')} as "claimedByName", u.number, u.draft, u.checklist
       from application_submissions u join applications a on a.id = u.application_id join people p on p.id = a.person_id
       left join application_claims k on k.submission_id = u.id and k.given_back_at is null left join people c on c.id = k.registrar_id where u.id = $1`,
      [submissionId],
    );
    const { certifiedName, preferredName, claimedByName, ...submitted } = row!;
    return { certifiedName, preferredName, claimedByName, submitted };
  }

  private identityChecks(applicationId: string): Promise<ReviewFile['identityChecks']> {
    return this.database.read(
      `select i.method, i.document_kind as "documentKind", ${NAME('p')} as "checkedBy", i.checked_at as "checkedAt" from identity_checks i
       join application_submissions u on u.id = i.submission_id join people p on p.id = i.checked_by where u.application_id = $1 order by i.checked_at`,
      [applicationId],
    );
  }

  private waivers(applicationId: string): Promise<ReviewFile['waivers']> {
    return this.database.read(
      `select w.requirement_key as "requirementKey", w.reason, ${NAME('p')} as "waivedBy", w.waived_at as "waivedAt" from waivers w join people p on p.id = w.waived_by where w.application_id = $1 order by w.waived_at`,
      [applicationId],
    );
  }

  private decisions(applicationId: string): Promise<ReviewFile['decisions']> {
    return this.database.read(
      `select d.kind, d.reasons, ${NAME('p')} as "decidedBy", d.decided_at as "decidedAt", c.number from decisions d join application_submissions u on u.id = d.submission_id
       join people p on p.id = d.decided_by left join certifications c on c.decision_id = d.id where u.application_id = $1 order by d.decided_at`,
      [applicationId],
    );
  }
}
