import { Injectable } from '@nestjs/common';
import { Audit, Roles, type Actor } from '#libs/identity';
import { Clock, Refusal, Settings } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import type { Evaluation } from './domain/evaluation.ts';
import { countedFor } from './domain/second-look.ts';
import { SecondLookAnswer, SecondLookRow } from './entities/second-look.entity.ts';
import { SecondLookQueries, type WaitingLook } from './second-looks.queries.ts';

/** Somebody answered meanwhile, or the certification was suspended or is over: nothing is left to be said. */
export class SecondLookIsOver extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** To every registrar of the body but the holder, who does not decide on herself. Numbers only: mail is read by others. */
@Injectable()
export class SecondLookLetters {
  constructor(
    private readonly settings: Settings,
    private readonly roles: Roles,
    private readonly jobs: Jobs,
  ) {}

  async send({ decisionId, number, personId }: WaitingLook, voidingId: string): Promise<void> {
    const registrars = (await this.roles.holders('registrar', null)).filter(({ id }) => id !== personId);
    const facts = { number, link: `${this.settings.publicUrl}/registrar/second-looks/${number}` };
    for (const { id } of registrars) await this.jobs.letter('second-look', id, facts, `second-look:${decisionId}:${voidingId}:${id}`);
  }
}

/** Looks again at awards for which something had counted that was voided later. */
@Injectable()
export class SecondLooks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly looks: SecondLookQueries,
    private readonly letters: SecondLookLetters,
    private readonly audit: Audit,
  ) {}

  /** For the worker, after a voiding: opens a look for each award of the person for which the statement had counted, once. Answers the awards. */
  async open(voidingId: string): Promise<string[]> {
    return this.database.transaction(async () => {
      const [voiding] = await this.database.read<{ personId: string; voids: string }>(`select person_id as "personId", voids from statements where id = $1 and voids is not null`, [voidingId]);
      if (!voiding) return [];
      // An award under way may have counted it before it was voided: it holds this lock until it is written.
      await this.database.read(`select id from applications where person_id = $1 for update`, [voiding.personId]);
      const awards = await this.awards(voiding.personId);
      const shaken = awards.filter(({ checklist }) => countedFor(checklist, voiding.voids).length > 0).map(({ id }) => id);
      for (const decisionId of shaken) await this.openOne(decisionId, voidingId);
      return shaken;
    });
  }

  /**
   * Says why a certification stands although these had counted and were voided. `voidingIds` are those that the registrar saw: what was voided meanwhile goes on
   * waiting. @throws NotPermitted, NotFound, OwnCertification, SecondLookIsOver
   */
  async stand(actor: Actor, number: string, voidingIds: readonly string[], reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const { decisionId, certificationId } = await this.looks.of(actor, number);
      await this.database.lock(`second-look:${decisionId}`);
      const waiting = (await this.looks.waitingOf(decisionId)).map(({ voidingId }) => voidingId);
      const answered = [...new Set(voidingIds)];
      if (answered.length === 0 || !answered.every((id) => waiting.includes(id))) throw new SecondLookIsOver();
      const answeredAt = this.clock.now();
      await this.database.rows(SecondLookAnswer).insert(answered.map((voidingId) => ({ decisionId, voidingId, reason, answeredBy: actor.id, answeredAt })));
      await this.audit.note(actor.id, 'certification-stands', `certification:${certificationId}`, { voidingIds: answered });
    });
  }

  private awards(personId: string): Promise<{ id: string; checklist: Evaluation }[]> {
    return this.database.read(
      `select d.id, d.checklist from applications a join application_submissions u on u.application_id = a.id join decisions d on d.submission_id = u.id where a.person_id = $1 and d.kind = 'awarded' order by d.decided_at`,
      [personId],
    );
  }

  /** One letter, however much of an award is voided before somebody has looked. */
  private async openOne(decisionId: string, voidingId: string): Promise<void> {
    const waited = await this.looks.waitingOf(decisionId);
    await this.database.rows(SecondLookRow).createQueryBuilder().insert().values({ decisionId, voidingId, openedAt: this.clock.now() }).orIgnore().execute();
    const [first] = await this.looks.waitingOf(decisionId);
    if (waited.length === 0 && first) await this.letters.send(first, voidingId);
  }
}
