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
      if (!file.identityChecked) throw new IdentityNotChecked();
      const { evaluation } = await this.eligibility.ofCase(file);
      checkAward(evaluation);
      const { id, decided } = this.decisions.deciding(actor, file, 'awarded', words, evaluation);
      const certification = await this.issuing.issue({ ...file, certifiedName: file.certifiedName!, decisionId: id }, { decided });
      const { number, validUntil } = certification;
      const told = this.decisions.telling(actor, file, id, 'awarded', { number, validUntil, ...this.issuing.links(certification) });
      await this.issuing.publish(certification, 'award', null, told);
      return number;
    });
  }
}
