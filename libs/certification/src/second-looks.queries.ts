import { Injectable } from '@nestjs/common';
import { requireRole, type Actor } from '#libs/identity';
import { Clock, dayOf, NotFound, Settings, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { Statement } from '#libs/record';
import type { Evaluation } from './domain/evaluation.ts';
import type { ProgramRules } from './domain/requirements.ts';
import { countedFor } from './domain/second-look.ts';
import { EligibilityQueries } from './eligibility.queries.ts';
import { OwnCertification } from './standing.service.ts';

/** A certification that waits for a second look. */
export interface LookLine {
  readonly decisionId: string;
  readonly number: string;
  readonly name: string;
  readonly title: string;
  /** When the first of what waits was voided, as far as the body knows. */
  readonly openedAt: Date;
  readonly voided: number;
  /** The registrar's own: shown, but not open to them. */
  readonly own: boolean;
}

export interface VoidedStatement extends Pick<Statement, 'title' | 'kind' | 'day' | 'minutes' | 'voucherKind'> {
  readonly voidingId: string;
  readonly reason: string;
  readonly voidedBy: string | null;
  readonly voidedAt: Date;
  /** Titles of requirements. */
  readonly countedFor: readonly string[];
  /** Why the certification stands all the same; null while nobody has said. */
  readonly answer: { readonly reason: string; readonly by: string; readonly at: Date } | null;
}

export interface SecondLook {
  readonly decisionId: string;
  /** The number that the right has now; a corrected name gives it another. */
  readonly number: string;
  readonly personId: string;
  readonly certificationId: string;
  /** The oldest first. */
  readonly statements: readonly VoidedStatement[];
  /** Those that wait for an answer; none when all are answered, or the certification was suspended since, or is over. */
  readonly waiting: readonly string[];
  /** By the rules of the award, what the holder has today. */
  readonly evaluation: Evaluation;
}

/** Which certifications an award lives on in: its own, and those that followed it under a corrected name. The values of $1 are ids of decisions, or null for all. */
const HELD = `
  held as (
    select c.decision_id as award_id, c.id, c.number, c.certified_name, c.title, c.person_id, c.grace_until from certifications c
      where c.decision_id in (select decision_id from second_looks where $1::uuid[] is null or decision_id = any($1))
    union all
    select h.award_id, c.id, c.number, c.certified_name, c.title, c.person_id, c.grace_until from held h join name_corrections n on n.certification_id = h.id join certifications c on c.correction_id = n.id
  )`;
const NOW_HELD = `not exists (select from standing_decisions d where d.certification_id = h.id and d.kind = 'superseded')`;

/** $2 is today. */
const WAITING = `
  with recursive ${HELD}
  select l.decision_id as "decisionId", l.voiding_id as "voidingId", l.opened_at as "openedAt", h.number, h.certified_name as name, h.title, h.person_id as "personId"
  from second_looks l join held h on h.award_id = l.decision_id and ${NOW_HELD}
  where ($1::uuid[] is null or l.decision_id = any($1)) and h.grace_until >= $2
    and not exists (select from second_look_answers a where a.decision_id = l.decision_id and a.voiding_id = l.voiding_id)
    and not exists (select from standing_decisions d join held o on o.id = d.certification_id
      where o.award_id = l.decision_id and (d.kind in ('revoked', 'surrendered') or (d.kind = 'suspended' and d.decided_at >= l.opened_at)))`;

/** One voided statement that waits for an answer, and who holds the right now. */
export interface WaitingLook {
  readonly decisionId: string;
  readonly voidingId: string;
  readonly number: string;
  readonly personId: string;
}

/** An award with what is needed to evaluate it anew, and where it lives on. */
interface Award extends Pick<SecondLook, 'decisionId' | 'personId' | 'certificationId' | 'number'> {
  readonly programId: string;
  readonly applicationId: string;
  readonly rules: ProgramRules;
  readonly checklist: Evaluation;
}

/** The award that a number, also one of a corrected name, goes back to. */
const AWARD_OF = `
  with recursive up as (
    select decision_id, correction_id from certifications where number = $1
    union all
    select c.decision_id, c.correction_id from up join name_corrections n on n.id = up.correction_id join certifications c on c.id = n.certification_id
  ) select decision_id as "decisionId" from up where decision_id is not null`;

@Injectable()
export class SecondLookQueries {
  constructor(
    private readonly database: Database,
    private readonly eligibility: EligibilityQueries,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** What waits, the oldest first, `limit` at a time after the award `after`. @throws NotPermitted */
  async waiting(actor: Actor, limit: number, after: string | null): Promise<LookLine[]> {
    requireRole(actor, 'registrar');
    return this.database.read<LookLine>(
      `with lines as (
         select "decisionId", number, name, title, min("openedAt") as "openedAt", count(*)::int as voided, "personId" = $3 as own from (${WAITING}) w group by "decisionId", number, name, title, "personId"
       ) select * from lines where $5::uuid is null or ("openedAt", "decisionId") > (select "openedAt", "decisionId" from lines where "decisionId" = $5)
       order by "openedAt", "decisionId" limit $4`,
      [null, this.today(), actor.id, limit, after],
    );
  }

  /** How many certifications wait. @throws NotPermitted */
  async count(actor: Actor): Promise<number> {
    requireRole(actor, 'registrar');
    const [row] = await this.database.read<{ n: number }>(`select count(distinct "decisionId")::int as n from (${WAITING}) w`, [null, this.today()]);
    return row!.n;
  }

  /** What waits of one award. */
  async waitingOf(decisionId: string): Promise<WaitingLook[]> {
    return this.database.read<WaitingLook>(WAITING, [[decisionId], this.today()]);
  }

  /** By any number that the right ever had. @throws NotPermitted, NotFound (nothing that counted was ever voided), OwnCertification */
  async of(actor: Actor, number: string): Promise<SecondLook> {
    requireRole(actor, 'registrar');
    const award = await this.award(number);
    const { decisionId, personId, certificationId, checklist } = award;
    const statements = await this.statements(decisionId, checklist);
    if (statements.length === 0) throw new NotFound('second look');
    if (personId === actor.id) throw new OwnCertification();
    const waiting = (await this.waitingOf(decisionId)).map(({ voidingId }) => voidingId);
    const { evaluation } = await this.eligibility.today(award);
    return { decisionId, number: award.number, personId, certificationId, statements, waiting, evaluation };
  }

  private async award(number: string): Promise<Award> {
    const [found] = await this.database.read<{ decisionId: string }>(AWARD_OF, [number]);
    if (!found) throw new NotFound('certification');
    const [award] = await this.database.read<Award>(
      `with recursive ${HELD}
       select d.id as "decisionId", a.person_id as "personId", r.program_id as "programId", a.id as "applicationId", h.id as "certificationId", h.number, r.rules, d.checklist
       from decisions d join application_submissions u on u.id = d.submission_id join applications a on a.id = u.application_id join requirement_sets r on r.id = a.requirement_set_id
       join held h on h.award_id = d.id and ${NOW_HELD} where d.id = any($1)`,
      [[found.decisionId]],
    );
    if (!award) throw new NotFound('second look');
    return award;
  }

  private async statements(decisionId: string, checklist: Evaluation): Promise<VoidedStatement[]> {
    const rows = await this.database.read<Omit<VoidedStatement, 'countedFor' | 'answer'> & { voids: string; answerReason: string; answeredBy: string; answeredAt: Date | null }>(
      `select l.voiding_id as "voidingId", s.id as voids, s.title, s.kind, s.day::text, s.minutes, v.voucher_kind as "voucherKind", v.reason, coalesce(p.preferred_name, p.legal_name) as "voidedBy", v.recorded_at as "voidedAt",
         a.reason as "answerReason", coalesce(b.preferred_name, b.legal_name) as "answeredBy", a.answered_at as "answeredAt"
       from second_looks l join statements v on v.id = l.voiding_id join statements s on s.id = v.voids left join people p on p.id = v.vouched_by
       left join second_look_answers a on a.decision_id = l.decision_id and a.voiding_id = l.voiding_id left join people b on b.id = a.answered_by
       where l.decision_id = $1 order by v.recorded_at, v.id`,
      [decisionId],
    );
    return rows.map(({ voids, answerReason, answeredBy, answeredAt, ...statement }) => ({
      ...statement,
      countedFor: countedFor(checklist, voids),
      answer: answeredAt && { reason: answerReason, by: answeredBy, at: answeredAt },
    }));
  }

  private today(): Day {
    return dayOf(this.clock.now(), this.settings.timeZone);
  }
}
