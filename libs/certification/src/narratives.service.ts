import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '#libs/identity';
import { Clock, dayOf, NotFound, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { CaseFiles } from './case-files.ts';
import { readNarrative } from './domain/narrative.ts';
import { AttestationNarrative } from './entities/attestation.entity.ts';
import { NarrativeCipher, type SealedNarrative } from './narrative-cipher.ts';

/** What a page may know about a narrative without opening it. */
export interface NarrativeNote {
  readonly writtenAt: Date;
  readonly purgedAt: Date | null;
}

/** The texts that some people add to their attestation. Nobody but the registrar who claimed the application opens one, and each opening is on the audit trail. */
@Injectable()
export class Narratives {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly files: CaseFiles,
    private readonly cipher: NarrativeCipher,
    private readonly audit: Audit,
  ) {}

  /** Seals a text in the caller's transaction; blanks are no text. @throws NarrativeTooLong */
  async keep(attestationId: string, typed: string): Promise<void> {
    const text = readNarrative(typed);
    if (text === undefined) return;
    await this.database.rows(AttestationNarrative).insert({ attestationId, ...this.cipher.seal(attestationId, text), writtenAt: this.clock.now(), purgedAt: null, purgedBecause: null });
  }

  /** @throws NotPermitted, OwnApplication, ClaimedByAnother, ApplicationIsNotThere, NotFound (there is none), NarrativeCannotBeOpened */
  async read(actor: Actor, applicationId: string): Promise<string> {
    return this.database.transaction(async () => {
      const { personId, programId } = await this.files.forReview(actor, applicationId, 'read-narrative');
      const [row] = await this.database.read<SealedNarrative & { attestationId: string }>(
        `select n.attestation_id as "attestationId", n.key_id as "keyId", n.nonce, n.sealed from attestation_narratives n join attestations a on a.id = n.attestation_id
         where a.person_id = $1 and a.program_id = $2 and n.sealed is not null order by a.attested_at desc limit 1`,
        [personId, programId],
      );
      if (!row) throw new NotFound('narrative');
      const text = this.cipher.open(row.attestationId, row);
      await this.audit.note(actor.id, 'read-narrative', `application:${applicationId}`);
      return text;
    });
  }

  /** Takes back all that oneself has written. The attestations stay: a narrative was never needed for them. */
  async takeBack(actor: Actor): Promise<void> {
    await this.database.transaction(async () => {
      const purged = await this.purge(`a.person_id = $3`, 'taken-back', [actor.id]);
      if (purged > 0) await this.audit.note(actor.id, 'take-back-narrative', `person:${actor.id}`);
    });
  }

  /**
   * Purges every narrative whose person has no open application, and whose last decision or withdrawal lies further back than the program's appeal window.
   * For the worker, once a day. Answers how many.
   */
  async purgeOverdue(): Promise<number> {
    return this.database.transaction(async () => {
      const purged = await this.purge(OVERDUE, 'appeal-window-over', [dayOf(this.clock.now(), this.settings.timeZone), this.settings.timeZone]);
      if (purged > 0) await this.audit.note(null, 'purge-narratives', 'attestations', { purged });
      return purged;
    });
  }

  async note(attestationId: string): Promise<NarrativeNote | null> {
    return this.database.rows(AttestationNarrative).findOne({ where: { attestationId }, select: { attestationId: true, writtenAt: true, purgedAt: true } });
  }

  private async purge(which: string, because: string, values: readonly unknown[]): Promise<number> {
    const rows = await this.database.read(
      `update attestation_narratives n set sealed = null, nonce = null, purged_at = $1, purged_because = $2 from attestations a
       where a.id = n.attestation_id and n.sealed is not null and ${which} returning n.attestation_id`,
      [this.clock.now(), because, ...values],
    );
    return rows.length;
  }
}

/** $3 is today, $4 the body's time zone. */
const OVERDUE = `
  not exists (select from applications o join application_states s on s.application_id = o.id
    where o.person_id = a.person_id and (s.state in ('draft', 'submitted', 'claimed', 'returned')
      or (coalesce(s.withdrawn_at, s.decided_at) at time zone $4)::date + coalesce((select (r.rules -> 'appeal' ->> 'days')::int from requirement_sets r where r.id = o.requirement_set_id), 0) >= $3::date))
  and exists (select from applications o join application_states s on s.application_id = o.id where o.person_id = a.person_id and coalesce(s.withdrawn_at, s.decided_at) >= a.attested_at)`;
