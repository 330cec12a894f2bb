import { Injectable } from '@nestjs/common';
import { Clock, newId, newKey } from '#libs/kernel';
import { brokenConstraint, Database, Jobs } from '#libs/persistence';
import { Audit } from './audit.service.ts';
import { EmailTaken, PasswordNotRight, tidyEmail } from './domain/person.ts';
import type { Actor } from './domain/permissions.ts';
import { EmailChange } from './entities/email-change.entity.ts';
import { LinkNoLongerWorks, OneTimeLinks } from './links.service.ts';
import { People } from './people.service.ts';

/** Addresses proven by links that only their reader can open. Each act is a person's own. */
@Injectable()
export class Emails {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly links: OneTimeLinks,
    private readonly audit: Audit,
    private readonly people: People,
  ) {}

  /** Sends the letter that verifies the address once more. False when it is verified already: then nothing is sent. */
  async sendProof(actor: Actor): Promise<boolean> {
    const open = await this.database.read(`select 1 from people where id = $1 and email_verified_at is null`, [actor.id]);
    if (open.length > 0) await this.jobs.letter('verify-email', actor.id, {}, `verify-email:${actor.id}:${newKey()}`);
    return open.length > 0;
  }

  /** Answers whose e-mail is proven now. @throws LinkNoLongerWorks */
  async verify(token: string): Promise<string> {
    return this.database.transaction(async () => {
      const { personId } = await this.links.use('verify-email', token);
      await this.people.markVerified(personId!);
      return personId!;
    });
  }

  /**
   * Asks for another address: a letter goes there to be confirmed, and one to the present address, whose reader can still stop it. `passwordIsRight` because whoever
   * finds an open browser must not take the account away with it. One open wish a person: a new one takes the place of the one before. @throws PasswordNotRight, EmailTaken
   */
  async askForChange(actor: Actor, email: string, passwordIsRight: boolean): Promise<void> {
    if (!passwordIsRight) throw new PasswordNotRight();
    await this.database.transaction(async () => {
      const [person] = await this.database.read<{ email: string }>(`select email from people where id = $1 for update`, [actor.id]);
      const newEmail = tidyEmail(email);
      const taken = await this.database.read(`select 1 from people where email = $1`, [newEmail]);
      if (taken.length > 0) throw new EmailTaken();
      await this.people.keepEmail(actor.id);
      const change = { id: newId(this.clock.now().getTime()), personId: actor.id, oldEmail: person!.email, newEmail, askedAt: this.clock.now(), madeAt: null, withdrawnAt: null };
      await this.database.rows(EmailChange).insert(change);
      await this.jobs.letter('change-email', actor.id, { change: change.id }, `change-email:${change.id}`);
      await this.jobs.letter('email-change-asked', actor.id, { change: change.id }, `email-change-asked:${change.id}`);
      await this.audit.note(actor.id, 'ask-email-change', `person:${actor.id}`);
    });
  }

  /** The address that the person wants and nobody has confirmed yet. */
  async wished(personId: string): Promise<string | undefined> {
    const [open] = await this.database.read<{ email: string }>(`select new_email as email from email_changes where person_id = $1 and made_at is null and withdrawn_at is null`, [personId]);
    return open?.email;
  }

  async withdraw(actor: Actor): Promise<void> {
    await this.people.keepEmail(actor.id);
  }

  /**
   * The new address counts from now on; links that went to the old one end, and its reader is told. Answers whose it is.
   * @throws LinkNoLongerWorks, EmailTaken when somebody else has the address meanwhile
   */
  async change(token: string): Promise<string> {
    return this.database.transaction(async () => {
      const { personId, facts } = await this.links.use('change-email', token);
      const now = this.clock.now();
      const [made] = await this.database.read<{ id: string; email: string }>(
        `update email_changes set made_at = $2 where id = $1 and made_at is null and withdrawn_at is null returning id, new_email as email`,
        [facts['change'], now],
      );
      if (!made) throw new LinkNoLongerWorks();
      await this.takeAddress(personId!, made.email, now);
      await this.links.end(personId!, 'verify-email', 'reset-password', 'invitation');
      await this.jobs.letter('email-changed', personId!, { change: made.id }, `email-changed:${made.id}`);
      await this.audit.note(personId, 'change-email', `person:${personId}`);
      return personId!;
    });
  }

  /** Both addresses of a change, for letters about it. */
  async ofChange(id: string): Promise<Pick<EmailChange, 'oldEmail' | 'newEmail'> | undefined> {
    return (await this.database.rows(EmailChange).findOneBy({ id })) ?? undefined;
  }

  private async takeAddress(personId: string, email: string, now: Date): Promise<void> {
    try {
      await this.database.read(`update people set email = $2, email_verified_at = $3 where id = $1`, [personId, email, now]);
    } catch (error) {
      if (brokenConstraint(error) === 'people_email_once') throw new EmailTaken();
      throw error;
    }
  }
}
