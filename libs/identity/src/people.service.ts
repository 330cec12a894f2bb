import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound } from '#libs/kernel';
import { brokenConstraint, Database, Jobs } from '#libs/persistence';
import { Audit } from './audit.service.ts';
import { EmailTaken, tidyEmail, tidyName } from './domain/person.ts';
import type { Actor } from './domain/permissions.ts';
import { Person } from './entities/person.entity.ts';
import { OneTimeLinks } from './links.service.ts';
import { Passwords } from './passwords.service.ts';
import { Sessions } from './sessions.service.ts';

export interface NewPerson {
  readonly legalName: string;
  readonly email: string;
  readonly preferredName?: string | null;
  readonly pronouns?: string | null;
  readonly language?: string;
  readonly timeZone: string;
}

export interface Profile {
  readonly legalName: string;
  readonly preferredName: string | null;
  readonly pronouns: string | null;
  readonly language: string;
  readonly timeZone: string;
}

const orNull = (text: string | null | undefined): string | null => (text ? tidyName(text) || null : null);

@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly passwords: Passwords,
    private readonly links: OneTimeLinks,
    private readonly audit: Audit,
  ) {}

  /** A person signs up by themselves, and gets a letter that verifies their e-mail. @throws EmailTaken, PasswordTooWeak */
  async signUp(person: NewPerson, password: string): Promise<string> {
    return this.database.transaction(async () => {
      const id = await this.add(person, null);
      await this.passwords.set({ id, email: person.email, legalName: person.legalName }, password);
      await this.jobs.letter('verify-email', id, {}, `verify-email:${id}`);
      await this.audit.note(id, 'sign-up', `person:${id}`);
      return id;
    });
  }

  /**
   * Finds the person of an e-mail, or adds one who has not signed in yet and sends an invitation to do so. Permission is the caller's: inviting to a
   * cohort, approving a supervisor and granting a role each have their own. `facts` go into the letter.
   */
  async invite(actor: Actor, person: NewPerson, facts: Readonly<Record<string, string>>): Promise<string> {
    return this.database.transaction(async () => {
      const known = await this.idOfEmail(person.email);
      const id = known ?? (await this.add(person, null));
      const hasPassword = await this.database.read(`select 1 from passwords where person_id = $1`, [id]);
      if (hasPassword.length === 0) await this.jobs.letter('invitation', id, facts, `invitation:${id}:${this.clock.now().getTime()}`);
      await this.audit.note(actor.id, 'invite', `person:${id}`, facts);
      return id;
    });
  }

  /** Adds a person without any letter: supervisors who only ever confirm hours by mail, the first administrator, the demonstration cast. @throws EmailTaken */
  async add(person: NewPerson, verifiedAt: Date | null): Promise<string> {
    const id = newId(this.clock.now().getTime());
    const row = {
      id,
      legalName: tidyName(person.legalName),
      preferredName: orNull(person.preferredName),
      pronouns: orNull(person.pronouns),
      email: tidyEmail(person.email),
      language: person.language ?? 'en',
      timeZone: person.timeZone,
      joinedAt: this.clock.now(),
      emailVerifiedAt: verifiedAt,
    };
    try {
      await this.database.rows(Person).insert(row);
    } catch (error) {
      if (brokenConstraint(error) === 'people_email_once') throw new EmailTaken();
      throw error;
    }
    return id;
  }

  async verifyEmail(token: string): Promise<void> {
    await this.database.transaction(async () => {
      const { personId } = await this.links.use('verify-email', token);
      await this.markVerified(personId!);
    });
  }

  /** An unknown e-mail gets the same quiet answer, so that nobody learns who has an account. */
  async askForReset(email: string): Promise<void> {
    const id = await this.idOfEmail(email);
    if (id) await this.jobs.letter('reset-password', id, {}, `reset-password:${id}:${Math.floor(this.clock.now().getTime() / 60_000)}`);
  }

  /** Sets a new password by a mailed link, which also proves the e-mail. The caller signs the person out everywhere. @throws LinkNoLongerWorks, PasswordTooWeak */
  async resetPassword(token: string, password: string): Promise<string> {
    return this.database.transaction(async () => {
      const { personId } = await this.links.use('reset-password', token);
      return this.takePassword(personId!, password, 'reset-password');
    });
  }

  /** An invited person sets a password and the name they wish. @throws LinkNoLongerWorks, PasswordTooWeak */
  async acceptInvitation(purpose: 'invitation' | 'first-administrator', token: string, profile: Pick<Profile, 'legalName' | 'preferredName' | 'pronouns'>, password: string): Promise<string> {
    return this.database.transaction(async () => {
      const { personId } = await this.links.use(purpose, token);
      await this.database.rows(Person).update({ id: personId! }, { legalName: tidyName(profile.legalName), preferredName: orNull(profile.preferredName), pronouns: orNull(profile.pronouns) });
      return this.takePassword(personId!, password, 'accept-invitation');
    });
  }

  async updateProfile(actor: Actor, profile: Profile, sessions: Pick<Sessions, 'forget'>): Promise<void> {
    await this.database.transaction(async () => {
      const tidy = { ...profile, legalName: tidyName(profile.legalName), preferredName: orNull(profile.preferredName), pronouns: orNull(profile.pronouns) };
      await this.database.rows(Person).update({ id: actor.id }, tidy);
      await sessions.forget(actor.id);
      await this.audit.note(actor.id, 'change-profile', `person:${actor.id}`);
    });
  }

  /** @throws NotFound */
  async byId(id: string): Promise<Person> {
    const person = await this.database.rows(Person).findOneBy({ id });
    if (!person) throw new NotFound('person');
    return person;
  }

  async idOfEmail(email: string): Promise<string | undefined> {
    const [found] = await this.database.read<{ id: string }>(`select id from people where email = $1`, [tidyEmail(email)]);
    return found?.id;
  }

  private async takePassword(personId: string, password: string, act: string): Promise<string> {
    const person = await this.byId(personId);
    await this.passwords.set(person, password);
    await this.markVerified(personId);
    await this.audit.note(personId, act, `person:${personId}`);
    return personId;
  }

  private async markVerified(personId: string): Promise<void> {
    await this.database.read(`update people set email_verified_at = coalesce(email_verified_at, $2) where id = $1`, [personId, this.clock.now()]);
  }
}
