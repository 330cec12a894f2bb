import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Refusal } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { CaseFiles } from './case-files.ts';
import { Decisions } from './decisions.service.ts';
import { checkAward } from './domain/draft.ts';
import { EligibilityQueries } from './eligibility.queries.ts';
import { Issuing } from './issuing.service.ts';

/** A certificate carries a name: somebody must have seen that it is this person's. */
export class IdentityNotChecked extends Refusal {
  constructor() {
    super('conflict');
  }
}

@Injectable()
export class Awards {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly eligibility: EligibilityQueries,
    private readonly issuing: Issuing,
    private readonly decisions: Decisions,
  ) {}

  /**
   * Awards the certification: decision, certification, number, public listing, drawing job, letter and audit are one transaction, so the person is verifiable
   * from that moment or nothing has happened. A decided application refuses a second decision. Answers the number.
   * @throws NotPermitted, NotFound, OwnApplication, ClaimedByAnother, ApplicationIsNotThere, PublicAddressNotSet, IdentityNotChecked, GapsRemain
   */
  async award(actor: Actor, applicationId: string, words: string): Promise<string> {
    return this.database.transaction(async () => {
      const file = await this.files.forReview(actor, applicationId, 'award');
      this.issuing.requireAddresses();
      const certifiedName = await this.checkedName(file.submissionId!);
      const { evaluation } = await this.eligibility.today({ ...file, applicationId });
      checkAward(evaluation);
      const decisionId = await this.decisions.write(actor, file, 'awarded', words, evaluation);
      const { number, validUntil } = await this.issuing.issue({ ...file, certifiedName, decisionId });
      await this.decisions.tell(actor, file, decisionId, 'awarded', { number, validUntil });
      return number;
    });
  }

  /** The name as it was handed in, once an identity check was held against it. @throws IdentityNotChecked */
  private async checkedName(submissionId: string): Promise<string> {
    const [row] = await this.database.read<{ name: string }>(
      `select certified_name as name from application_submissions s where id = $1 and exists (select from identity_checks i where i.submission_id = s.id)`,
      [submissionId],
    );
    if (!row) throw new IdentityNotChecked();
    return row.name;
  }
}
