import { Accounts, Audit, Emails, OneTimeLinks, Passwords, People, Roles, Sessions, type Actor, type HeldRole } from '#libs/identity';
import { Database, Jobs } from '#libs/persistence';
import { StillClock } from '../../support/cast.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testSettings } from '../../support/settings.ts';

export interface Letter {
  readonly letter: string;
  readonly personId: string;
  readonly facts: Record<string, unknown>;
  readonly letterId: string;
}

/** The services of identity over a database of their own, without any page. */
export class Rooms {
  readonly settings = testSettings({ PEERWAY_BODY_NAME: 'State Board', PEERWAY_PUBLIC_URL: 'https://peerway.example.org' });
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly sessions: Sessions;
  readonly links: OneTimeLinks;
  readonly passwords: Passwords;
  readonly people: People;
  readonly roles: Roles;
  readonly accounts: Accounts;
  readonly emails: Emails;

  constructor(
    readonly house: TestDatabase,
    readonly clock: StillClock = new StillClock(),
    readonly database: Database = house.database,
  ) {
    this.jobs = new Jobs(database);
    this.audit = new Audit(database, this.clock);
    this.sessions = new Sessions(database, this.clock);
    this.links = new OneTimeLinks(database, this.clock);
    this.passwords = new Passwords(database, this.clock);
    this.people = new People(database, this.clock, this.audit, this.settings);
    this.roles = new Roles(database, this.clock, this.audit, this.sessions, this.jobs, this.settings);
    this.emails = new Emails(database, this.clock, this.jobs, this.links, this.audit, this.people);
    this.accounts = new Accounts(database, this.jobs, this.people, this.passwords, this.links, this.audit);
  }

  static async open(): Promise<Rooms> {
    return new Rooms(await testDatabase());
  }

  /** A person who holds these roles; with an account, unless told otherwise. */
  async person(legalName: string, { roles = [], account = true }: { roles?: readonly HeldRole[]; account?: boolean } = {}): Promise<Actor & { email: string }> {
    const email = `${legalName.normalize('NFKD').replace(/[^a-z]/gi, '').toLowerCase() || 'nameless'}-${++people}@example.org`;
    const id = await this.people.add({ legalName, email }, null);
    if (account) await this.database.read(`insert into passwords (person_id, hash, set_at) values ($1, 'none', now())`, [id]);
    for (const { role, organizationId } of roles) await this.roles.give(null, id, role, organizationId);
    return { ...(await this.roles.actor(id)), email };
  }

  /** Letters that wait to be sent to a person, the oldest first. */
  async letters(personId: string): Promise<Letter[]> {
    const jobs = await this.database.read<{ payload: Letter }>(`select payload from graphile_worker._private_jobs where payload ->> 'personId' = $1 order by id`, [personId]);
    return jobs.map(({ payload }) => payload);
  }
}

let people = 0;
