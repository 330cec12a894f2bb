import { Injectable } from '@nestjs/common';
import { newKey } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import { Audit } from './audit.service.ts';
import type { Actor } from './domain/permissions.ts';
import { calledName } from './domain/person.ts';
import { OneTimeLinks } from './links.service.ts';
import { Passwords } from './passwords.service.ts';
import { People, type NewPerson, type Profile } from './people.service.ts';

/** How a person gets in: signing up, being invited, and setting a password anew. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly links: OneTimeLinks,
    private readonly audit: Audit,
  ) {}

  /** A person signs up by themselves, and gets a letter that verifies their e-mail. @throws EmailTaken, PasswordTooWeak */
  async signUp(person: NewPerson, password: string): Promise<string> {
    return this.database.transaction(async () => {
      const id = await this.people.add(person, null);
      await this.passwords.set({ id, email: person.email, legalName: person.legalName }, password);
      await this.jobs.letter('verify-email', id, {}, `verify-email:${id}:${newKey()}`);
      await this.audit.note(id, 'sign-up', `person:${id}`);
      return id;
    });
  }

  /**
   * Finds the person of an e-mail, or adds one who has not signed in yet and sends an invitation to do so. Permission is the caller's: inviting to a
   * cohort, approving a supervisor and granting a role each have their own. The letter says by whom, and to what `place` (a cohort, an organization, the body).
   */
  async invite(actor: Actor, person: NewPerson, { place }: { readonly place: string }): Promise<string> {
    return this.database.transaction(async () => {
      const known = await this.people.idOfEmail(person.email);
      const id = known ?? (await this.people.add(person, null));
      const facts = { invitedBy: calledName(await this.people.byId(actor.id)), place };
      if (!(await this.passwords.has(id))) await this.jobs.letter('invitation', id, facts, `invitation:${id}:${newKey()}`);
      await this.audit.note(actor.id, 'invite', `person:${id}`, { place });
      return id;
    });
  }

  /** An unknown e-mail gets the same quiet answer, so that nobody learns who has an account. */
  async askForReset(email: string): Promise<void> {
    const id = await this.people.idOfEmail(email);
    if (id) await this.jobs.letter('reset-password', id, {}, `reset-password:${id}:${newKey()}`);
  }

  /** Sets a new password by a mailed link, which also proves the e-mail. The caller signs the person out everywhere. @throws LinkNoLongerWorks, PasswordTooWeak */
  async resetPassword(token: string, password: string): Promise<string> {
    return this.database.transaction(async () => {
      const { personId } = await this.links.use('reset-password', token);
      return this.takePassword(personId!, password, 'reset-password');
    });
  }

  /** An invited person sets a password and the name they wish. @throws LinkNoLongerWorks, PasswordTooWeak */
  async acceptInvitation(token: string, profile: Pick<Profile, 'legalName' | 'preferredName' | 'pronouns'>, password: string): Promise<string> {
    return this.database.transaction(async () => {
      const { personId } = await this.links.use('invitation', token);
      await this.people.callAs(personId!, profile);
      return this.takePassword(personId!, password, 'accept-invitation');
    });
  }

  /** Other links that could set a password end, and so does a wish for another address: it may not have been this person's. */
  private async takePassword(personId: string, password: string, act: string): Promise<string> {
    const person = await this.people.byId(personId);
    await this.passwords.set(person, password);
    await this.people.markVerified(personId);
    await this.links.end(personId, 'reset-password', 'invitation');
    await this.people.keepEmail(personId);
    await this.audit.note(personId, act, `person:${personId}`);
    return personId;
  }
}
