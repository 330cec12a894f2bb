import { Injectable } from '@nestjs/common';
import { Audit, People, type Actor } from '#libs/identity';
import { Clock, dayOf, newId, Settings } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import { CaseFiles, type CaseFile } from './case-files.ts';
import { checkSubmission } from './domain/draft.ts';
import type { Evaluation } from './domain/evaluation.ts';
import { EligibilityQueries } from './eligibility.queries.ts';
import { ApplicationSubmission } from './entities/application.entity.ts';

/** Thanks for an application, by letter and on the audit trail. */
@Injectable()
export class Receipts {
  constructor(
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  async give({ id: applicationId, personId, rules }: CaseFile, { id, number, submittedAt }: ApplicationSubmission): Promise<void> {
    const facts = { programTitle: rules.title, receivedOn: dayOf(submittedAt, this.settings.timeZone), link: `${this.settings.publicUrl}/application` };
    await this.jobs.letter('application-received', personId, facts, `application-received:${id}`);
    await this.audit.note(personId, 'submit-application', `application:${applicationId}`, { number });
  }
}

@Injectable()
export class Submissions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: CaseFiles,
    private readonly eligibility: EligibilityQueries,
    private readonly people: People,
    private readonly receipts: Receipts,
  ) {}

  /**
   * Hands in: releases the record to the body, and freezes the legal name and the checklist as they are now. Open to who meets everything or asks to be
   * excused from what is missing (domain/draft.ts says why). @throws NotFound, ApplicationIsNotThere, GapsRemain
   */
  async submit(actor: Actor, applicationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const file = await this.files.ofApplicant(actor, applicationId, 'submit');
      const { evaluation } = await this.eligibility.ofCase(file);
      checkSubmission(evaluation, file.draft);
      await this.receipts.give(file, await this.freeze(file, evaluation));
    });
  }

  private async freeze({ id: applicationId, personId, draft }: CaseFile, checklist: Evaluation): Promise<ApplicationSubmission> {
    const { legalName } = await this.people.byId(personId);
    const submittedAt = this.clock.now();
    const number = (await this.database.rows(ApplicationSubmission).countBy({ applicationId })) + 1; // the application is locked
    const submission = { id: newId(submittedAt.getTime()), applicationId, number, certifiedName: legalName, checklist, draft, submittedAt };
    await this.database.rows(ApplicationSubmission).insert(submission);
    return submission;
  }
}
