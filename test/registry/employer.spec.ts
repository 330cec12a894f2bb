import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import type { NewListing } from '#libs/registry';
import { day } from '#libs/kernel';
import type { RunningApp } from '#libs/web';
import { startRegistry } from '../../apps/registry/src/index.ts';
import { testUrl } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';
import { aDecision, aFile, aListing, openBook, type Book } from './support/book.ts';
import { misfits } from './support/schema.ts';

// An employer who knows nothing of us, with the certificate in one hand and a keyboard under the other; and the program that the employer's office wrote.

let book: Book;
let app: RunningApp;
let rosa: NewListing;
let wei: NewListing;
let ali: NewListing;
let storied: NewListing;
const certificate = Buffer.from('%PDF-1.7\nof the employer\n%%EOF\n');

beforeAll(async () => {
  book = await openBook();
  app = await startRegistry({ settings: testSettings({ PEERWAY_REGISTRY_PORT: '0', PEERWAY_LOG_LEVEL: 'silent' }), clock: book.clock, databaseUrl: testUrl(book.house.name, 'peerway_registry') });
  rosa = aListing({ number: 'MSP-2026-000417', name: "Rosa Zoë O'Brien-Ñandú" });
  [wei, ali, storied] = [aListing({ name: '王小明' }), aListing({ name: 'محمد العلي' }), aListing({ name: 'Cher', issuedOn: day('2025-03-01'), validUntil: day('2026-02-28'), graceUntil: day('2026-03-05') })];
  book.clock.set('2026-01-10T16:00:00Z');
  for (const listing of [rosa, wei, ali, storied]) await book.service.list(listing);
  await book.service.publishFile(aFile(rosa, certificate));
  book.clock.set('2026-01-20T16:00:00Z');
  await book.service.record(aDecision(storied, 'suspended', '2026-01-20', { publicNote: 'A <complaint> is looked into.' }));
  book.clock.set('2026-02-01T16:00:00Z');
  await book.service.record(aDecision(storied, 'reinstated', '2026-02-01'));
  book.clock.set('2026-03-10T15:00:00Z');
});
afterAll(async () => {
  await app.stop();
  await book.house.drop();
});

const at = (path: string) => `http://127.0.0.1:${app.port}${path}`;
/** Every question comes from an office of its own, as far as the limits can tell. */
const forget = () => book.house.asOwner('delete from web.rate_limits');
const ask = async (fields: Record<string, string>) => {
  await forget();
  return fetch(at('/verifications'), { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
};
const found = async (number: string, name: string): Promise<boolean> => (await ask({ number, name })).headers.get('location') !== null;

describe('a number as people type it', () => {
  it.each([
    'MSP-2026-000417',
    'msp-2026-000417',
    '  MSP 2026 000417  ',
    'MSP2026000417',
    'MSP–2026—000417',
    'MSP−2026−000417',
    'MSP‑2026‑000417',
    'ＭＳＰ－２０２６－０００４１７',
    'MSP-2026-\t000417',
    'MSP-2026-000417',
    'MSP\u00ad-2026\u200b-000417\ufeff',
    'MSP-2026-000417.',
    'MSP/2026/000417',
    'MSP.2026.000417',
    'MSP_2026_000417',
    '#MSP-2026-000417',
    'No. MSP-2026-000417',
  ])('· %j finds the listing', async (number) => expect(await found(number, 'Rosa')).toBe(true));

  it.each(['MSP-2026-000418', 'MSP-2026-00417', 'MSP-2026-0004170', 'MSP', '417', '%', 'MSP-2026-000417 or 1=1', "'; drop table registry.listings", 'MSP-2026-OOO417', '①②③'])('· %j finds nothing', async (number) => {
    const answer = await ask({ number, name: 'Rosa' });
    expect([answer.status, (await answer.text()).includes('Nothing in the registry matches')]).toEqual([404, true]);
  });

  it('· that is longer than any is a fault of its field, with everything typed still there', async () => {
    const answer = await ask({ number: 'M'.repeat(101), name: 'Rosa & Söhne' });
    const html = await answer.text();
    expect([answer.status, html.includes('id="number-fault"'), html.includes('value="Rosa &amp; Söhne"'), html.includes('M'.repeat(101))]).toEqual([422, true, true, true]);
  });
});

describe('a part of a name', () => {
  it.each<[string, () => NewListing]>([
    ['Rosa', () => rosa],
    ['ROSA ZOE', () => rosa],
    ["O'Brien", () => rosa],
    ['O’Brien', () => rosa],
    ['obrien', () => rosa],
    ['Nandu', () => rosa],
    ['Ñandú, Rosa', () => rosa],
    ['Rosa Zoë O\'Brien-Ñandú', () => rosa],
    ['王小明', () => wei],
    ['王 小明', () => wei],
    ['محمد', () => ali],
    ['العلي', () => ali],
    ['مُحَمَّد العلي', () => ali],
    ['cher', () => storied],
  ])('· %j finds the person', async (name, listing) => expect(await found(listing().number, name)).toBe(true));

  it.each<[string, () => NewListing]>([
    ['R', () => rosa],
    ['Ro', () => rosa],
    ['os', () => rosa],
    ['Rosa Delgado', () => rosa],
    ['Rosita', () => rosa],
    ['%', () => rosa],
    ['.*', () => rosa],
    ['王', () => wei],
    ['王大明', () => wei],
    ['م', () => ali],
    ['che', () => storied],
    ['Mr. Cher Smith', () => storied],
  ])('· %j is not enough, or another person', async (name, listing) => expect(await found(listing().number, name)).toBe(false));

  it('· that is wrong is answered like a number that is wrong, word for word but for what was typed', async () => {
    const plain = async (number: string, name: string) => (await (await ask({ number, name })).text()).replaceAll(number, '').replaceAll(name, '').replace(/name="(_csrf|idempotencyKey)" value="[^"]*"/g, '').replace(/datetime="[^"]*"/g, '');
    expect(await plain(rosa.number, 'Somebody')).toBe(await plain('MSP-2031-999999', 'Somebody'));
  });
});

describe('standing on a day', () => {
  const standing = async (on: string): Promise<string> => {
    const body = (await (await fetch(at(`/api/v1/verifications/${storied.code}?on=${on}`))).json()) as { listing: { asked: { standing: string } } };
    return body.listing.asked.standing;
  };
  it.each([
    ['the day before the issue', '2025-02-28', 'not-yet-issued'],
    ['the day of issue', '2025-03-01', 'active'],
    ['the day before a suspension', '2026-01-19', 'active'],
    ['its first day', '2026-01-20', 'suspended'],
    ['its last day', '2026-01-31', 'suspended'],
    ['the day of the reinstatement', '2026-02-01', 'active'],
    ['the last day of validity', '2026-02-28', 'active'],
    ['the first day of grace', '2026-03-01', 'in-grace'],
    ['the last day of grace', '2026-03-05', 'in-grace'],
    ['the day after', '2026-03-06', 'expired'],
    ['today', '2026-03-10', 'expired'],
    ['a day long ago', '0001-01-01', 'not-yet-issued'],
  ])('· %s', async (_, on, expected) => expect(await standing(on)).toBe(expected));

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-3-1', '10.03.2026', '2026-03-10T00:00:00Z', '٢٠٢٦-٠٣-١٠', '9999-12-31', '+2026-01-01', '2026-03-10; --'])('· is not told for %j, which is no day or has not come', async (on) => {
    const machine = await fetch(at(`/api/v1/verifications/${storied.code}?on=${encodeURIComponent(on)}`));
    const person = await fetch(at(`/v/${storied.code}?on=${encodeURIComponent(on)}`));
    const typed = await ask({ number: storied.number, name: 'Cher', on });
    expect([machine.status, person.status, typed.status, (await person.text()).includes('id="on-fault"'), (await typed.text()).includes('id="on-fault"')]).toEqual([422, 422, 422, true, true]);
  });

  it('· may be asked twice in one address, and is refused rather than guessed', async () => {
    expect((await fetch(at(`/v/${storied.code}?on=2026-01-01&on=2026-02-01`))).status).toBeLessThan(500);
    expect((await fetch(at(`/api/v1/verifications/${storied.code}?on[a]=2026-01-01`))).status).toBeLessThan(500);
  });
});

describe('an answer', () => {
  it.each(['/', '/reading', '/root-certificates', '/nowhere', '/api/v1/nowhere', '/v/unknown'])('· of %s is for no search engine, tells no site where its reader came from, and sets no cookie', async (path) => {
    const { headers } = await fetch(at(path));
    expect([headers.get('x-robots-tag'), headers.get('referrer-policy'), headers.get('set-cookie'), headers.get('x-content-type-options')]).toEqual(['noindex, nofollow', 'no-referrer', null, 'nosniff']);
  });

  it.each([() => `/v/${rosa.code}`, () => '/v/unknown', () => `/api/v1/verifications/${rosa.code}`, () => '/api/v1/verifications/unknown'])('· about a person is kept by no cache (%#)', async (path) => {
    expect((await fetch(at(path()))).headers.get('cache-control')).toBe('no-store');
  });

  it('· of a limit says when to come back, to people and to programs', async () => {
    await forget();
    const json = () => fetch(at('/api/v1/verifications'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ number: rosa.number, name: 'Guess' }) });
    for (let guess = 0; guess < 12; guess++) expect((await json()).status).toBe(200);
    const machine = await json();
    expect([machine.status, machine.headers.get('content-type'), Number(machine.headers.get('retry-after')) > 0]).toEqual([429, expect.stringContaining('application/problem+json'), true]);
    const person = await fetch(at('/verifications'), { method: 'POST', body: new URLSearchParams({ number: rosa.number, name: 'Rosa' }) });
    expect([person.status, person.headers.get('x-robots-tag')]).toEqual([429, 'noindex, nofollow']);
    await forget();
  });

  it('· to a file is limited, too, for both ways in together', async () => {
    await forget();
    const send = () => fetch(at('/api/v1/verifications'), { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: new Uint8Array(certificate) });
    const statuses: number[] = [];
    for (let count = 0; count < 41; count++) statuses.push((await send()).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([40, 429]);
    const form = new FormData();
    form.append('file', new File([new Uint8Array(certificate)], 'c.pdf'));
    expect((await fetch(at('/file-verifications'), { method: 'POST', body: form })).status).toBe(429);
    expect((await fetch(at(`/v/${rosa.code}`))).status).toBe(200);
    await forget();
  });
});

describe('a program of an employer', () => {
  type Document = { paths: Record<string, Record<string, { responses: Record<string, { $ref: string }> }>>; components: Record<string, Record<string, { content: Record<string, { schema: object }> }>> };
  const ALL = '/api/v1/verifications';
  let document: Document;
  beforeAll(async () => {
    document = (await (await fetch(at('/api/v1/openapi.json'))).json()) as Document;
  });

  async function fits(answer: Response, path: string, method: string): Promise<Record<string, unknown>> {
    const said = document.paths[path]![method]!.responses[String(answer.status)];
    if (!said) throw new Error(`${answer.status} is not in the document`);
    const response = document.components['responses']![said.$ref.split('/').at(-1)!]!;
    const type = answer.headers.get('content-type')!.split(';')[0]!;
    const body = (await answer.json()) as Record<string, unknown>;
    expect([Object.keys(response.content), misfits(document, response.content[type]!.schema, body)]).toEqual([[type], []]);
    return body;
  }
  const post = async (body: string | Buffer, type: string, query = '') => {
    await forget();
    return fetch(at(ALL + query), { method: 'POST', headers: { 'content-type': type }, body: typeof body === 'string' ? body : new Uint8Array(body) });
  };

  it('· is answered as the document says for every standing and every way to ask', async () => {
    for (const { code } of [rosa, wei, ali, storied]) for (const on of ['', '?on=2026-01-25', '?on=2020-01-01']) await fits(await fetch(at(`${ALL}/${code}${on}`)), `${ALL}/{code}`, 'get');
    await fits(await post(JSON.stringify({ number: wei.number, name: '王小明' }), 'application/json'), ALL, 'post');
    await fits(await post(certificate, 'application/pdf', '?on=2026-02-01'), ALL, 'post');
  });

  it.each<[string, string, string, number]>([
    ['text that is no JSON', '{"number":', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['another kind of body', 'number=1&name=2', 'text/csv', 415],
    ['keys of the language itself', '{"__proto__": {"number": "x"}, "name": "y"}', 'application/json', 400],
    ['a number that is a list', '{"number": ["MSP-2026-000417"], "name": "Rosa"}', 'application/json', 422],
    ['a name that is an object', '{"number": "MSP-2026-000417", "name": {"$ne": ""}}', 'application/json', 422],
    ['a name of ten thousand letters', `{"number": "MSP-2026-000417", "name": "${'a'.repeat(10_000)}"}`, 'application/json', 422],
    ['a wrong day', '{"number": "MSP-2026-000417", "name": "Rosa", "on": "yesterday"}', 'application/json', 422],
  ])('· that sends %s gets a problem as the document says', async (_, body, type, status) => {
    const answer = await post(body, type);
    expect(answer.status).toBe(status);
    await fits(answer, ALL, 'post');
  });

  it('· that streams a file without saying how long it is, is stopped at ten megabytes', async () => {
    await forget();
    const status = await new Promise((done, fail) => {
      const asking = request(at(ALL), { method: 'POST', headers: { 'content-type': 'application/pdf' } }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      asking.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? done(413) : fail(error)));
      for (let megabyte = 0; megabyte < 11; megabyte++) asking.write(Buffer.alloc(1_048_576));
      asking.end();
    });
    expect(status).toBe(413);
  });

  it('· may tell the same key twice: nothing is done, so nothing is remembered', async () => {
    await forget();
    const send = () => fetch(at(ALL), { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': '019a0000-0000-7000-8000-000000000001' }, body: JSON.stringify({ number: wei.number, name: '王小明' }) });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    expect(await book.database.read('select 1 from idempotency_keys')).toEqual([]);
  });

  it.each([['GET', ALL], ['DELETE', `${ALL}/x`], ['PUT', ALL]])('· that asks by %s %s is told that there is nothing', async (method, path) => {
    const answer = await fetch(at(path), { method, headers: { accept: 'application/json' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('application/problem+json')]);
  });
});
