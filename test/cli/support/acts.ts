import { Sessions } from '#libs/identity';
import { newId, SystemClock } from '#libs/kernel';
import { Database, makeDataSource } from '#libs/persistence';
import { Visitor, type Answer } from '../../support/site.ts';
import type { Checkout } from './peerway.ts';

/** A request that can be sent again, byte for byte: what a browser repeats when the first answer did not come. */
export type Repeatable = () => Promise<Answer>;

/** The people of a checkout's pages, and its database, while processes come and go. */
export class Acts {
  private constructor(
    readonly origin: string,
    readonly database: Database,
  ) {}

  /** The checkout's database is up. */
  static async over({ environment }: Checkout): Promise<Acts> {
    const source = await makeDataSource(`postgres://peerway@127.0.0.1:${environment['PEERWAY_EMBEDDED_DATABASE_PORT']}/peerway`, 'acts').initialize();
    return new Acts(`http://localhost:${environment['PEERWAY_PORT']}`, new Database(source));
  }

  async as(email: string): Promise<Visitor> {
    const [person] = await this.database.read<{ id: string }>(`select id from people where email = $1`, [email]);
    const visitor = new Visitor(this.origin);
    visitor.setCookie('session', await new Sessions(this.database, new SystemClock()).open(person!.id, 'test'));
    return visitor;
  }

  close(): Promise<void> {
    return this.database.onApplicationShutdown();
  }
}

/** A form as it stands on `from` now; its token and its key stay the same however often it is sent. */
export async function form(visitor: Visitor, action: string, fields: Readonly<Record<string, string>>, from: string): Promise<Repeatable> {
  const body = new URLSearchParams({ _csrf: await visitor.token(from), idempotencyKey: newId(), ...fields }).toString();
  return () => visitor.send('POST', action, { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }, body);
}

/** What a script sends, the same each time. */
export async function script(visitor: Visitor, action: string, body: object, from: string): Promise<Repeatable> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin', 'x-csrf-token': await visitor.token(from) };
  return () => visitor.send('POST', action, headers, JSON.stringify(body));
}
