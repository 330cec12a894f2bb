import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { IdentityModule, OneTimeLinks } from '#libs/identity';
import { newId } from '#libs/kernel';
import { PersistenceModule } from '#libs/persistence';
import { PeopleLetterBook } from '../../apps/worker/src/letters/people-letter-book.ts';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

let house: TestDatabase;
let context: INestApplicationContext;
let book: PeopleLetterBook;
const settings = testSettings({ PEERWAY_PUBLIC_URL: 'https://peerway.example.org' });
// 11 at night in Chicago on the last day of the year: it is the next year in UTC already.
const clock = new StillClock(new Date('2027-01-01T05:00:00Z'));

beforeAll(async () => {
  house = await testDatabase();
  @Module({ imports: [PersistenceModule.forRoot({ settings, clock, databaseUrl: house.url, name: 'test-book' }), IdentityModule], providers: [PeopleLetterBook] })
  class TestModule {}
  context = await NestFactory.createApplicationContext(TestModule, { logger: false });
  book = context.get(PeopleLetterBook);
});
afterAll(async () => {
  await context.close();
  await house.drop();
});

const to = (id: string) => book.addressee(id, 'role-play-result', {});

describe('an addressee', () => {
  it.each(Object.values(CAST))('· %s is written to by name', async (name) => {
    const id = await addPerson(house.database, name);
    expect(await to(id)).toEqual({ name, email: `${id}@example.org`, lang: 'en' });
  });

  it('· is called as they wish', async () => {
    const id = await addPerson(house.database, CAST.wei);
    await house.database.read(`update people set preferred_name = 'Wei', language = 'es' where id = $1`, [id]);
    expect(await to(id)).toMatchObject({ name: 'Wei', lang: 'es' });
  });

  it.each(['', 'nobody', "' or true --", '\0', newId()])('· of the id %j is nobody, and takes no neighbor along', async (id) => {
    const rosa = await addPerson(house.database, CAST.rosa);
    const found = await Promise.all([to(id), to(rosa), to(id)]);
    expect(found.map((each) => each?.name)).toEqual([undefined, CAST.rosa, undefined]);
  });

  it('· gets the letter of nobody else in a rush', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `Client ${n} 王`);
    const ids = await Promise.all(names.map((name) => addPerson(house.database, name)));
    expect((await Promise.all(ids.map((id) => to(id)))).map((found) => found?.name)).toEqual(names);
  });
});

describe('the links of a letter', () => {
  const token = (link: unknown): string => String(link).split('/').at(-1)!;

  it.each([['application-awarded'], ['role-play-result'], ['no-such-letter']])('· %s are none: it leads to a page that asks for sign-in', async (letter) =>
    expect(await book.links(letter, newId(), {}, 'l')).toEqual({}));

  it.each([['verify-email', '/verify-email/'], ['reset-password', '/reset-password/'], ['invitation', '/invitation/'], ['hours-to-confirm', '/confirm/']])('· %s prove their bearer at %s', async (letter, path) => {
    const id = await addPerson(house.database);
    const { link, validHours, validMinutes } = await book.links(letter, id, {}, `${letter}:${id}`);
    expect(String(link).startsWith(`https://peerway.example.org${path}`)).toBe(true);
    expect(token(link)).toMatch(/^[\w-]{43}$/);
    expect(validMinutes).toBe(Number(validHours) * 60);
  });

  it('· are the same when the same letter is composed again, others for another letter, and of another secret', async () => {
    const id = await addPerson(house.database);
    const links = async (letterId: string) => token((await book.links('reset-password', id, {}, letterId))['link']);
    const first = await links(`a:${id}`);
    expect(await links(`a:${id}`)).toBe(first);
    expect(await links(`b:${id}`)).not.toBe(first);
    const elsewhere = new PeopleLetterBook({} as never, context.get(OneTimeLinks), {} as never, clock, testSettings({ PEERWAY_SECRET: 'another installation, another secret' }));
    expect(token((await elsewhere.links('reset-password', id, {}, `a:${id}`))['link'])).not.toBe(first);
  });

  it('· last until a day of the body, not of UTC', async () => {
    const id = await addPerson(house.database);
    const { until, validHours } = await book.links('invitation', id, {}, `day:${id}`);
    const ends = new Date(clock.now().getTime() + Number(validHours) * 3_600_000);
    expect(until).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Chicago' }).format(ends));
    expect(until).not.toBe(ends.toISOString().slice(0, 10));
  });

  it('· keep their token as a digest alone', async () => {
    const id = await addPerson(house.database);
    const { link } = await book.links('invitation', id, { place: 'Harbor', count: 3 }, `kept:${id}`);
    const rows = await house.database.read<object>(`select * from one_time_links where person_id = $1`, [id]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token(link));
    expect(JSON.stringify(rows)).toContain('Harbor');
  });
});
