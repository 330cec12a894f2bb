import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '#libs/persistence';
import { standingStatements, TRAINING_KINDS, type Statement } from './domain/statement.ts';

const COLUMNS = `id, person_id as "personId", verb, kind, object_id as "objectId", lineage, title, day::text, minutes, minutes_observed as "minutesObserved", domain, competencies, result,
  voucher_kind as "voucherKind", vouched_by as "vouchedBy", recorded_at as "recordedAt", voids, reason`;
const STANDING = `s.voids is null and not exists (select from statements v where v.voids = s.id)`;

export type Earned = Pick<Statement, 'id' | 'voids' | 'kind' | 'lineage' | 'domain' | 'minutes'>;

@Injectable()
export class RecordQueries {
  constructor(private readonly database: Database) {}

  /** The whole record of a person, oldest first, voidings and all. */
  async history(personId: string): Promise<Statement[]> {
    return this.database.read<Statement>(`select ${COLUMNS} from statements where person_id = $1 order by recorded_at, id`, [personId]);
  }

  /** What stands of a person's record, oldest first: what eligibility and progress are derived from. */
  async standing(personId: string): Promise<Statement[]> {
    return standingStatements(await this.history(personId));
  }

  /** Asks for `Earned[]`, voidings and all, in no order: only what progress is derived from. Pages ask it again and again, together with what other libraries know. */
  asksEarned(personId: string): Sql {
    return { text: `select id, voids, kind, lineage, domain, minutes from statements where person_id = $1`, values: [personId] };
  }

  /** Lineages of one kind that a person has in their record, for progress. */
  async lineages(personId: string, kind: Statement['kind']): Promise<Set<string>> {
    const rows = await this.database.read<{ lineage: string }>(`select lineage from statements s where person_id = $1 and kind = $2 and ${STANDING}`, [personId, kind]);
    return new Set(rows.map((row) => row.lineage));
  }

  /** Training minutes by domain. */
  async trainingMinutes(personId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.read<{ domain: string; minutes: number }>(
      `select coalesce(domain, '') as domain, sum(minutes)::int as minutes from statements s where person_id = $1 and kind = any($2) and minutes is not null and ${STANDING} group by 1`,
      [personId, TRAINING_KINDS],
    );
    return new Map(rows.map((row) => [row.domain, row.minutes]));
  }
}
