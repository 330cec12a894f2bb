import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { Clock, Refusal } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { OneTimeLink } from './entities/session.entity.ts';

export type LinkPurpose = 'verify-email' | 'change-email' | 'reset-password' | 'invitation' | 'first-administrator' | 'hours-to-confirm';

const HOUR_MS = 3_600_000;
/** How long a link works after it was made. */
export const LINK_LIFETIME_HOURS: Readonly<Record<LinkPurpose, number>> = {
  'verify-email': 72,
  'change-email': 24,
  'reset-password': 2,
  invitation: 24 * 14,
  'first-administrator': 24,
  'hours-to-confirm': 24 * 30,
};

export class LinkNoLongerWorks extends Refusal {
  constructor() {
    super('missing');
  }
}

export interface LinkBearer {
  readonly personId: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Links sent by mail. Tokens are made when the letter is sent, and only their hash is kept. Opening a link never uses it up: mail scanners open links. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a link's token; unguessable (256 bits), shown to nobody but its bearer. A letter that is sent again after a crash gives its own `token`, so that
   * the link in the first one still works; making that one again changes nothing.
   */
  async make(purpose: LinkPurpose, personId: string | null, facts: Readonly<Record<string, string>> = {}, token: string = randomBytes(32).toString('base64url')): Promise<string> {
    const madeAt = this.clock.now();
    const link = { tokenHash: hashOf(token), purpose, personId, facts, madeAt, expiresAt: new Date(madeAt.getTime() + LINK_LIFETIME_HOURS[purpose] * HOUR_MS), usedAt: null };
    await this.database.rows(OneTimeLink).createQueryBuilder().insert().values(link).orIgnore().execute();
    return token;
  }

  /** Who bears the link. @throws LinkNoLongerWorks when it is unknown, used or too old: the three are not told apart. */
  async bearer(purpose: LinkPurpose, token: string): Promise<LinkBearer> {
    return this.find(purpose, token, '');
  }

  /** Uses the link up, in the caller's transaction. @throws LinkNoLongerWorks */
  async use(purpose: LinkPurpose, token: string): Promise<LinkBearer> {
    const bearer = await this.find(purpose, token, 'for update');
    await this.database.read(`update one_time_links set used_at = $2 where token_hash = $1`, [hashOf(token), this.clock.now()]);
    return bearer;
  }

  /** The person's links of these purposes that were not used stop working: what they could do was done another way. */
  async end(personId: string, ...purposes: readonly LinkPurpose[]): Promise<void> {
    await this.database.read(`update one_time_links set used_at = $3 where person_id = $1 and purpose = any($2) and used_at is null`, [personId, purposes, this.clock.now()]);
  }

  private async find(purpose: LinkPurpose, token: string, lock: '' | 'for update'): Promise<LinkBearer> {
    const [link] = await this.database.read<LinkBearer>(
      `select person_id as "personId", facts from one_time_links where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3 ${lock}`,
      [hashOf(token), purpose, this.clock.now()],
    );
    if (!link) throw new LinkNoLongerWorks();
    return link;
  }
}
