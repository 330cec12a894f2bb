import { Injectable } from '@nestjs/common';
import { Audit, requireRole, type Actor } from '#libs/identity';
import { Clock, newId, NotFound, Refusal, Settings, type Day } from '#libs/kernel';
import { brokenConstraint, Database, Jobs } from '#libs/persistence';
import { RegistryService } from '#libs/registry';
import { checkStandingAct, STANDING_STEPS, type StandingAct, type StandingDecisionKind } from './domain/standing-acts.ts';
import { Certification, StandingDecisionRow } from './entities/certification.entity.ts';
import type { ProgramRules } from './domain/requirements.ts';

export interface StandingOrder {
  /** Read by registrars, and by the holder on their own page. */
  readonly reason: string;
  /** The first day that it holds for. */
  readonly effectiveOn: Day;
  /** Read by everybody; null for none. */
  readonly publicNote: string | null;
}

/** Somebody decided at the same moment; look again before deciding. */
export class StandingChangedMeanwhile extends Refusal {
  constructor() {
    super('conflict');
  }
}

export class OwnCertification extends Refusal {
  constructor() {
    super('forbidden');
  }
}

/** Said in the letter; the registry has the last word. */
const IN_WORDS: Readonly<Record<StandingAct, string>> = { suspend: 'suspended', reinstate: 'active', revoke: 'revoked' };

/** Suspends, reinstates and revokes. The registry shows it in the same second, because it is written in the same transaction. */
@Injectable()
export class Standings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly registry: RegistryService,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  suspend(actor: Actor, number: string, order: StandingOrder): Promise<void> {
    return this.decide(actor, 'suspend', number, order);
  }

  reinstate(actor: Actor, number: string, order: StandingOrder): Promise<void> {
    return this.decide(actor, 'reinstate', number, order);
  }

  revoke(actor: Actor, number: string, order: StandingOrder): Promise<void> {
    return this.decide(actor, 'revoke', number, order);
  }

  /** @throws NotPermitted, NotFound, OwnCertification, StandingDoesNotAllow, EffectiveDayDoesNotFit, StandingChangedMeanwhile */
  private async decide(actor: Actor, act: StandingAct, number: string, { reason, effectiveOn, publicNote }: StandingOrder): Promise<void> {
    requireRole(actor, 'registrar');
    await this.database.transaction(async () => {
      const certification = await this.database.rows(Certification).findOneBy({ number });
      if (!certification) throw new NotFound('certification');
      if (certification.personId === actor.id) throw new OwnCertification();
      const past = await this.database.rows(StandingDecisionRow).find({ where: { certificationId: certification.id }, order: { number: 'ASC' } });
      checkStandingAct(act, certification, past, effectiveOn);
      const kind = STANDING_STEPS[act].makes;
      const id = await this.write(actor, certification, { number: past.length + 1, kind, reason, effectiveOn, publicNote });
      await this.registry.record({ id, listingId: certification.id, kind, effectiveOn, publicNote });
      await this.tell(certification, act, id, effectiveOn);
      await this.audit.note(actor.id, `certification-${kind}`, `certification:${certification.id}`, { effectiveOn });
    });
  }

  private async write(actor: Actor, { id: certificationId }: Certification, decision: StandingOrder & { number: number; kind: StandingDecisionKind }): Promise<string> {
    const decidedAt = this.clock.now();
    const id = newId(decidedAt.getTime());
    try {
      await this.database.rows(StandingDecisionRow).insert({ id, certificationId, ...decision, decidedBy: actor.id, decidedAt });
      return id;
    } catch (error) {
      if (brokenConstraint(error) === 'standing_decisions_number_once') throw new StandingChangedMeanwhile();
      throw error;
    }
  }

  private async tell({ personId, programId, title, number }: Certification, act: StandingAct, decisionId: string, effectiveOn: Day): Promise<void> {
    const [newest] = await this.database.read<{ appeal: ProgramRules['appeal'] }>(`select rules -> 'appeal' as appeal from requirement_sets where program_id = $1 order by version desc limit 1`, [programId]);
    const { contactName, contactWay } = newest!.appeal;
    const facts = { programTitle: title, number, standing: IN_WORDS[act], effectiveOn, link: `${this.settings.publicUrl}/certification`, contactName, contactWay };
    await this.jobs.letter('standing-changed', personId, facts, `standing-changed:${decisionId}`);
  }
}
