import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { day, groupCode, newCode, newId } from '#libs/kernel';
import { DecidedOtherwise, ListedOtherwise, PublishedOtherwise, type PublicListing } from '#libs/registry';
import { makeDataSource } from '#libs/persistence';
import { testUrl } from '../support/database.ts';
import { aDecision, aFile, aListing, ENTITIES, openBook, type Book } from './support/book.ts';

let book: Book;
beforeAll(async () => {
  book = await openBook();
});
afterAll(() => book.house.drop());
beforeEach(() => {
  book.clock.set('2026-03-10T15:00:00Z');
});

const count = async (table: string, listingId: string) =>
  (await book.database.read<{ n: number }>(`select count(*)::int as n from registry.${table} where ${table === 'listings' ? 'id' : 'listing_id'} = $1`, [listingId]))[0]!.n;

async function listed(facts: Parameters<typeof aListing>[0] = {}) {
  const listing = aListing(facts);
  await book.service.list(listing);
  return listing;
}

async function seen(code: string, on?: string): Promise<PublicListing> {
  const verification = await book.verifications.byCode(code, on ? day(on) : undefined);
  if (verification.answer !== 'genuine') throw new Error(`${verification.answer}: ${verification.reason}`);
  return verification.listing;
}

describe('a listing', () => {
  it('· is verifiable as soon as it is committed, and not before', async () => {
    const listing = aListing();
    await book.database.transaction(async () => {
      await book.service.list(listing);
      expect(await book.verifications.byCode(listing.code)).toMatchObject({ answer: 'not-genuine', reason: 'not-listed' });
    });
    expect(await seen(listing.code)).toMatchObject({ name: 'Zoë O\'Brien-Ñandú', standing: { standing: 'active', since: '2026-01-10' }, asked: null });
  });

  it('· is gone with the award that failed', async () => {
    const listing = aListing();
    const award = book.database.transaction(async () => {
      await book.service.list(listing);
      throw new Error('the award fails');
    });
    await expect(award).rejects.toThrow('the award fails');
    expect(await count('listings', listing.id)).toBe(0);
  });

  it('· is made once, however often the award is tried', async () => {
    const listing = aListing();
    await Promise.all([book.service.list(listing), book.service.list(listing), book.service.list(listing)]);
    expect(await count('listings', listing.id)).toBe(1);
  });

  it.each([
    ['the same id with another name', (first: ReturnType<typeof aListing>) => ({ ...first, name: 'Someone Else' })],
    ['a number that is taken', ({ number }: ReturnType<typeof aListing>) => aListing({ number })],
    ['a number that differs by its dashes only', ({ number }: ReturnType<typeof aListing>) => aListing({ number: number.replace('MSP-2026', 'MSP2026') })],
    ['a code that is taken', ({ code }: ReturnType<typeof aListing>) => aListing({ code })],
  ])('· refuses %s', async (_, other) => {
    const first = await listed();
    await expect(book.service.list(other(first))).rejects.toThrow(ListedOtherwise);
    expect((await seen(first.code)).name).toBe('Zoë O\'Brien-Ñandú');
  });

  it.each([
    ['a period that ends before it begins', { validUntil: day('2025-01-01') }],
    ['a grace that ends before the validity', { graceUntil: day('2027-01-01') }],
    ['a code that is too short to be unguessable', { code: 'ABC' }],
    ['a number with odd letters', { number: 'msp 1' }],
  ])('· cannot have %s', (_, facts) => expect(book.service.list(aListing(facts))).rejects.toThrow(/check constraint/));
});

describe('a decision', () => {
  it('· shows in the same second', async () => {
    const listing = await listed();
    await book.service.record(aDecision(listing, 'suspended', '2026-03-10', { publicNote: 'Suspended while a complaint is looked into.' }));
    expect((await seen(listing.code)).standing).toEqual({
      standing: 'suspended',
      since: '2026-03-10',
      recordedAt: book.clock.now(),
      publicNote: 'Suspended while a complaint is looked into.',
      successorCode: null,
    });
  });

  it('· is recorded once, however often it is tried', async () => {
    const listing = await listed();
    const revocation = aDecision(listing, 'revoked', '2026-03-10');
    await Promise.all([book.service.record(revocation), book.service.record(revocation)]);
    expect(await count('listing_decisions', listing.id)).toBe(1);
  });

  it('· that ends a certification comes once', async () => {
    const listing = await listed();
    await book.service.record(aDecision(listing, 'revoked', '2026-03-10'));
    await expect(book.service.record(aDecision(listing, 'revoked', '2026-03-11'))).rejects.toThrow(DecidedOtherwise);
  });

  it('· about nothing is our own fault, and no refusal', () =>
    expect(book.service.record(aDecision(aListing(), 'revoked', '2026-03-10'))).rejects.toThrow(/foreign key/));

  it('· that supersedes names the successor, and no other kind does', async () => {
    const [listing, other] = [await listed(), await listed()];
    await expect(book.service.record(aDecision(listing, 'superseded', '2026-03-10'))).rejects.toThrow(/check constraint/);
    await expect(book.service.record(aDecision(listing, 'revoked', '2026-03-10', { successorListingId: other.id }))).rejects.toThrow(/check constraint/);
  });

  it('· that supersedes leads from the old to the new, and the new does not tell the old name', async () => {
    const old = await listed({ name: 'Old Name' });
    const successor = await listed({ name: '王小明', supersedesListingId: old.id });
    await book.service.record(aDecision(old, 'superseded', '2026-03-10', { successorListingId: successor.id }));
    expect((await seen(old.code)).standing).toMatchObject({ standing: 'superseded', successorCode: successor.code });
    expect(JSON.stringify(await seen(successor.code))).not.toMatch(new RegExp(`Old Name|${old.code}|${old.number}`));
    await expect(book.service.list(aListing({ supersedesListingId: old.id }))).rejects.toThrow(ListedOtherwise);
  });
});

describe('a question about a day', () => {
  it('· is answered by what holds, and says when the registry showed something else', async () => {
    book.clock.set('2026-01-10T16:00:00Z');
    const listing = await listed();
    book.clock.set('2026-03-05T16:00:00Z');
    await book.service.record(aDecision(listing, 'suspended', '2026-03-01'));
    book.clock.set('2026-03-10T15:00:00Z');
    expect((await seen(listing.code, '2026-03-03')).asked).toMatchObject({ day: '2026-03-03', standing: { standing: 'suspended' }, saidThen: 'active' });
    expect((await seen(listing.code, '2026-03-06')).asked).toMatchObject({ standing: { standing: 'suspended' }, saidThen: null });
    expect((await seen(listing.code, '2026-02-28')).asked).toMatchObject({ standing: { standing: 'active' }, saidThen: null });
  });

  it('· to come is refused, by the calendar of the body', async () => {
    const { code } = await listed();
    book.clock.set('2026-03-11T04:00:00Z');
    expect((await seen(code, '2026-03-10')).asked).toMatchObject({ standing: { standing: 'active' } });
    await expect(book.verifications.byCode(code, day('2026-03-11'))).rejects.toMatchObject({ name: 'DayNotYetCome', field: 'on' });
  });

  it('· never tells a decision before it takes effect', async () => {
    const listing = await listed();
    await book.service.record(aDecision(listing, 'revoked', '2026-04-01', { publicNote: 'From April.' }));
    expect(JSON.stringify(await seen(listing.code))).not.toContain('April');
    book.clock.set('2026-04-01T15:00:00Z');
    expect((await seen(listing.code)).history.map(({ standing, since }) => `${standing} ${since}`)).toEqual(['active 2026-01-10', 'revoked 2026-04-01']);
  });
});

describe('a look-up', () => {
  it('· by code forgives dashes and lower case', async () => {
    const { code, number } = await listed();
    expect(await seen(` ${groupCode(code).toLowerCase()} `)).toMatchObject({ number });
  });

  it.each(['', 'x', newCode(), '\'; drop table registry.listings; --'])('· by the code %j finds nothing', async (code) =>
    expect(await book.verifications.byCode(code)).toMatchObject({ answer: 'not-genuine', reason: 'not-listed', listing: null }));

  it('· by number and name takes any whole part', async () => {
    const { number, code } = await listed();
    for (const name of ['Zoe', 'nandu', 'O’Brien', 'Zoë O\'Brien-Ñandú'])
      expect(await book.verifications.byNumberAndName(` ${number.toLowerCase().replaceAll('-', ' ')}`, name)).toMatchObject({ answer: 'genuine', listing: { code } });
  });

  it('· does not tell a wrong name from a wrong number', async () => {
    const { number } = await listed();
    const wrongName = await book.verifications.byNumberAndName(number, 'Smith');
    expect(wrongName).toMatchObject({ answer: 'not-genuine', reason: 'not-listed' });
    expect(await book.verifications.byNumberAndName('MSP-1999-000001', 'Zoe')).toEqual(wrongName);
  });

  it('· by ids leaves out what is not listed', async () => {
    const [one, other] = [await listed({ name: 'محمد العلي' }), await listed({ name: 'Sukarno' })];
    const found = await book.verifications.listings([one.id, newId(), other.id]);
    expect([...found].map(([id, { name }]) => [id, name]).sort()).toEqual([[one.id, 'محمد العلي'], [other.id, 'Sukarno']].sort());
  });
});

describe('a published file', () => {
  it('· is known once, and the same stage has no other', async () => {
    const file = aFile(await listed());
    await book.service.publishFile(file);
    await book.service.publishFile({ ...file, id: newId() });
    expect(await count('published_files', file.listingId)).toBe(1);
    await expect(book.service.publishFile({ ...file, id: newId(), sha256: randomBytes(32) })).rejects.toThrow(PublishedOtherwise);
    await expect(book.service.publishFile({ ...file, id: newId(), stage: 'archived' })).rejects.toThrow(PublishedOtherwise);
  });

  it('· can gain a time stamp', async () => {
    const file = aFile(await listed());
    await book.service.publishFile(file);
    await book.service.publishFile({ ...file, id: newId(), stage: 'time-stamped', sha256: randomBytes(32) });
    expect(await count('published_files', file.listingId)).toBe(2);
  });
});

describe('a signing certificate', () => {
  it('· is pinned once, by its own bytes', async () => {
    const der = randomBytes(300);
    const pinned = { der, role: 'signer' as const, subject: 'CN=Board', notAfter: new Date('2040-01-01T00:00:00Z') };
    await Promise.all([book.service.pinSigningCertificate(pinned), book.service.pinSigningCertificate(pinned)]);
    expect(await book.certificates.signers()).toEqual([createHash('sha256').update(der).digest()]);
    expect(await book.certificates.roots()).toEqual([]);
  });
});

describe('the role of the app', () => {
  it.each(['listings', 'listing_decisions', 'published_files', 'signing_certificates'])('· changes and deletes nothing in %s', async (table) => {
    await expect(book.database.read(`delete from registry.${table}`)).rejects.toThrow(/permission denied/);
    await expect(book.database.read(`update registry.${table} set ${table === 'listings' ? 'name' : table === 'signing_certificates' ? 'subject' : 'id'} = null`)).rejects.toThrow(/permission denied/);
    await expect(book.database.read(`truncate registry.${table} cascade`)).rejects.toThrow(/permission denied/);
  });
});

describe('the role of the public registry', () => {
  it('· reads the book, keeps rate limits, and reaches nothing else', async () => {
    const source = await makeDataSource(testUrl(book.house.name, 'peerway_registry'), 'test').initialize();
    try {
      for (const table of ENTITIES.map((entity) => book.database.rows(entity).metadata.tablePath)) await expect(source.query(`select * from ${table}`)).resolves.toBeInstanceOf(Array);
      await expect(source.query(`insert into web.rate_limits (key) values ('r')`)).resolves.toBeDefined();
      await expect(source.query(`insert into registry.signing_certificates values (sha256('x'), 'x', 'root', '', now(), now())`)).rejects.toThrow(/permission denied/);
      const others = (await source.query(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('registry', 'pg_catalog', 'information_schema') and tablename <> 'rate_limits'`,
      )) as { name: string }[];
      expect(others.map(({ name }) => name)).toContain('public.idempotency_keys');
      for (const { name } of others) await expect(source.query(`select * from ${name}`)).rejects.toThrow(/permission denied/);
    } finally {
      await source.destroy();
    }
  });
});
