import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Database, type Sql } from '#libs/persistence';

export interface AuditFault {
  readonly number: string;
}

/**
 * Who did what to which thing, when: append-only and hash-chained, so that a row changed or taken out behind our back shows. Facts hold ids and
 * reasons' keys, never personal words.
 */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry in the caller's transaction. Entries are chained one after another, so note last in an act. */
  async note(actorId: string | null, act: string, subject: string, facts: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { text, values } = this.noting(actorId, act, subject, facts);
    await this.database.read(text, values);
  }

  /** The same, to be sent together with an act's last statements. */
  noting(actorId: string | null, act: string, subject: string, facts: Readonly<Record<string, unknown>> = {}): Sql {
    return { text: `select 1 as noted from append_audit($1, $2, $3, $4, $5)`, values: [actorId, act, subject, JSON.stringify(facts), this.clock.now()] };
  }

  /** The first entry whose hash does not follow from it and its predecessor; undefined when the chain is whole. */
  async firstFault(): Promise<AuditFault | undefined> {
    const [fault] = await this.database.read<AuditFault>(`
      select number::text from (
        select number, hash, audit_hash(lag(hash) over (order by number), number, actor_id, act, subject, facts, at) as right_hash,
               number - lag(number, 1, 0::bigint) over (order by number) as step
        from audit_entries) chain
      where hash is distinct from right_hash or step <> 1 order by number limit 1`);
    return fault;
  }
}
