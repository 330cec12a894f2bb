import { Injectable } from '@nestjs/common';
import { Clock, dayOf, newId, NotFound, Settings, type Day } from '#libs/kernel';
import type { Actor } from '#libs/identity';
import { Database, Jobs } from '#libs/persistence';
import { may, mayAskNow } from './domain/claim.ts';
import { faultOfRow, type HoursFault, type HoursRow } from './domain/hours.ts';
import { Claim, ClaimWithdrawal } from './entities/claim.entity.ts';
import { HoursRowRow } from './entities/hours-row.entity.ts';
import { AskedClaim, VouchRequest } from './entities/vouching.entity.ts';
import { HoursQueries, type HoursClaim } from './hours.queries.ts';
import { ClaimMovedOn, DayNotYet, DayTooLong, MinutesOutOfRange, NothingToAsk, OwnSupervisor, SupervisionDayMissing, SupervisorNotApproved } from './refusals.ts';
import { SupervisorQueries, type ApprovedSupervisor, type Trainee } from './supervisors.queries.ts';

/** What a trainee does with supervised hours: log, withdraw, amend, ask the supervisor. Everyone acts on their own hours only. */
@Injectable()
export class SupervisedHours {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly hours: HoursQueries,
    private readonly supervisors: SupervisorQueries,
  ) {}

  /**
   * Logs rows for one supervisor, all or none; answers the ids of their claims. `approvalId` says who supervises, and for whom: an organization of the trainee or
   * the body. A refusal of the second row names
   * the fields `day2`, `minutes2` and so on. @throws SupervisorNotApproved, OwnSupervisor, DayNotYet, MinutesOutOfRange, DayTooLong, SupervisionDayMissing
   */
  async log(trainee: Trainee, approvalId: string, rows: readonly HoursRow[]): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.lock(trainee.id);
      const supervisor = await this.approved(trainee, approvalId);
      await this.check(trainee.id, rows, null);
      const ids: string[] = [];
      for (const row of rows) ids.push(await this.keep(trainee.id, row, supervisor, null, null));
      return ids;
    });
  }

  /** @throws NotFound, ClaimMovedOn when it was answered meanwhile */
  async withdraw(actor: Actor, claimId: string): Promise<void> {
    await this.database.transaction(async () => {
      const claim = await this.own(actor, claimId);
      if (!may('withdraw', claim)) throw new ClaimMovedOn();
      await this.database.rows(ClaimWithdrawal).insert({ claimId, at: this.clock.now() });
    });
  }

  /**
   * Corrects an answered row by a new one, which waits for the supervisor like any other. What was confirmed stays in the record until the correction is
   * confirmed. The organization that the row was written for may be left by now; its supervisors can still answer. @throws NotFound, ClaimMovedOn, and what `log` throws
   */
  async amend(trainee: Trainee, claimId: string, approvalId: string, row: HoursRow, reason: string): Promise<string> {
    return this.database.transaction(async () => {
      await this.lock(trainee.id);
      const claim = await this.own(trainee, claimId);
      if (!may('amend', claim)) throw new ClaimMovedOn();
      const supervisor = await this.approved(correcting(trainee, claim), approvalId);
      await this.check(trainee.id, [row], claimId);
      return this.keep(trainee.id, row, supervisor, claim, reason);
    });
  }

  /**
   * Mails each supervisor the rows that wait for them; the worker makes the link when it sends. Answers how many supervisors. Rows asked about within a week,
   * and rows of people who are approved no longer, are left out. @throws NothingToAsk
   */
  async askToConfirm(actor: Actor, traineeName: string): Promise<number> {
    return this.database.transaction(async () => {
      await this.lock(actor.id);
      const now = this.clock.now();
      const waiting = (await this.hours.waitingOf(actor.id)).filter((claim) => claim.supervisorApproved && mayAskNow(claim, now));
      if (waiting.length === 0) throw new NothingToAsk();
      const supervisors = new Set(waiting.map(({ supervisorId }) => supervisorId));
      for (const id of supervisors) await this.ask(actor.id, id, waiting.filter(({ supervisorId }) => supervisorId === id), traineeName);
      return supervisors.size;
    });
  }

  private async ask(personId: string, supervisorId: string, claims: readonly HoursClaim[], traineeName: string): Promise<void> {
    const [id, askedAt] = [newId(this.clock.now().getTime()), this.clock.now()];
    await this.database.rows(VouchRequest).insert({ id, personId, supervisorId, askedAt });
    await this.database.rows(AskedClaim).insert(claims.map((claim) => ({ requestId: id, claimId: claim.id })));
    await this.jobs.letter('hours-to-confirm', supervisorId, { traineeName, requestId: id }, `hours-to-confirm:${id}`);
  }

  private async keep(personId: string, row: HoursRow, { personId: supervisorId, organizationId }: ApprovedSupervisor, corrected: HoursClaim | null, amendmentReason: string | null): Promise<string> {
    const madeAt = this.clock.now();
    const id = newId(madeAt.getTime());
    await this.database.rows(Claim).insert({ id, personId, kind: 'supervised-hours', lineage: corrected?.lineage ?? id, supersedes: corrected?.id ?? null, amendmentReason, madeAt });
    await this.database.rows(HoursRowRow).insert({ ...row, claimId: id, supervisorId, organizationId });
    return id;
  }

  /** Two forms sent at the same moment must not fill a day twice over: one trainee's claims are taken one after another. */
  private async lock(personId: string): Promise<void> {
    await this.database.read(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`claims:${personId}`]);
  }

  private async own(actor: Actor, claimId: string): Promise<HoursClaim> {
    await this.database.read(`select id from claims where id = $1 and person_id = $2 for update`, [claimId, actor.id]);
    const [claim] = await this.hours.byIds([claimId]);
    if (claim?.personId !== actor.id) throw new NotFound('claim');
    return claim;
  }

  private async approved(trainee: Trainee, approvalId: string): Promise<ApprovedSupervisor> {
    const supervisor = await this.supervisors.approval(approvalId, trainee);
    if (!supervisor) throw new SupervisorNotApproved();
    if (supervisor.personId === trainee.id) throw new OwnSupervisor();
    return supervisor;
  }

  private async check(personId: string, rows: readonly HoursRow[], except: string | null): Promise<void> {
    const today = dayOf(this.clock.now(), this.settings.timeZone);
    const claimed = new Map<Day, number>(await this.hours.minutesByDay(personId, rows.map(({ day }) => day), except));
    for (const [index, row] of rows.entries()) {
      const fault = faultOfRow(row, today, claimed.get(row.day) ?? 0);
      if (fault) throw refusalOf(fault, row, index);
      claimed.set(row.day, (claimed.get(row.day) ?? 0) + row.minutes);
    }
  }
}

/** A trainee who corrects a row may also name whom the organization of that row approved. */
export function correcting<T extends Pick<Trainee, 'organizationIds'>>(trainee: T, { organizationId }: Pick<HoursClaim, 'organizationId'>): T {
  return organizationId === null ? trainee : { ...trainee, organizationIds: [...trainee.organizationIds, organizationId] };
}

function refusalOf(fault: HoursFault, row: HoursRow, index: number): Error {
  const field = index === 0 ? fault.field : `${fault.field}${index + 1}`;
  if (fault.what === 'future') return new DayNotYet(field);
  if (fault.what === 'minutes') return new MinutesOutOfRange(field);
  return fault.what === 'long-day' ? new DayTooLong(row.day, fault.minutesLeft, field) : new SupervisionDayMissing(field);
}
