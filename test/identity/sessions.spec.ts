import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Sessions } from '#libs/identity';
import { Database } from '#libs/persistence';
import { DataSource } from 'typeorm';
import { CAST } from '../support/cast.ts';
import { Rooms } from './support/rooms.ts';

let rooms: Rooms;
let personId: string;
/** Another process, with a cache and a database connection of its own. */
let elsewhere: Sessions;
let otherDatabase: Database;
beforeAll(async () => {
  rooms = await Rooms.open();
  otherDatabase = new Database(await new DataSource({ ...rooms.database.dataSource.options, entities: [] }).initialize());
  elsewhere = new Sessions(otherDatabase, rooms.clock);
  await elsewhere.onApplicationBootstrap();
  await rooms.sessions.onApplicationBootstrap();
});
afterAll(async () => {
  await elsewhere.onApplicationShutdown();
  await rooms.sessions.onApplicationShutdown();
  await otherDatabase.onApplicationShutdown();
  await rooms.house.drop();
});
beforeEach(async () => {
  personId = (await rooms.person(CAST.rosa)).id;
});

const MINUTE = 1;
const HOUR = 60 * MINUTE;
/** What another process was told by the database is done once it has been asked something later over the same connection. */
async function told(sessions: Sessions): Promise<void> {
  await (sessions as unknown as { listener: { query(sql: string): Promise<unknown> } }).listener.query('select 1');
}

describe('a session', () => {
  it('· speaks for its person, with the names and roles of now', async () => {
    await rooms.roles.give(null, personId, 'registrar', null);
    const person = await rooms.sessions.person(await rooms.sessions.open(personId, 'Firefox'));
    expect(person).toMatchObject({ id: personId, legalName: CAST.rosa, emailVerified: false, language: 'en', roles: [{ role: 'registrar', organizationId: null }] });
  });

  it('· is kept as a hash: who reads the table cannot sign in with it', async () => {
    const token = await rooms.sessions.open(personId, 'x');
    const [row] = await rooms.database.read<{ hash: Buffer; all: string }>(`select token_hash as hash, sessions::text as all from sessions where person_id = $1`, [personId]);
    expect(row!.hash.equals(createHash('sha256').update(token).digest())).toBe(true);
    expect(row!.all).not.toContain(token);
    expect(await rooms.sessions.person(row!.hash.toString('hex'))).toBeUndefined();
  });

  it('· has a token of 256 bits that is new each time', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => rooms.sessions.open(personId, 'x')));
    expect(new Set(tokens).size).toBe(20);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it.each(['', 'x', ' ', '\u0000', "' or 1=1 --", '../..', 'A'.repeat(43), 'A'.repeat(100_000)])('· is nobody’s when the token is made up', async (token) => expect(await rooms.sessions.person(token.slice(0, 50_000))).toBeUndefined());

  it('· keeps no more of what a browser calls itself than a line', async () => {
    await rooms.sessions.open(personId, '<script>'.repeat(100));
    expect((await rooms.sessions.devices(personId))[0]!.device).toHaveLength(200);
  });

  it('· ends after three idle hours, and not a moment before', async () => {
    const token = await rooms.sessions.open(personId, 'x');
    rooms.clock.forward(3 * HOUR - MINUTE);
    expect((await elsewhere.person(token))?.id).toBe(personId);
    rooms.clock.forward(3 * HOUR - MINUTE);
    expect((await elsewhere.person(token))?.id).toBe(personId);
    rooms.clock.forward(3 * HOUR);
    expect(await elsewhere.person(token)).toBeUndefined();
    expect(await rooms.sessions.person(token)).toBeUndefined();
  });

  it('· ends after twelve hours, however busy it was', async () => {
    const token = await rooms.sessions.open(personId, 'x');
    for (let hour = 1; hour < 12; hour++) {
      rooms.clock.forward(HOUR);
      expect((await rooms.sessions.person(token))?.id).toBe(personId);
    }
    rooms.clock.forward(HOUR);
    expect(await rooms.sessions.person(token)).toBeUndefined();
    expect(await rooms.sessions.devices(personId)).toEqual([]);
  });

  it('· is believed for half a minute at most without asking the database', async () => {
    const token = await rooms.sessions.open(personId, 'x');
    expect((await rooms.sessions.person(token))?.id).toBe(personId);
    await rooms.database.read(`delete from sessions where person_id = $1`, [personId]);
    rooms.clock.forward(0.5);
    expect(await rooms.sessions.person(token)).toBeUndefined();
  });
});

describe('signing out', () => {
  it('· ends this session in every process, and no other', async () => {
    const [here, phone] = [await rooms.sessions.open(personId, 'desk'), await rooms.sessions.open(personId, 'phone')];
    for (const sessions of [rooms.sessions, elsewhere]) for (const token of [here, phone]) expect(await sessions.person(token)).toBeDefined();
    await rooms.sessions.close(here);
    await told(elsewhere);
    for (const sessions of [rooms.sessions, elsewhere]) expect([await sessions.person(here), (await sessions.person(phone))?.id]).toEqual([undefined, personId]);
  });

  it('· everywhere ends all of them, also in a process that had just seen them', async () => {
    const tokens = [await rooms.sessions.open(personId, 'desk'), await rooms.sessions.open(personId, 'phone')];
    for (const token of tokens) expect(await elsewhere.person(token)).toBeDefined();
    await rooms.sessions.closeAll(personId);
    await told(elsewhere);
    for (const token of tokens) expect([await elsewhere.person(token), await rooms.sessions.person(token)]).toEqual([undefined, undefined]);
  });

  it('· everywhere else leaves this one, and everybody else’s', async () => {
    const other = await rooms.person(CAST.wei);
    const [here, phone, others] = [await rooms.sessions.open(personId, 'desk'), await rooms.sessions.open(personId, 'phone'), await rooms.sessions.open(other.id, 'x')];
    await rooms.sessions.closeAll(personId, here);
    expect([(await rooms.sessions.person(here))?.id, await rooms.sessions.person(phone), (await rooms.sessions.person(others))?.id]).toEqual([personId, undefined, other.id]);
  });

  it('· everywhere else by a token that is somebody else’s ends all of one’s own', async () => {
    const other = await rooms.person(CAST.cher);
    const [own, others] = [await rooms.sessions.open(personId, 'x'), await rooms.sessions.open(other.id, 'x')];
    await rooms.sessions.closeAll(personId, others);
    expect([await rooms.sessions.person(own), (await rooms.sessions.person(others))?.id]).toEqual([undefined, other.id]);
  });

  it('· of an unknown token is no fault', () => expect(rooms.sessions.close('unknown')).resolves.toBeUndefined());
});

describe('a change of the person', () => {
  it('· of roles counts at once everywhere', async () => {
    const token = await rooms.sessions.open(personId, 'x');
    expect((await elsewhere.person(token))!.roles).toEqual([]);
    await rooms.roles.give(null, personId, 'registrar', null);
    await told(elsewhere);
    expect((await elsewhere.person(token))!.roles).toEqual([{ role: 'registrar', organizationId: null }]);
  });

  it('· that was rolled back is told to nobody', async () => {
    const token = await rooms.sessions.open(personId, 'x');
    expect((await elsewhere.person(token))!.roles).toEqual([]);
    const act = rooms.database.transaction(async () => {
      await rooms.roles.give(null, personId, 'registrar', null);
      throw new Error('refused');
    });
    await expect(act).rejects.toThrow('refused');
    expect((await elsewhere.person(token))!.roles).toEqual([]);
  });
});

describe('a process whose listening connection was cut', () => {
  it('· forgets what it knew and keeps nothing until it listens again: better to ask too often than to trust a closed session', async () => {
    const token = await rooms.sessions.open(personId, 'x');
    expect(await elsewhere.person(token)).toBeDefined();
    const cut = new Promise((done) => (elsewhere as unknown as { listener: { once(event: string, done: (value: unknown) => void): void } }).listener.once('end', done));
    await rooms.house.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'peerway-sessions' and datname = current_database()`);
    await cut;
    expect(await elsewhere.person(token)).toBeDefined();
    await rooms.database.read(`delete from sessions where person_id = $1`, [personId]);
    expect(await elsewhere.person(token)).toBeUndefined();
  });
});
