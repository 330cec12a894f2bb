import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { OneTimeLinks } from './links.service.ts';
import { Passwords } from './passwords.service.ts';
import { People, type NewPerson } from './people.service.ts';
import { Roles } from './roles.service.ts';

/** A new installation has nobody who could let anybody in: the operator, who can read the server's console, is given one link. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: OneTimeLinks,
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly roles: Roles,
  ) {}

  /** A fresh link's token while there is no administrator; earlier ones stop working. Undefined once there is one. */
  async invite(): Promise<string | undefined> {
    return this.database.transaction(async () => {
      await this.database.read(`select pg_advisory_xact_lock(7337003)`);
      const [any] = await this.database.read(`select 1 from role_grants where role = 'administrator' limit 1`);
      if (any) return undefined;
      await this.database.read(`update one_time_links set used_at = $1 where purpose = 'first-administrator' and used_at is null`, [this.clock.now()]);
      return this.links.make('first-administrator', null);
    });
  }

  /** Makes the bearer administrator and registrar of the body. @throws LinkNoLongerWorks, EmailTaken, PasswordTooWeak */
  async accept(token: string, person: NewPerson, password: string): Promise<string> {
    return this.database.transaction(async () => {
      await this.links.use('first-administrator', token);
      const id = await this.people.add(person, this.clock.now());
      await this.passwords.set({ id, email: person.email, legalName: person.legalName }, password);
      await this.roles.give(null, id, 'administrator', null);
      await this.roles.give(null, id, 'registrar', null);
      return id;
    });
  }
}
