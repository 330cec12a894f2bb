import { Injectable } from '@nestjs/common';
import type { Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { ClaimFacts, TransferVerdict } from './domain/claim.ts';
import type { DomainMinutes, TrainingRow } from './domain/training.ts';

/** A claim of transferred training with everything that happened to it. */
export interface TrainingClaim extends TrainingRow, ClaimFacts {
  readonly id: string;
  readonly personId: string;
  readonly trainee: string;
  readonly legalName: string;
  readonly madeAt: Date;
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly documentFileId: string | null;
  readonly credited: readonly DomainMinutes[];
  readonly verdict: TransferVerdict | null;
  readonly verdictReason: string | null;
  readonly answeredAt: Date | null;
}

const MINUTES = (table: string): string => `coalesce((select json_agg(json_build_object('domain', m.domain, 'minutes', m.minutes) order by m.domain) from ${table} m where m.claim_id = c.id), '[]')`;

const TRAINING = `
  select c.id, c.kind, c.person_id as "personId", coalesce(p.preferred_name, p.legal_name) as trainee, p.legal_name as "legalName", c.made_at as "madeAt",
    t.provider, t.from_day::text as "fromDay", t.to_day::text as "toDay", t.document_file_id as "documentFileId",
    ${MINUTES('training_minutes')} as minutes, ${MINUTES('training_credits')} as credited,
    null as "askedAt", w.at as "withdrawnAt", v.verdict, v.reason as "verdictReason", v.at as "answeredAt", false as superseded, false as "amendmentOpen"
  from claims c join training_rows t on t.claim_id = c.id join people p on p.id = c.person_id
  left join claim_withdrawals w on w.claim_id = c.id left join vouchings v on v.claim_id = c.id`;

@Injectable()
export class TrainingQueries {
  constructor(private readonly database: Database) {}

  /** Claims of a trainee, newest first, a page at a time. */
  async of(personId: string, { before = null, most = 50 }: { before?: string | null; most?: number } = {}): Promise<TrainingClaim[]> {
    return this.database.read<TrainingClaim>(`${TRAINING} where c.person_id = $1 and ($2::uuid is null or c.id < $2) order by c.id desc limit $3`, [personId, before, most]);
  }

  /** Claims that no registrar answered yet, oldest first, a page at a time; `after` is the last id of the page before. */
  async waiting({ after = null, most = 50 }: { after?: string | null; most?: number } = {}): Promise<TrainingClaim[]> {
    return this.database.read<TrainingClaim>(`${TRAINING} where v.claim_id is null and w.claim_id is null and ($1::uuid is null or c.id > $1) order by c.id limit $2`, [after, most]);
  }

  async byId(claimId: string): Promise<TrainingClaim | undefined> {
    const [claim] = await this.database.read<TrainingClaim>(`${TRAINING} where c.id = $1`, [claimId]);
    return claim;
  }
}
