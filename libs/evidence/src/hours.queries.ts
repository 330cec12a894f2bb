import { Injectable } from '@nestjs/common';
import type { Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { RecordQueries, sumMinutes } from '#libs/record';
import type { ClaimFacts, HoursVerdict } from './domain/claim.ts';
import type { HoursRow } from './domain/hours.ts';

/** A row of supervised hours with everything that happened to it. */
export interface HoursClaim extends HoursRow, ClaimFacts {
  readonly id: string;
  readonly personId: string;
  readonly trainee: string;
  readonly lineage: string;
  readonly supersedes: string | null;
  readonly amendmentReason: string | null;
  readonly madeAt: Date;
  readonly supervisorId: string;
  readonly supervisor: string;
  readonly organizationId: string | null;
  /** The supervisor still holds the approval that the row was written for. */
  readonly supervisorApproved: boolean;
  readonly verdict: HoursVerdict | null;
  readonly verdictReason: string | null;
  readonly answeredAt: Date | null;
}

export interface HoursTotals {
  readonly confirmedMinutes: number;
  readonly supervisionMinutes: number;
  readonly waitingMinutes: number;
}

const LIVE = (claim: string): string => `not exists (select from claim_withdrawals x where x.claim_id = ${claim}.id) and not exists (select from vouchings x where x.claim_id = ${claim}.id and x.verdict = 'disputed')`;
const WAITING = `not exists (select from claim_withdrawals x where x.claim_id = c.id) and not exists (select from vouchings x where x.claim_id = c.id)`;

const HOURS = `
  select c.id, c.kind, c.person_id as "personId", coalesce(p.preferred_name, p.legal_name) as trainee, c.lineage, c.supersedes, c.amendment_reason as "amendmentReason", c.made_at as "madeAt",
    h.day::text, h.minutes, h.site, h.domain, h.activity, h.supervisor_id as "supervisorId", coalesce(s.preferred_name, s.legal_name) as supervisor, h.organization_id as "organizationId",
    h.supervision_day::text as "supervisionDay", h.individual_minutes as "individualMinutes", h.group_minutes as "groupMinutes",
    exists (select from role_grants g where g.person_id = h.supervisor_id and g.role = 'supervisor' and g.organization_id is not distinct from h.organization_id
      and not exists (select from role_endings e where e.grant_id = g.id)) as "supervisorApproved",
    (select max(r.asked_at) from asked_claims a join vouch_requests r on r.id = a.request_id where a.claim_id = c.id) as "askedAt",
    w.at as "withdrawnAt", v.verdict, v.reason as "verdictReason", v.at as "answeredAt",
    exists (select from claims n join vouchings nv on nv.claim_id = n.id and nv.verdict = 'confirmed' where n.supersedes = c.id) as superseded,
    exists (select from claims n where n.supersedes = c.id and not exists (select from vouchings x where x.claim_id = n.id)
      and not exists (select from claim_withdrawals x where x.claim_id = n.id)) as "amendmentOpen"
  from claims c join hours_rows h on h.claim_id = c.id join people p on p.id = c.person_id join people s on s.id = h.supervisor_id
  left join claim_withdrawals w on w.claim_id = c.id left join vouchings v on v.claim_id = c.id`;

@Injectable()
export class HoursQueries {
  constructor(
    private readonly database: Database,
    private readonly record: RecordQueries,
  ) {}

  /** Rows of a trainee, newest first, a page at a time; `before` is the last id of the page before. */
  async of(personId: string, { before = null, most = 50 }: { before?: string | null; most?: number } = {}): Promise<HoursClaim[]> {
    return this.database.read<HoursClaim>(`${HOURS} where c.person_id = $1 and ($2::uuid is null or c.id < $2) order by c.id desc limit $3`, [personId, before, most]);
  }

  /** Rows of a trainee that nobody answered yet, oldest first. */
  async waitingOf(personId: string): Promise<HoursClaim[]> {
    return this.database.read<HoursClaim>(`${HOURS} where c.person_id = $1 and ${WAITING} order by c.id`, [personId]);
  }

  async byIds(ids: readonly string[]): Promise<HoursClaim[]> {
    return this.database.read<HoursClaim>(`${HOURS} where c.id = any($1) order by c.id`, [ids]);
  }

  /** Rows that a supervisor was asked about and has not answered, by trainee and day. */
  async waitingFor(supervisorId: string): Promise<HoursClaim[]> {
    return this.database.read<HoursClaim>(`${HOURS} where h.supervisor_id = $1 and c.person_id <> $1 and ${WAITING} and exists (select from asked_claims a where a.claim_id = c.id) order by trainee, c.person_id, h.day, c.id limit 200`, [supervisorId]);
  }

  /** What a supervisor answered, latest first. */
  async answeredBy(supervisorId: string, most = 50): Promise<HoursClaim[]> {
    return this.database.read<HoursClaim>(`${HOURS} where v.voucher_id = $1 order by v.at desc, c.id desc limit $2`, [supervisorId, most]);
  }

  /** Minutes that a trainee claims for each of some days, without `except` (the row that is being corrected) and without rows already corrected. */
  async minutesByDay(personId: string, days: readonly Day[], except: string | null): Promise<ReadonlyMap<Day, number>> {
    const rows = await this.database.read<{ day: Day; minutes: number }>(
      `select h.day::text, sum(h.minutes)::int as minutes from claims c join hours_rows h on h.claim_id = c.id
       where c.person_id = $1 and h.day = any($2::date[]) and c.id is distinct from $3 and ${LIVE('c')} and not exists (select from claims n where n.supersedes = c.id and ${LIVE('n')}) group by h.day`,
      [personId, days, except],
    );
    return new Map(rows.map(({ day, minutes }) => [day, minutes]));
  }

  /** Confirmed minutes are what stands in the record; waiting ones are what nobody answered yet. */
  async totals(personId: string): Promise<HoursTotals> {
    const standing = await this.record.standing(personId);
    const of = (kind: string): number => sumMinutes(standing.filter((statement) => statement.kind === kind));
    const [waiting] = await this.database.read<{ minutes: number }>(`select coalesce(sum(h.minutes), 0)::int as minutes from claims c join hours_rows h on h.claim_id = c.id where c.person_id = $1 and ${WAITING}`, [personId]);
    return { confirmedMinutes: of('supervised-hours'), supervisionMinutes: of('supervision'), waitingMinutes: waiting!.minutes };
  }
}
