import { Injectable } from '@nestjs/common';
import { Audit, People, type Actor } from '#libs/identity';
import { Clock, dayOf, newId, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { checkSignature } from './domain/signature.ts';
import { EthicsSignature } from './entities/ethics.entity.ts';
import { ProgramQueries, type HeldRules } from './programs.queries.ts';

@Injectable()
export class EthicsSignatures {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly people: People,
    private readonly programs: ProgramQueries,
    private readonly audit: Audit,
  ) {}

  /** Signs the code of ethics that these rules ask for, as oneself. Twice on a day is once. @throws SignatureDiffers, NotFound */
  async sign(actor: Actor, signature: string, program: Pick<HeldRules, 'programId' | 'rules'>): Promise<void> {
    const text = await this.programs.ethicsText(program);
    const { legalName } = await this.people.byId(actor.id);
    checkSignature(signature, legalName);
    await this.database.transaction(async () => {
      const now = this.clock.now();
      const row = { id: newId(now.getTime()), textId: text.id, personId: actor.id, signedName: legalName, signedOn: dayOf(now, this.settings.timeZone), signedAt: now };
      await this.database.rows(EthicsSignature).createQueryBuilder().insert().values(row).orIgnore().execute();
      await this.audit.note(actor.id, 'sign-ethics', `person:${actor.id}`, { version: text.version });
    });
  }

  /** The latest signature of this text by a person, if there is one. */
  async latest(personId: string, textId: string): Promise<EthicsSignature | null> {
    return this.database.rows(EthicsSignature).findOne({ where: { personId, textId }, order: { signedAt: 'DESC' } });
  }
}
