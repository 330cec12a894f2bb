import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '#libs/identity';
import { Clock, newId, Refusal } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { CaseFiles, ClaimedByAnother } from './case-files.ts';
import { Decisions } from './decisions.service.ts';
import { openGaps } from './domain/evaluation.ts';
import type { DocumentKind, IdentityMethod } from './domain/identity.ts';
import { EligibilityQueries } from './eligibility.queries.ts';
import { ApplicationClaim } from './entities/application.entity.ts';
import { IdentityCheck, Waiver } from './entities/review.entity.ts';

/** The requirement is met, waived already, not of this program, or one that nobody is excused from. */
export class NothingToWaive extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** What a registrar does with an application short of awarding it. */
@Injectable()
export class Review {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: CaseFiles,
    private readonly eligibility: EligibilityQueries,
    private readonly decisions: Decisions,
    private readonly audit: Audit,
  ) {}

  /** Takes an application from the queue, so that two never decide it side by side. @throws ClaimedByAnother and what `CaseFiles.forReview` throws */
  async claim(actor: Actor, applicationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { submissionId } = await this.files.forReview(actor, applicationId, 'claim');
      const now = this.clock.now();
      const claim = { id: newId(now.getTime()), submissionId: submissionId!, registrarId: actor.id, claimedAt: now, givenBackAt: null };
      const added = await this.database.rows(ApplicationClaim).createQueryBuilder().insert().values(claim).orIgnore().returning('id').execute();
      if ((added.raw as unknown[]).length === 0) throw new ClaimedByAnother();
      await this.audit.note(actor.id, 'claim-application', `application:${applicationId}`);
    });
  }

  async giveBack(actor: Actor, applicationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { submissionId } = await this.files.forReview(actor, applicationId, 'give-back');
      await this.database.read(`update application_claims set given_back_at = $2 where submission_id = $1 and given_back_at is null`, [submissionId, this.clock.now()]);
      await this.audit.note(actor.id, 'give-back-application', `application:${applicationId}`);
    });
  }

  async recordIdentityCheck(actor: Actor, applicationId: string, { method, documentKind }: { readonly method: IdentityMethod; readonly documentKind: DocumentKind }): Promise<void> {
    await this.database.transaction(async () => {
      const { submissionId } = await this.files.forReview(actor, applicationId, 'check-identity');
      const now = this.clock.now();
      await this.database.rows(IdentityCheck).insert({ id: newId(now.getTime()), submissionId: submissionId!, method, documentKind, checkedBy: actor.id, checkedAt: now });
      await this.audit.note(actor.id, 'check-identity', `application:${applicationId}`, { method, documentKind });
    });
  }

  /** Excuses the applicant from one gap, with a reason that is kept. @throws NothingToWaive */
  async waive(actor: Actor, applicationId: string, requirementKey: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const file = await this.files.forReview(actor, applicationId, 'waive');
      const { evaluation } = await this.eligibility.ofCase(file);
      if (!openGaps(evaluation).some(({ key, waivable }) => key === requirementKey && waivable)) throw new NothingToWaive();
      const now = this.clock.now();
      await this.database.rows(Waiver).insert({ id: newId(now.getTime()), applicationId, requirementKey, reason, waivedBy: actor.id, waivedAt: now });
      await this.audit.note(actor.id, 'waive-requirement', `application:${applicationId}`, { requirementKey });
    });
  }

  /** Gives the application back to the applicant, who mends it and hands it in again. Nothing is refused by it. */
  return(actor: Actor, applicationId: string, reasons: string): Promise<void> {
    return this.close(actor, applicationId, 'returned', reasons);
  }

  /** Says no, with reasons, a human contact and how to appeal. */
  deny(actor: Actor, applicationId: string, reasons: string): Promise<void> {
    return this.close(actor, applicationId, 'denied', reasons);
  }

  private async close(actor: Actor, applicationId: string, kind: 'returned' | 'denied', reasons: string): Promise<void> {
    await this.database.transaction(async () => {
      const file = await this.files.forReview(actor, applicationId, kind === 'returned' ? 'return' : 'deny');
      const { evaluation } = await this.eligibility.ofCase(file);
      const { id, decided } = this.decisions.deciding(actor, file, kind, reasons, evaluation);
      await this.database.together({ decided, ...this.decisions.telling(actor, file, id, kind) });
    });
  }
}
