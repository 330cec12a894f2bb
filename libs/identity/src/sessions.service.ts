import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { Clock } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { HeldRole } from './domain/permissions.ts';

/** The person behind a request: an `Actor` with what pages show of them. */
export interface SignedInPerson {
  readonly id: string;
  readonly legalName: string;
  readonly preferredName: string | null;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly language: string;
  readonly timeZone: string;
  readonly roles: readonly HeldRole[];
}

export interface Device {
  readonly id: string;
  readonly device: string;
  readonly openedAt: Date;
  readonly seenAt: Date;
}

const MINUTE_MS = 60_000;
const LIFETIME_MS = 12 * 60 * MINUTE_MS;
const IDLE_MS = 3 * 60 * MINUTE_MS;
const CACHE_MS = 30_000;
const CACHE_SIZE = 10_000;
const AGAIN_MS = 1_000;
const CHANNEL = 'session_closed';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const PERSON_OF_SESSION = `
  select p.id, p.legal_name as "legalName", p.preferred_name as "preferredName", p.email, p.email_verified_at is not null as "emailVerified", p.language, p.time_zone as "timeZone",
    s.seen_at as "seenAt",
    coalesce((select json_agg(json_build_object('role', g.role, 'organizationId', g.organization_id)) from role_grants g
      where g.person_id = p.id and not exists (select from role_endings e where e.grant_id = g.id)), '[]') as roles
  from sessions s join people p on p.id = s.person_id
  where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3`;

/**
 * Sessions of our own: an opaque token in a cookie, its hash in PostgreSQL, and a short cache in this process that other processes can empty by NOTIFY,
 * so that signing out and losing a role count everywhere at once.
 */
@Injectable()
export class Sessions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly known = new Map<string, { person: SignedInPerson; until: number }>();
  private listener: pg.Client | undefined;
  private listening = false;
  private ending = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending = true;
    await this.listener?.end();
  }

  /** Opens a session and answers its token, which is kept nowhere. */
  async open(personId: string, device: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.database.read(`insert into sessions (token_hash, person_id, device, opened_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)`, [
      hashOf(token),
      personId,
      device.slice(0, 200),
      now,
      new Date(now.getTime() + LIFETIME_MS),
    ]);
    return token;
  }

  /** Who this token speaks for; undefined when it is unknown, over, or idle for three hours. */
  async person(token: string): Promise<SignedInPerson | undefined> {
    const now = this.clock.now();
    const hit = this.known.get(token);
    if (hit && hit.until > now.getTime()) return hit.person;
    const [row] = await this.database.prepared<SignedInPerson & { seenAt: Date }>('person-of-session', PERSON_OF_SESSION, [hashOf(token), now, new Date(now.getTime() - IDLE_MS)]);
    if (!row) {
      this.known.delete(token);
      return undefined;
    }
    const { seenAt, ...person } = row;
    if (now.getTime() - seenAt.getTime() > MINUTE_MS) await this.database.prepared('session-seen', `update sessions set seen_at = $2 where token_hash = $1`, [hashOf(token), now]);
    this.keep(token, person, now);
    return person;
  }

  async close(token: string): Promise<void> {
    this.known.delete(token);
    const [row] = await this.database.read<{ personId: string }>(`delete from sessions where token_hash = $1 returning person_id as "personId"`, [hashOf(token)]);
    if (row) await this.forget(row.personId);
  }

  /** Signs the person out everywhere, but for the session of `exceptToken` if one is named. */
  async closeAll(personId: string, exceptToken?: string): Promise<void> {
    await this.database.read(`delete from sessions where person_id = $1 and token_hash is distinct from $2`, [personId, exceptToken ? hashOf(exceptToken) : null]);
    await this.forget(personId);
  }

  /** What is cached of the person is read again everywhere: after sign-out, a change of name or of roles. */
  async forget(personId: string): Promise<void> {
    this.drop(personId);
    await this.database.read(`select pg_notify('${CHANNEL}', $1)`, [personId]);
  }

  async devices(personId: string): Promise<Device[]> {
    return this.database.read<Device>(
      `select encode(token_hash, 'hex') as id, device, opened_at as "openedAt", seen_at as "seenAt" from sessions where person_id = $1 and expires_at > $2 order by seen_at desc`,
      [personId, this.clock.now()],
    );
  }

  /** Only while others can tell us to forget. */
  private keep(token: string, person: SignedInPerson, now: Date): void {
    if (!this.listening) return;
    if (this.known.size >= CACHE_SIZE) this.known.delete(this.known.keys().next().value!);
    this.known.set(token, { person, until: now.getTime() + CACHE_MS });
  }

  private drop(personId: string): void {
    for (const [token, { person }] of this.known) if (person.id === personId) this.known.delete(token);
  }

  /** A lost listening connection empties the cache and is made again: better to ask too often than to trust a closed session. */
  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: (this.database.dataSource.options as { url: string }).url, application_name: 'peerway-sessions', keepAlive: true });
    client.on('notification', ({ payload }) => payload && this.drop(payload));
    client.on('error', () => undefined);
    client.on('end', () => {
      this.listening = false;
      this.known.clear();
      setTimeout(() => void (this.ending || this.listen().catch(() => undefined)), AGAIN_MS).unref();
    });
    this.listener = client;
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    this.listening = true;
  }
}
