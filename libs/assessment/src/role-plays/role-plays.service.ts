import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { tidyName, type Actor } from '#libs/identity';
import { Clock, isId, newCode, newId, NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { ContentQueries } from '../content/content.queries.ts';
import { chooseSituation } from '../domain/situation.ts';
import { inForce, termsOf, type Party } from '../domain/consent.ts';
import { ConsentWithdrawal, RolePlayAttempt, RolePlayConsent, RolePlaySubmission } from '../entities/role-play.entity.ts';
import { ConsentTexts } from './consent-texts.ts';
import { AttemptIsClosed, ConsentMissing, RolePlayAlreadySubmitted } from './role-play.refusals.ts';
import { RecordingsOfRolePlays } from './recordings-of-role-plays.ts';
import { mayLook, RolePlayQueries } from './role-play.queries.ts';
import type { RolePlayOnOffer } from './role-play.shapes.ts';

const RECEIPT_LETTERS = 10;

/** The trainee's side of a role play. */
@Injectable()
export class RolePlays {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly content: ContentQueries,
    private readonly queries: RolePlayQueries,
    private readonly texts: ConsentTexts,
    private readonly recordings: RecordingsOfRolePlays,
  ) {}

  /**
   * Answers the id of the actor's open attempt, or of the passed one; else opens another: after "not yet", or after consent was taken back; in a situation that she has performed least. Whether the
   * actor may do this role play (enrollment, prerequisites) is the course's to ask before.
   */
  async open(actor: Actor, { scenarioVersionIds, ...offer }: RolePlayOnOffer): Promise<string> {
    return this.database.transaction(async () => {
      const known = await this.queries.current(actor.id, offer.rolePlay);
      if (known) return known;
      const scenarioVersionId = chooseSituation(scenarioVersionIds, await this.queries.performed(actor.id, offer.rolePlay), randomInt(scenarioVersionIds.length));
      const { title, competencies } = await this.content.scenario(scenarioVersionId);
      const now = this.clock.now();
      const row = { moduleSlug: offer.moduleLineage, ...offer, scenarioVersionId, id: newId(now.getTime()), personId: actor.id, title, competencies: [...competencies], openedAt: now, closedAt: null };
      const added = await this.database.rows(RolePlayAttempt).createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
      return (added.raw as unknown[]).length > 0 ? row.id : (await this.queries.current(actor.id, offer.rolePlay))!;
    });
  }

  /** Takes the consent of a party, signed by name. Both are given on the trainee's page; the partner reads and types there. @throws NotFound, AttemptIsClosed */
  async consent(actor: Actor, attemptId: string, party: Party, name: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.lockOwn(actor, attemptId);
      const consents = await this.queries.consents(attemptId);
      if (inForce(consents, party)) return;
      const { version, sha256 } = this.texts.of(party);
      const now = this.clock.now();
      const row = { id: newId(now.getTime()), attemptId, party, name: tidyName(name), textVersion: version, textSha256: sha256, ...termsOf(consents, this.queries.offered), takenBy: actor.id, givenAt: now };
      await this.database.rows(RolePlayConsent).insert(row);
    });
  }

  /**
   * Takes a consent back, for either party: the trainee on her page, or an instructor or coordinator who was told. A recording is deleted; a result that
   * was given stays; without one the attempt ends and another can be opened. @throws NotFound
   */
  async withdrawConsent(actor: Actor, attemptId: string, party: Party): Promise<void> {
    await this.database.transaction(async () => {
      const attempt = await this.lock(attemptId);
      if (!attempt || !mayLook(actor, attempt)) throw new NotFound('role play');
      const consent = inForce(await this.queries.consents(attemptId), party);
      if (!consent) return;
      const now = this.clock.now();
      await this.database.rows(ConsentWithdrawal).insert({ consentId: consent.id, recordedBy: actor.id, at: now });
      const deleted = await this.recordings.deleteOf(attemptId, actor.id);
      if (deleted && !attempt.closedAt) await this.database.rows(RolePlayAttempt).update({ id: attemptId }, { closedAt: now });
    });
  }

  /** Hands a recording in, for good. Answers the receipt. @throws NotFound, AttemptIsClosed, RolePlayAlreadySubmitted, ConsentMissing, FileAlreadyUsed, FileIsGone */
  async submit(actor: Actor, attemptId: string, fileId: string): Promise<string> {
    return this.database.transaction(async () => {
      await this.lockOwn(actor, attemptId);
      const consents = await this.queries.consents(attemptId);
      const [trainee, partner] = [inForce(consents, 'trainee'), inForce(consents, 'partner')];
      if (!trainee || !partner) throw new ConsentMissing();
      if (await this.database.rows(RolePlaySubmission).existsBy({ attemptId })) throw new RolePlayAlreadySubmitted();
      await this.recordings.claim(actor.id, fileId, attemptId);
      const now = this.clock.now();
      const receipt = newCode().slice(0, RECEIPT_LETTERS);
      const row = { id: newId(now.getTime()), attemptId, fileId, traineeConsentId: trainee.id, partnerConsentId: partner.id, receipt, submittedAt: now };
      await this.database.rows(RolePlaySubmission).insert(row);
      return receipt;
    });
  }

  private async lockOwn(actor: Actor, attemptId: string): Promise<RolePlayAttempt> {
    const attempt = await this.lock(attemptId);
    if (attempt?.personId !== actor.id) throw new NotFound('role play');
    if (attempt.closedAt) throw new AttemptIsClosed();
    return attempt;
  }

  private async lock(id: string): Promise<RolePlayAttempt | null> {
    return isId(id) ? this.database.rows(RolePlayAttempt).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : null;
  }
}
