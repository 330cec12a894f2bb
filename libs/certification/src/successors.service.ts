import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Clock, dayOf, newId, Settings } from '#libs/kernel';
import { brokenConstraint, Database, Jobs } from '#libs/persistence';
import { RegistryService } from '#libs/registry';
import type { ProgramRules } from './domain/requirements.ts';
import { checkCorrection } from './domain/standing-acts.ts';
import { Certification, StandingDecisionRow } from './entities/certification.entity.ts';
import type { NameCorrection } from './entities/name-correction.entity.ts';
import { Issuing } from './issuing.service.ts';
import { StandingChangedMeanwhile } from './standing.service.ts';

export interface CorrectionAnswer {
  readonly granted: boolean;
  readonly number: string;
}

/** Issues what takes the place of a certification, and marks that one superseded, in the book as in ours. */
@Injectable()
export class Successors {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly registry: RegistryService,
    private readonly issuing: Issuing,
    private readonly jobs: Jobs,
  ) {}

  /** In the caller's transaction; answers the new number. @throws StandingDoesNotAllow, StandingChangedMeanwhile, PublicAddressNotSet */
  async issue(asked: Pick<NameCorrection, 'id' | 'certificationId' | 'name'>, actor: Actor): Promise<string> {
    const old = await this.database.rows(Certification).findOneByOrFail({ id: asked.certificationId });
    const past = await this.database.rows(StandingDecisionRow).find({ where: { certificationId: old.id }, order: { number: 'ASC' } });
    const now = this.clock.now();
    const effectiveOn = dayOf(now, this.settings.timeZone);
    checkCorrection(old.validUntil, past, effectiveOn);
    const { numberFormat } = await this.rules(old.programId);
    const successor = await this.issuing.succeed(old, asked.name, asked.id, numberFormat);
    const id = newId(now.getTime());
    const reason = `Name corrected; replaced by ${successor.number}`;
    await this.supersede({ id, certificationId: old.id, number: past.length + 1, kind: 'superseded', reason, publicNote: null, effectiveOn, decidedBy: actor.id, decidedAt: now });
    await this.registry.record({ id, listingId: old.id, kind: 'superseded', effectiveOn, successorListingId: successor.id });
    await this.tell(old, asked.id, { granted: true, number: successor.number });
    return successor.number;
  }

  /** @throws StandingChangedMeanwhile: somebody suspended or revoked it at the same moment. */
  private async supersede(decision: StandingDecisionRow): Promise<void> {
    try {
      await this.database.rows(StandingDecisionRow).insert(decision);
    } catch (error) {
      if (brokenConstraint(error) === 'standing_decisions_number_once') throw new StandingChangedMeanwhile();
      throw error;
    }
  }

  /** The letter that follows either answer. */
  async tell({ personId, programId }: Pick<Certification, 'personId' | 'programId'>, correctionId: string, answer: CorrectionAnswer): Promise<void> {
    const { contactName, contactWay } = (await this.rules(programId)).appeal;
    const facts = { ...answer, link: `${this.settings.publicUrl}/certifications/${answer.number}`, contactName, contactWay };
    await this.jobs.letter('name-correction-decided', personId, facts, `name-correction-decided:${correctionId}`);
  }

  private async rules(programId: string): Promise<ProgramRules> {
    const [newest] = await this.database.read<{ rules: ProgramRules }>(`select rules from requirement_sets where program_id = $1 order by version desc limit 1`, [programId]);
    return newest!.rules;
  }
}
