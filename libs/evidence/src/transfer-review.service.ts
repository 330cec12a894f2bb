import { Injectable } from '@nestjs/common';
import { Clock, NotFound } from '#libs/kernel';
import { Audit, requireRole, type Actor } from '#libs/identity';
import { Database } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { AnswerLetters, type AnswerContact } from './answer-letters.ts';
import { may, type TransferVerdict } from './domain/claim.ts';
import { faultOfCredit, transferSource, type DomainMinutes } from './domain/training.ts';
import { TrainingCredit } from './entities/training-row.entity.ts';
import { VouchingRow } from './entities/vouching.entity.ts';
import { ClaimMovedOn, CreditNotAccepted, NoOneVouchesForThemselves } from './refusals.ts';
import { TrainingQueries, type TrainingClaim } from './training.queries.ts';

interface TransferAnswer {
  readonly verdict: TransferVerdict;
  readonly reason: string | null;
  readonly contact: AnswerContact | null;
}

/** What a registrar does with training taken elsewhere: look, credit, decline. */
@Injectable()
export class TransferReview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly record: TrainingRecord,
    private readonly training: TrainingQueries,
    private readonly audit: Audit,
    private readonly letters: AnswerLetters,
  ) {}

  /** Claims that wait, oldest first. @throws NotPermitted */
  async queue(actor: Actor, page: { readonly after?: string | null; readonly most?: number } = {}): Promise<TrainingClaim[]> {
    requireRole(actor, 'registrar');
    return this.training.waiting(page);
  }

  /** @throws NotPermitted, NotFound */
  async claim(actor: Actor, claimId: string): Promise<TrainingClaim> {
    requireRole(actor, 'registrar');
    const claim = await this.training.byId(claimId);
    if (!claim) throw new NotFound('claim');
    return claim;
  }

  /** The id of a claim's document. @throws NotPermitted, NotFound */
  async document(actor: Actor, claimId: string): Promise<string> {
    const { documentFileId } = await this.claim(actor, claimId);
    if (documentFileId === null) throw new NotFound('document');
    return documentFileId;
  }

  /**
   * Credits what was claimed or less: one statement for each domain. Domains left out get nothing; the reason is read by the trainee and needed when less is
   * credited. The letter names `contact`. @throws NotPermitted, NotFound, NoOneVouchesForThemselves, ClaimMovedOn, CreditNotAccepted
   */
  async credit(actor: Actor, claimId: string, credited: readonly DomainMinutes[], reason: string | null, contact: AnswerContact | null): Promise<void> {
    await this.answer(actor, claimId, { verdict: 'credited', reason, contact }, async (claim) => {
      const fault = faultOfCredit(claim.minutes, credited, reason);
      if (fault) throw new CreditNotAccepted(fault);
      await this.database.rows(TrainingCredit).insert(credited.map((one) => ({ ...one, claimId })));
      for (const one of credited) await this.enter(claim, one, actor.id);
    });
  }

  /** @throws NotPermitted, NotFound, NoOneVouchesForThemselves, ClaimMovedOn */
  async decline(actor: Actor, claimId: string, reason: string, contact: AnswerContact | null): Promise<void> {
    await this.answer(actor, claimId, { verdict: 'declined', reason, contact }, async () => {});
  }

  private async answer(actor: Actor, claimId: string, { verdict, reason, contact }: TransferAnswer, act: (claim: TrainingClaim) => Promise<void>): Promise<void> {
    await this.database.transaction(async () => {
      requireRole(actor, 'registrar');
      await this.database.read(`select id from claims where id = $1 for update`, [claimId]);
      const claim = await this.claim(actor, claimId);
      if (claim.personId === actor.id) throw new NoOneVouchesForThemselves();
      if (!may('review', claim)) throw new ClaimMovedOn();
      await act(claim);
      await this.database.rows(VouchingRow).insert({ claimId, voucherId: actor.id, verdict, reason, at: this.clock.now() });
      await this.audit.note(actor.id, verdict === 'credited' ? 'credit-training' : 'decline-training', `claim:${claimId}`);
      await this.letters.trainingAnswered(claim, verdict === 'credited', contact);
    });
  }

  private async enter(claim: TrainingClaim, { domain, minutes }: DomainMinutes, registrarId: string): Promise<void> {
    await this.record.append({
      source: transferSource(claim.id, domain),
      personId: claim.personId,
      verb: 'transferred',
      kind: 'transferred-training',
      objectId: claim.id,
      lineage: transferSource(claim.id, domain),
      title: claim.provider,
      day: claim.toDay,
      minutes,
      domain,
      voucherKind: 'registrar',
      vouchedBy: registrarId,
    });
  }
}
