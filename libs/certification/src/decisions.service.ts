import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '#libs/identity';
import { addDays, Clock, dayOf, newId, Settings } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import type { CaseFile } from './case-files.ts';
import type { Evaluation } from './domain/evaluation.ts';
import { Decision } from './entities/review.entity.ts';

export type DecisionOnApplication = Decision['kind'];

const LETTERS: Readonly<Record<DecisionOnApplication, string>> = { awarded: 'application-awarded', returned: 'application-returned', denied: 'application-denied' };
const PAGES: Readonly<Record<DecisionOnApplication, string>> = { awarded: '/certification', returned: '/application', denied: '/application' };

/** The answer to a submission, written once, with the letter that tells it. Reasons never go into a letter: mail is read by others. */
@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  /** Adds the decision, in the caller's transaction and on a file that the caller has locked; answers its id. */
  async write(actor: Actor, { submissionId, rules }: CaseFile, kind: DecisionOnApplication, reasons: string, checklist: Evaluation): Promise<string> {
    const now = this.clock.now();
    const id = newId(now.getTime());
    const appealUntil = kind === 'denied' ? addDays(dayOf(now, this.settings.timeZone), rules.appeal.days) : null;
    await this.database.rows(Decision).insert({ id, submissionId: submissionId!, kind, reasons, appealUntil, checklist: checklist as never, decidedBy: actor.id, decidedAt: now });
    return id;
  }

  /** Asks for the letter and notes the act; last in a transaction. `facts` are the letter's own beyond title, link, appeal and contact. */
  async tell(actor: Actor, { id, personId, rules }: CaseFile, decisionId: string, kind: DecisionOnApplication, facts: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { contactName, contactWay, days } = rules.appeal;
    const appealUntil = addDays(dayOf(this.clock.now(), this.settings.timeZone), days);
    const all = { programTitle: rules.title, link: `${this.settings.publicUrl}${PAGES[kind]}`, contactName, contactWay, ...(kind === 'denied' ? { appealUntil } : {}), ...facts };
    await this.jobs.letter(LETTERS[kind], personId, all, `application-${kind}:${decisionId}`);
    await this.audit.note(actor.id, `application-${kind}`, `application:${id}`, { decisionId });
  }
}
