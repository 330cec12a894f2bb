import { Injectable } from '@nestjs/common';
import { Clock, NotFound } from '#libs/kernel';
import { Audit, holdsAnywhere, NotPermitted, requireRole, type Actor } from '#libs/identity';
import { Database } from '#libs/persistence';
import { AnswerLetters } from './answer-letters.ts';
import { may, type HoursVerdict } from './domain/claim.ts';
import { VouchingRow } from './entities/vouching.entity.ts';
import { HoursQueries, type HoursClaim } from './hours.queries.ts';
import { HoursEntries } from './hours-entries.ts';
import { ClaimMovedOn, DisputeNeedsReason, NoAnswerGiven, NoOneVouchesForThemselves } from './refusals.ts';

export interface HoursAnswer {
  readonly claimId: string;
  readonly verdict: HoursVerdict;
  /** What is not right; needed to dispute, ignored otherwise. */
  readonly reason: string | null;
}

/** What a supervisor does with the hours that were claimed: look, confirm, dispute; by a mailed link or signed in. */
@Injectable()
export class Vouching {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly hours: HoursQueries,
    private readonly entries: HoursEntries,
    private readonly audit: Audit,
    private readonly letters: AnswerLetters,
  ) {}

  /** The rows that wait for a supervisor, of those scopes in which the approval still holds. Looking changes nothing. @throws NotPermitted */
  async waitingFor(actor: Actor): Promise<HoursClaim[]> {
    if (!holdsAnywhere(actor, 'supervisor')) throw new NotPermitted('supervisor');
    return (await this.hours.waitingFor(actor.id)).filter((claim) => claim.supervisorApproved);
  }

  /**
   * Answers rows, all or none; a row answered the same way before is left as it is, so that a letter opened twice does no harm. A confirmed row enters the
   * record, and takes the place of the one that it corrects. Each trainee gets one letter. @throws NoAnswerGiven, DisputeNeedsReason, NotFound, NotPermitted, NoOneVouchesForThemselves, ClaimMovedOn
   */
  async answer(actor: Actor, answers: readonly HoursAnswer[]): Promise<void> {
    if (answers.length === 0) throw new NoAnswerGiven();
    await this.database.transaction(async () => {
      const claims = await this.locked(answers.map(({ claimId }) => claimId));
      const given: HoursAnswer[] = [];
      for (const answer of answers) if (await this.answerOne(actor, claims.get(answer.claimId), answer)) given.push(answer);
      if (given.length === 0) return;
      await this.note(actor, given);
      await this.letters.hoursAnswered(given.map(({ claimId, verdict }) => ({ ...claims.get(claimId)!, verdict })));
    });
  }

  private async answerOne(actor: Actor, claim: HoursClaim | undefined, { claimId, verdict, reason }: HoursAnswer): Promise<boolean> {
    if (claim?.supervisorId !== actor.id) throw new NotFound('claim');
    if (claim.personId === actor.id) throw new NoOneVouchesForThemselves();
    requireRole(actor, 'supervisor', claim.organizationId);
    if (!claim.supervisorApproved) throw new NotPermitted('supervisor');
    if (claim.verdict === verdict) return false;
    if (!may('answer', claim)) throw new ClaimMovedOn();
    if (verdict === 'disputed' && !reason) throw new DisputeNeedsReason(claimId);
    await this.database.rows(VouchingRow).insert({ claimId, voucherId: actor.id, verdict, reason: verdict === 'disputed' ? reason : null, at: this.clock.now() });
    if (verdict === 'confirmed') await this.entries.enter(claim, actor.id);
    return true;
  }

  /** The claims' rows are locked first and read then, so that two answers, or an answer and a withdrawal, come one after the other. */
  private async locked(ids: readonly string[]): Promise<ReadonlyMap<string, HoursClaim>> {
    await this.database.read(`select id from claims where id = any($1) order by id for update`, [ids]);
    return new Map((await this.hours.byIds(ids)).map((claim) => [claim.id, claim]));
  }

  private async note(actor: Actor, given: readonly HoursAnswer[]): Promise<void> {
    const of = (verdict: HoursVerdict): string[] => given.filter((answer) => answer.verdict === verdict).map(({ claimId }) => claimId);
    await this.audit.note(actor.id, 'answer-hours', `person:${actor.id}`, { confirmed: of('confirmed'), disputed: of('disputed') });
  }
}
