import { Audit, requireRole, type Actor } from '#libs/identity';
import { Clock, dayOf, NotFound, Settings, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { Injectable } from '@nestjs/common';
import { hadPlaceOn } from './domain/tenure.ts';
import { MeetingQueries, type MeetingSheet } from './meetings.queries.ts';
import { LongerThanMeeting, MeetingNotYetHeld, NoPlaceThatDay, OwnAttendance } from './refusals.ts';

/** Somebody who was there, and for how many of the meeting's minutes. */
export interface Attended {
  readonly personId: string;
  readonly minutes: number;
}

/** How many were credited now; the others stood in the record before. */
export interface Confirmed {
  readonly credited: number;
  readonly before: number;
}

/** What those who lead meetings confirm. What a lesson is credited by, a meeting is too: once for each person, whatever becomes of its versions. */
@Injectable()
export class Meetings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly record: TrainingRecord,
    private readonly queries: MeetingQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Credits a meeting to those of a cohort who were there, all at once; also to who has left since.
   * @throws NotFound, NotPermitted unless instructor of the organization, MeetingNotYetHeld, LongerThanMeeting, OwnAttendance, NoPlaceThatDay
   */
  async confirm(actor: Actor, cohortSlug: string, lineage: string, heldOn: Day, attended: readonly Attended[]): Promise<Confirmed> {
    const sheet = await this.led(actor, cohortSlug, lineage);
    this.requireDayOf(sheet, heldOn);
    if (attended.some(({ minutes }) => minutes < 1 || minutes > sheet.minutes)) throw new LongerThanMeeting(sheet.minutes);
    if (attended.some(({ personId }) => personId === actor.id)) throw new OwnAttendance();
    requirePlaces(sheet, heldOn, attended);
    return this.database.transaction(async () => {
      let credited = 0;
      for (const one of attended) if (await this.credit(actor, sheet, heldOn, one)) credited += 1;
      if (credited > 0) await this.audit.note(actor.id, 'confirm-meeting', `cohort:${sheet.cohort.id}`, { lineage, heldOn, credited });
      return { credited, before: attended.length - credited };
    });
  }

  /** Takes back what was confirmed by mistake in this cohort, of who has left it too; it can be confirmed anew. @throws NotFound, NotPermitted, StatementAlreadyVoided */
  async takeBack(actor: Actor, cohortSlug: string, lineage: string, personId: string, reason: string): Promise<void> {
    const sheet = await this.led(actor, cohortSlug, lineage);
    const confirmed = sheet.rows.find((row) => row.personId === personId)?.confirmed;
    if (!confirmed) throw new NotFound('attendance');
    await this.database.transaction(async () => {
      await this.record.void(confirmed.statementId, actor.id, 'instructor', reason);
      await this.audit.note(actor.id, 'take-back-meeting', `person:${personId}`, { cohortId: sheet.cohort.id, lineage });
    });
  }

  private async led(actor: Actor, cohortSlug: string, lineage: string): Promise<MeetingSheet> {
    const sheet = await this.queries.sheet(actor, cohortSlug, lineage);
    requireRole(actor, 'instructor', sheet.cohort.organizationId);
    return sheet;
  }

  private requireDayOf({ cohort }: MeetingSheet, heldOn: Day): void {
    const today = dayOf(this.clock.now(), this.settings.timeZone);
    const until = cohort.endsOn !== null && cohort.endsOn < today ? cohort.endsOn : today;
    if (heldOn < cohort.startsOn || heldOn > until) throw new MeetingNotYetHeld(cohort.startsOn, until);
  }

  /** The statement names the cohort, as whoever was credited in another one is not for this one to take back. */
  private async credit(actor: Actor, { cohort, lessonId, lineage, title, domain, competencies }: MeetingSheet, day: Day, { personId, minutes }: Attended): Promise<boolean> {
    return this.record.append({
      source: `lesson:${personId}:${lineage}`, personId, verb: 'attended', kind: 'meeting', objectId: lessonId, lineage, title, minutes, domain, competencies, day, result: { cohortId: cohort.id },
      voucherKind: 'instructor', vouchedBy: actor.id,
    });
  }
}

/** Names those of the cohort who had no place that day. Whoever never had one is on no page of it, so they are not named either. */
function requirePlaces({ rows }: MeetingSheet, heldOn: Day, attended: readonly Attended[]): void {
  const people = new Map(rows.map((row) => [row.personId, row]));
  const ticked = attended.map(({ personId }) => people.get(personId));
  if (ticked.includes(undefined)) throw new NotFound('trainee');
  const without = ticked.flatMap((row) => (row && !hadPlaceOn(row.tenures, heldOn) ? [row.name] : []));
  if (without.length > 0) throw new NoPlaceThatDay(heldOn, without);
}
