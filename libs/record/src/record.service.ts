import { Injectable } from '@nestjs/common';
import { Clock, dayOf, newId, NotFound, Refusal, Settings } from '#libs/kernel';
import { brokenConstraint, Database } from '#libs/persistence';
import type { Statement } from './domain/statement.ts';
import { StatementRow } from './entities/statement.entity.ts';

/** A statement as those who judge hand it in: the record adds id and time. Left out means none. */
export interface NewStatement extends Pick<Statement, 'personId' | 'verb' | 'kind' | 'objectId' | 'lineage' | 'title' | 'day' | 'voucherKind'> {
  /** What this fact comes from, unique for ever: the same source is credited once, however often it is handed in. */
  readonly source: string;
  readonly minutes?: number | null;
  readonly minutesObserved?: number | null;
  readonly domain?: string | null;
  readonly competencies?: readonly string[];
  readonly result?: Statement['result'];
  readonly vouchedBy?: string | null;
}

export class StatementAlreadyVoided extends Refusal {
  constructor() {
    super('conflict');
  }
}

@Injectable()
export class TrainingRecord {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * Adds a fact in the caller's transaction and answers true, or false when its source is in the record already. Checks no permission: the walls name
   * the libraries that may call it, and each has judged before.
   */
  async append(statement: NewStatement): Promise<boolean> {
    const now = this.clock.now();
    const none = { minutes: null, minutesObserved: null, domain: null, result: null, vouchedBy: null, voids: null, reason: null };
    const row = { ...none, ...statement, id: newId(now.getTime()), competencies: [...(statement.competencies ?? [])], recordedAt: now };
    const added = await this.database
      .rows(StatementRow)
      .createQueryBuilder()
      .insert()
      .values(row)
      .orIgnore()
      .returning('id')
      .execute();
    return (added.raw as unknown[]).length > 0;
  }

  /** Takes a statement back by a later one, with the reason. Answers the statement that was voided. @throws NotFound, StatementAlreadyVoided */
  async void(statementId: string, by: string, voucherKind: Statement['voucherKind'], reason: string): Promise<Statement> {
    const mistaken = await this.database.rows(StatementRow).findOneBy({ id: statementId });
    if (!mistaken || mistaken.voids !== null) throw new NotFound('statement');
    const now = this.clock.now();
    try {
      await this.database.rows(StatementRow).insert({
        ...mistaken,
        result: mistaken.result as never,
        id: newId(now.getTime()),
        source: `void:${statementId}`,
        verb: 'voided',
        minutes: null,
        minutesObserved: null,
        day: dayOf(now, this.settings.timeZone),
        voucherKind,
        vouchedBy: by,
        recordedAt: now,
        voids: statementId,
        reason,
      });
    } catch (error) {
      if (brokenConstraint(error) === 'statements_source_once') throw new StatementAlreadyVoided();
      throw error;
    }
    return mistaken;
  }
}
