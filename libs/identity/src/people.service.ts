import { Injectable } from '@nestjs/common';
import { Any } from 'typeorm';
import { Clock, newId, NotFound, Settings } from '#libs/kernel';
import { brokenConstraint, Database } from '#libs/persistence';
import { Audit } from './audit.service.ts';
import { EmailTaken, tidyEmail, tidyName } from './domain/person.ts';
import type { Actor } from './domain/permissions.ts';
import { Person } from './entities/person.entity.ts';

export interface NewPerson {
  readonly legalName: string;
  readonly email: string;
  readonly preferredName?: string | null;
  readonly pronouns?: string | null;
  readonly language?: string;
  /** The body's zone when none is named. */
  readonly timeZone?: string;
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
    private readonly audit: Audit,
    private readonly settings: Settings,
  ) {}

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
      timeZone: person.timeZone ?? this.settings.timeZone,
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

  /** Sets the names a person goes by; for those who just proved to be that person. */
  async callAs(id: string, { legalName, preferredName, pronouns }: Pick<Profile, 'legalName' | 'preferredName' | 'pronouns'>): Promise<void> {
    await this.database.rows(Person).update({ id }, { legalName: tidyName(legalName), preferredName: orNull(preferredName), pronouns: orNull(pronouns) });
  }

  async updateProfile(actor: Actor, profile: Profile): Promise<void> {
    await this.database.transaction(async () => {
      const tidy = { ...profile, legalName: tidyName(profile.legalName), preferredName: orNull(profile.preferredName), pronouns: orNull(profile.pronouns) };
      await this.database.rows(Person).update({ id: actor.id }, tidy);
      await this.audit.note(actor.id, 'change-profile', `person:${actor.id}`);
    });
  }

  /** @throws NotFound */
  async byId(id: string): Promise<Person> {
    const person = await this.database.rows(Person).findOneBy({ id });
    if (!person) throw new NotFound('person');
    return person;
  }

  /** Those of them who are there, in no order. */
  byIds(ids: readonly string[]): Promise<Person[]> {
    return this.database.rows(Person).findBy({ id: Any(ids) });
  }

  async idOfEmail(email: string): Promise<string | undefined> {
    const [found] = await this.database.read<{ id: string }>(`select id from people where email = $1`, [tidyEmail(email)]);
    return found?.id;
  }

  /** The e-mail is proven, by a link that only its reader could have opened. */
  async markVerified(personId: string): Promise<void> {
    await this.database.read(`update people set email_verified_at = coalesce(email_verified_at, $2) where id = $1`, [personId, this.clock.now()]);
  }

  /** Gives up a wish for another address that nobody has confirmed yet. */
  async keepEmail(personId: string): Promise<void> {
    await this.database.read(`update email_changes set withdrawn_at = $2 where person_id = $1 and made_at is null and withdrawn_at is null`, [personId, this.clock.now()]);
  }
}
