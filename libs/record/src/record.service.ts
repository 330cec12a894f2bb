import { Injectable } from '@nestjs/common';
import { Clock, dayOf, newId, NotFound, Refusal, Settings } from '#libs/kernel';
import { brokenConstraint, Database, Jobs } from '#libs/persistence';
import type { Statement } from './domain/statement.ts';
import { StatementRow } from './entities/statement.entity.ts';

/** A statement as those who judge hand it in: the record adds id and time. Left out means none. */
export interface NewStatement extends Pick<Statement, 'personId' | 'verb' | 'kind' | 'objectId' | 'lineage' | 'title' | 'day' | 'voucherKind'> {
  /** What this fact comes from: the same source is credited once, however often it is handed in. Once voided, it can be earned anew. */
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

/** Both say it; which one speaks first is the server's choice. */
const ONE_VOIDING: readonly string[] = ['statements_source_once', 'statements_voids_key'];

/** Of the source of the row being added; not a word of the caller's, so that two at the same moment meet at the same key. */
const VOIDED_BEFORE = `(select count(*) from statements s join statements v on v.voids = s.id where s.source = :source)`;

@Injectable()
export class TrainingRecord {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Adds a fact in the caller's transaction and answers true, or false when a statement of its source stands already. Checks no permission: the walls name
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
      .values({ ...row, voidedBefore: () => VOIDED_BEFORE })
      .setParameter('source', statement.source)
      .orIgnore()
      .returning('id')
      .execute();
    return (added.raw as unknown[]).length > 0;
  }

  /**
   * Takes a statement back by a later one, with the reason, in the caller's transaction. Answers the statement that was voided. The job `statement-voided`
   * lets those know who relied on it; the record does not know who that is. @throws NotFound, StatementAlreadyVoided
   */
  async void(statementId: string, by: string, voucherKind: Statement['voucherKind'], reason: string): Promise<Statement> {
    const mistaken = await this.database.rows(StatementRow).findOneBy({ id: statementId });
    if (!mistaken || mistaken.voids !== null) throw new NotFound('statement');
    const now = this.clock.now();
    const voidingId = newId(now.getTime());
    try {
      await this.database.rows(StatementRow).insert({
        ...mistaken,
        result: mistaken.result as never,
        id: voidingId,
        source: `void:${statementId}`,
        voidedBefore: 0,
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
      if (ONE_VOIDING.includes(brokenConstraint(error) ?? '')) throw new StatementAlreadyVoided();
      throw error;
    }
    await this.jobs.add('statement-voided', { voidingId }, { key: `statement-voided:${statementId}` });
    return mistaken;
  }
}
