import { Injectable } from '@nestjs/common';
import { Clock, dayOf, newId, NotFound, Settings } from '#libs/kernel';
import { FileAlreadyUsed, FileIsGone, StoredFiles, UNUSED_FILE_DAYS } from '#libs/files';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/persistence';
import { may } from './domain/claim.ts';
import { faultOfTraining, type TrainingRow } from './domain/training.ts';
import { Claim, ClaimWithdrawal } from './entities/claim.entity.ts';
import { TrainingMinutes, TrainingRowRow } from './entities/training-row.entity.ts';
import { ClaimMovedOn, DocumentAlreadySent, DocumentDeleted, TrainingNotAccepted } from './refusals.ts';
import { TrainingQueries } from './training.queries.ts';

/** What a trainee does with training taken elsewhere: claim it, withdraw it. Everyone acts on their own only. */
@Injectable()
export class TransferredTraining {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly training: TrainingQueries,
    private readonly files: StoredFiles,
  ) {}

  /** Claims training for the registrar to review; `documentFileId` names the certificate or transcript that the trainee uploaded before. Answers the claim's id. @throws TrainingNotAccepted, NotFound, DocumentAlreadySent, DocumentDeleted */
  async claim(actor: Actor, training: TrainingRow, documentFileId: string | null): Promise<string> {
    return this.database.transaction(async () => {
      const madeAt = this.clock.now();
      const fault = faultOfTraining(training, dayOf(madeAt, this.settings.timeZone));
      if (fault) throw new TrainingNotAccepted(fault);
      const id = newId(madeAt.getTime());
      if (documentFileId !== null) await this.attach(actor, documentFileId, id);
      const { provider, fromDay, toDay, minutes } = training;
      await this.database.rows(Claim).insert({ id, personId: actor.id, kind: 'transferred-training', lineage: id, supersedes: null, amendmentReason: null, madeAt });
      await this.database.rows(TrainingRowRow).insert({ claimId: id, provider, fromDay, toDay, documentFileId });
      await this.database.rows(TrainingMinutes).insert(minutes.map((one) => ({ ...one, claimId: id })));
      return id;
    });
  }

  /** @throws NotFound, ClaimMovedOn when a registrar answered meanwhile */
  async withdraw(actor: Actor, claimId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.read(`select id from claims where id = $1 and person_id = $2 for update`, [claimId, actor.id]);
      const claim = await this.training.byId(claimId);
      if (claim?.personId !== actor.id) throw new NotFound('claim');
      if (!may('withdraw', claim)) throw new ClaimMovedOn();
      await this.database.rows(ClaimWithdrawal).insert({ claimId, at: this.clock.now() });
    });
  }

  /** The id of a claim's document, for the trainee who sent it. @throws NotFound */
  async document(actor: Actor, claimId: string): Promise<string> {
    const claim = await this.training.byId(claimId);
    if (claim?.personId !== actor.id || claim.documentFileId === null) throw new NotFound('document');
    return claim.documentFileId;
  }

  private async attach(actor: Actor, documentFileId: string, claimId: string): Promise<void> {
    try {
      await this.files.claim(actor.id, documentFileId, 'document', `training:${claimId}`);
    } catch (error) {
      if (error instanceof FileIsGone) throw new DocumentDeleted(UNUSED_FILE_DAYS);
      throw error instanceof FileAlreadyUsed ? new DocumentAlreadySent() : error;
    }
  }
}
