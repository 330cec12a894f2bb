import { Injectable } from '@nestjs/common';
import { RecordQueries, TrainingRecord } from '#libs/record';
import { hoursFacts } from './domain/hours.ts';
import type { HoursClaim } from './hours.queries.ts';

/** Brings confirmed hours into the record, in the transaction of the answer. */
@Injectable()
export class HoursEntries {
  constructor(
    private readonly record: TrainingRecord,
    private readonly queries: RecordQueries,
  ) {}

  async enter(claim: HoursClaim, supervisorId: string): Promise<void> {
    if (claim.supersedes !== null) await this.takeBack(claim.personId, claim.supersedes, supervisorId, claim.amendmentReason!);
    const about = { personId: claim.personId, objectId: claim.id, lineage: claim.lineage, voucherKind: 'supervisor', vouchedBy: supervisorId } as const;
    for (const fact of hoursFacts(claim.id, claim)) await this.record.append({ ...about, ...fact });
  }

  /** A disputed row has no statement, so there may be none. */
  private async takeBack(personId: string, claimId: string, supervisorId: string, reason: string): Promise<void> {
    const stated = (await this.queries.standing(personId)).filter(({ kind, objectId }) => objectId === claimId && (kind === 'supervised-hours' || kind === 'supervision'));
    for (const { id } of stated) await this.record.void(id, supervisorId, 'supervisor', reason);
  }
}
