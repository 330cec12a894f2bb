import { Injectable } from '@nestjs/common';
import { Audit, People, type Actor } from '#libs/identity';
import { Clock, dayOf, newId, Refusal, Settings } from '#libs/kernel';
import { brokenConstraint, Database } from '#libs/persistence';
import { checkSignature } from './domain/signature.ts';
import { Attestation } from './entities/attestation.entity.ts';
import { Narratives } from './narratives.service.ts';
import type { HeldRules } from './programs.queries.ts';

export interface NewAttestation {
  /** The legal name, typed. */
  readonly signature: string;
  /** At most 250 words; null for none, which is just as good. */
  readonly narrative: string | null;
}

/** Once a day, so that no narrative is lost to a second one. */
export class AttestedToday extends Refusal {
  constructor() {
    super('conflict');
  }
}

@Injectable()
export class Attestations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly people: People,
    private readonly narratives: Narratives,
    private readonly audit: Audit,
  ) {}

  /** A yes to the program's statement, about oneself. @throws SignatureDiffers, NarrativeTooLong, AttestedToday */
  async attest(actor: Actor, { programId, rules }: Pick<HeldRules, 'programId' | 'rules'>, { signature, narrative }: NewAttestation): Promise<void> {
    const { legalName } = await this.people.byId(actor.id);
    checkSignature(signature, legalName);
    await this.database.transaction(async () => {
      const now = this.clock.now();
      const attestation = { id: newId(now.getTime()), programId, personId: actor.id, statement: rules.attestationStatement, signedName: legalName, attestedOn: dayOf(now, this.settings.timeZone), attestedAt: now };
      try {
        await this.database.rows(Attestation).insert(attestation);
      } catch (error) {
        if (brokenConstraint(error) === 'attestations_once_a_day') throw new AttestedToday();
        throw error;
      }
      await this.narratives.keep(attestation.id, narrative ?? '');
      await this.audit.note(actor.id, 'attest', `person:${actor.id}`);
    });
  }

  async latest(personId: string, programId: string): Promise<Attestation | null> {
    return this.database.rows(Attestation).findOne({ where: { personId, programId }, order: { attestedAt: 'DESC' } });
  }
}
