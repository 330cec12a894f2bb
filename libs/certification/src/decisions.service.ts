import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '#libs/identity';
import { addDays, Clock, dayOf, newId, Settings } from '#libs/kernel';
import { Jobs, type Sql } from '#libs/persistence';
import type { CaseFile } from './case-files.ts';
import type { Evaluation } from './domain/evaluation.ts';
import type { Decision } from './entities/review.entity.ts';

export type DecisionOnApplication = Decision['kind'];

const LETTERS: Readonly<Record<DecisionOnApplication, string>> = { awarded: 'application-awarded', returned: 'application-returned', denied: 'application-denied' };

const DECIDED = `insert into decisions (id, submission_id, kind, reasons, appeal_until, checklist, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`;

/** What belongs to a decision and is written with it, each under its name in the one statement that `Database.together` makes of them. */
export type DecisionTold = Readonly<Record<'letter' | 'noted', Sql>>;

/** The answer to a submission, written once, with the letter that tells it. Reasons never go into a letter: mail is read by others. */
@Injectable()
export class Decisions {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  /** The decision on a file that the caller has locked, and its id. */
  deciding(actor: Actor, { submissionId, rules }: CaseFile, kind: DecisionOnApplication, reasons: string, checklist: Evaluation): { readonly id: string; readonly decided: Sql } {
    const now = this.clock.now();
    const id = newId(now.getTime());
    const appealUntil = kind === 'denied' ? addDays(dayOf(now, this.settings.timeZone), rules.appeal.days) : null;
    return { id, decided: { text: DECIDED, values: [id, submissionId, kind, reasons, appealUntil, JSON.stringify(checklist), actor.id, now] } };
  }

  /** The letter and the note of the act; last in a transaction. `facts` are the letter's own beyond title, link, appeal and contact. */
  telling(actor: Actor, { id, personId, rules }: CaseFile, decisionId: string, kind: DecisionOnApplication, facts: Readonly<Record<string, unknown>> = {}): DecisionTold {
    const { contactName, contactWay, days } = rules.appeal;
    const appealUntil = addDays(dayOf(this.clock.now(), this.settings.timeZone), days);
    const all = { programTitle: rules.title, link: `${this.settings.publicUrl}/application`, contactName, contactWay, ...(kind === 'denied' ? { appealUntil } : {}), ...facts };
    return {
      letter: this.jobs.writing(LETTERS[kind], personId, all, `application-${kind}:${decisionId}`),
      noted: this.audit.noting(actor.id, `application-${kind}`, `application:${id}`, { decisionId }),
    };
  }
}
