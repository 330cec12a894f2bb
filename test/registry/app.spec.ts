import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groupCode, newId } from '#libs/kernel';
import type { NewListing } from '#libs/registry';
import type { RunningApp } from '#libs/web';
import { startRegistry } from '../../apps/registry/src/index.ts';
import { testUrl } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';
import { aDecision, aFile, aListing, openBook, type Book } from './support/book.ts';
import { misfits } from './support/schema.ts';

let book: Book;
let app: RunningApp;
let zoe: NewListing;
let wei: NewListing;
const certificate = Buffer.from('%PDF-1.7\nas issued\n%%EOF\n');

beforeAll(async () => {
  book = await openBook();
  app = await startRegistry({ settings: testSettings({ PEERWAY_REGISTRY_PORT: '0', PEERWAY_LOG_LEVEL: 'silent' }), clock: book.clock, databaseUrl: testUrl(book.house.name, 'peerway_registry') });
  [zoe, wei] = [aListing({ name: 'Zoë <b>O\'Brien</b>-Ñandú' }), aListing({ name: '王小明' })];
  book.clock.set('2026-01-10T16:00:00Z');
  await book.service.list(zoe);
  await book.service.list(wei);
  await book.service.publishFile({ ...aFile(zoe, certificate) });
  book.clock.set('2026-03-05T16:00:00Z');
  await book.service.record(aDecision(zoe, 'suspended', '2026-03-01', { publicNote: 'A complaint is looked into.' }));
  book.clock.set('2026-03-10T15:00:00Z');
});
afterAll(async () => {
  await app.stop();
  await book.house.drop();
});

const at = (path: string) => `http://127.0.0.1:${app.port}${path}`;
const get = (path: string, headers: Record<string, string> = {}) => fetch(at(path), { redirect: 'manual', headers });
const ask = (fields: Record<string, string>) => fetch(at('/verifications'), { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
const send = (file: Buffer | undefined, name = 'certificate.pdf') => {
  const form = new FormData();
  form.append('file', new File(file ? [new Uint8Array(file)] : [], file ? name : ''));
  return fetch(at('/file-verifications'), { method: 'POST', body: form });
};

describe('the page of a code', () => {
  it('· shows the listing and its standing, escaped, and keeps nothing', async () => {
    const answer = await get(`/v/${groupCode(zoe.code).toLowerCase()}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    for (const words of ['Zoë &lt;b&gt;O&#x27;Brien&lt;/b&gt;-Ñandú', 'Suspended', 'March 1, 2026', 'A complaint is looked into.', zoe.number, 'Certified Peer Specialist', 'January 9, 2028', 'February 8, 2028']) expect(html).toContain(words);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer', 'content-security-policy': expect.stringContaining("default-src 'none'") });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('· answers about another day, and says what the registry showed then', async () => {
    const html = await (await get(`/v/${zoe.code}?on=2026-03-03`)).text();
    expect(html).toContain('On March 3, 2026');
    expect(html).toContain('showed something else: Active');
  });

  it.each([
    ['2026-03-11', 'Nobody can tell yet'],
    ['03/11/2026', 'such as 2026-03-15'],
  ])('· explains why %s is no day to ask about, and keeps it in the field', async (on, words) => {
    const answer = await get(`/v/${zoe.code}?on=${encodeURIComponent(on)}`);
    const html = await answer.text();
    expect([answer.status, html.includes(words), html.includes(`value="${on}"`)]).toEqual([422, true, true]);
  });

  it.each(['nonsense', '0'.repeat(26), '%3Cscript%3E'])('· is not there for %s, and says so kindly', async (code) => {
    const answer = await get(`/v/${code}`);
    expect([answer.status, (await answer.text()).includes('Nothing in the registry matches')]).toEqual([404, true]);
  });
});

describe('a question by code', () => {
  it('· leads to the page of the code', async () => {
    const answer = await get(`/v?code=${encodeURIComponent(groupCode(zoe.code))}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/v/${groupCode(zoe.code)}`]);
  });
  it('· without a code comes back with a message', async () => {
    const answer = await get('/v?code=');
    expect([answer.status, (await answer.text()).includes('Please fill this in.')]).toEqual([422, true]);
  });
});

describe('a question by number and name', () => {
  it.each([
    ['a part of the name', () => zoe, 'nandu', ''],
    ['a name without spaces, and a day', () => wei, '王小明', '2026-02-02'],
  ])('· leads to the listing by %s', async (_, listing, name, on) => {
    const answer = await ask({ number: listing().number.toLowerCase(), name, on });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/v/${listing().code}${on ? `?on=${on}` : ''}`]);
  });

  it('· that matches nothing keeps what was typed', async () => {
    const answer = await ask({ number: zoe.number, name: 'Smith & "Sons"' });
    const html = await answer.text();
    expect([answer.status, html.includes('Nothing in the registry matches'), html.includes('value="Smith &amp; &quot;Sons&quot;"')]).toEqual([404, true, true]);
    expect(html).not.toContain(zoe.code);
  });

  it('· that is not whole says what is missing', async () => {
    const answer = await ask({ number: zoe.number, name: ' ' });
    const html = await answer.text();
    expect([answer.status, html.includes('Please fill this in.'), html.includes(`value="${zoe.number}"`)]).toEqual([422, true, true]);
  });

  it('· with a key for doing it once works, though nothing can be kept', async () => {
    expect((await ask({ number: zoe.number, name: 'Zoë', idempotencyKey: newId() })).status).toBe(303);
    const answer = await fetch(at('/verifications'), { method: 'POST', redirect: 'manual', headers: { 'idempotency-key': newId() }, body: new URLSearchParams({ number: zoe.number, name: 'Zoë' }) });
    expect(answer.status).toBe(303);
  });

  it('· cannot be guessed: names on one number are limited, and the next number is not', async () => {
    const target = aListing({ name: 'Hidden Person' });
    await book.service.list(target);
    const statuses: number[] = [];
    for (let guess = 0; guess < 14; guess++) statuses.push((await ask({ number: target.number, name: `Guess${guess}` })).status);
    expect(statuses).toEqual([...Array<number>(12).fill(404), 429, 429]);
    const refused = await ask({ number: ` ${target.number.toLowerCase()}`, name: 'Hidden' });
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await ask({ number: wei.number, name: '王小明' })).status).toBe(303);
    const kept = await book.database.read<{ key: string }>('select key from web.rate_limits');
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toMatch(/127\.0\.0\.1|MSP/);
  });
});

describe('a file', () => {
  it('· as issued is genuine, with the facts of the registry', async () => {
    const answer = await send(certificate, 'other name.docx');
    const html = await answer.text();
    expect([answer.status, html.includes('byte for byte'), html.includes(zoe.number), html.includes('Suspended')]).toEqual([200, true, true, true]);
  });

  it('· that was changed leads to the original', async () => {
    const html = await (await send(Buffer.concat([certificate, Buffer.from('more')]))).text();
    expect([html.includes('changed after it was issued'), html.includes('4 bytes were added'), html.includes(`href="/v/${zoe.code}"`), html.includes(zoe.name)]).toEqual([true, true, true, false]);
  });

  it.each<[string, Buffer, string]>([
    ['without a signature', Buffer.from('%PDF-1.7\n%%EOF'), 'This PDF has no signature'],
    ['that is a picture', Buffer.from('GIF89a'), 'This is not a PDF'],
  ])('· %s tells nothing', async (_, file, words) => expect(await (await send(file)).text()).toContain(words));

  it('· that was not chosen is asked for', async () => {
    const answer = await send(undefined);
    expect([answer.status, (await answer.text()).includes('Please choose the PDF')]).toEqual([422, true]);
  });

  it('· above ten megabytes is refused', async () => {
    const answer = await send(Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    expect([answer.status, (await answer.text()).includes('10 MB')]).toEqual([422, true]);
  });

  it('· that announces to be huge is refused before it is read', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((done, fail) => {
      const asking = request(at('/file-verifications'), { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 5_000_000_000 } }, (answer) => {
        done(answer.statusCode);
        asking.destroy();
      });
      asking.on('error', fail).flushHeaders();
    });
    expect(status).toBe(422);
  });
});

describe('the other pages', () => {
  it.each([
    ['/', 'Check a certification'],
    ['/reading', 'What a peer specialist does'],
    ['/root-certificates', 'No root certificate has been published yet.'],
  ])('· %s is there, without a cookie', async (path, words) => {
    const answer = await get(path);
    expect([answer.status, (await answer.text()).includes(words), answer.headers.get('set-cookie')]).toEqual([200, true, null]);
  });

  it('· give the root certificate and its fingerprint', async () => {
    const der = Buffer.from('a root certificate');
    await book.service.pinSigningCertificate({ der, role: 'root', subject: 'Model Board Root CA', notAfter: new Date('2056-01-01T00:00:00Z') });
    const html = await (await get('/root-certificates')).text();
    const path = /\/root-certificates\/[0-9a-f]{64}\.cer/.exec(html)![0];
    expect(html.replaceAll('<wbr>', '')).toMatch(/([0-9A-F]{2}:){31}[0-9A-F]{2}/);
    const answer = await get(path);
    expect([answer.headers.get('content-type'), Buffer.from(await answer.arrayBuffer()).equals(der)]).toEqual(['application/pkix-cert', true]);
    expect((await get(`/root-certificates/${'0'.repeat(64)}.cer`)).status).toBe(404);
  });

  it('· say that the app is well', async () => expect(await (await get('/health')).json()).toEqual({ status: 'ok' }));
});

describe('the API', () => {
  type Operation = { responses: Record<string, { $ref: string }> };
  const document = async () => (await (await get('/api/v1/openapi.json')).json()) as { paths: Record<string, Record<string, Operation>>; components: Record<string, Record<string, { content: Record<string, { schema: object }> }>> };

  /** Holds an answer against what the document says about its path, method, status and type. */
  async function fits(answer: Response, path: string, method: string): Promise<Record<string, unknown>> {
    const openapi = await document();
    const said = openapi.paths[path]![method]!.responses[String(answer.status)];
    if (!said) throw new Error(`${answer.status} is not in the document`);
    const response = openapi.components['responses']![said.$ref.split('/').at(-1)!]!;
    const type = answer.headers.get('content-type')!.split(';')[0]!;
    const body = (await answer.json()) as Record<string, unknown>;
    expect(Object.keys(response.content)).toContain(type);
    expect(misfits(openapi, response.content[type]!.schema, body)).toEqual([]);
    return body;
  }

  const post = (body: string | Buffer, type: string, query = '') => fetch(at(`/api/v1/verifications${query}`), { method: 'POST', headers: { 'content-type': type }, body: typeof body === 'string' ? body : new Uint8Array(body) });
  const json = (body: unknown) => post(JSON.stringify(body), 'application/json');
  const ONE = '/api/v1/verifications/{code}';
  const ALL = '/api/v1/verifications';

  it('· answers by code, on a day too', async () => {
    const body = await fits(await get(`/api/v1/verifications/${zoe.code}?on=2026-03-03`), ONE, 'get');
    expect(body).toMatchObject({ answer: 'genuine', listing: { link: `http://localhost:0/v/${zoe.code}`, name: zoe.name, standing: { standing: 'suspended' }, asked: { day: '2026-03-03', saidThen: 'active' } } });
  });

  it.each([
    ['unknown', '', 404],
    ['', '?on=tomorrow', 422],
    ['', '?on=2026-03-11', 422],
  ])('· answers %j%s with %3$i and a problem', async (code, query, status) => {
    const answer = await get(`/api/v1/verifications/${code || zoe.code}${query}`);
    expect(answer.status).toBe(status);
    await fits(answer, ONE, 'get');
  });

  it('· answers by number and name', async () => {
    expect(await fits(await json({ number: wei.number, name: '王小明', on: '2026-02-01' }), ALL, 'post')).toMatchObject({ answer: 'genuine', listing: { asked: { standing: 'active' } } });
    expect(await fits(await json({ number: wei.number, name: 'Smith' }), ALL, 'post')).toMatchObject({ answer: 'not-genuine', reason: 'not-listed', listing: null });
  });

  it.each([[{}], [{ number: 'x' }], [{ number: 1, name: [] }], [[]], ['text'], [null]])('· refuses %j with a problem', async (body) => {
    const answer = await json(body);
    expect(answer.status).toBe(422);
    expect(await fits(answer, ALL, 'post')).toMatchObject({ refusal: 'NotAQuestion' });
  });

  it('· answers by file', async () => {
    expect(await fits(await post(certificate, 'application/pdf'), ALL, 'post')).toMatchObject({ answer: 'genuine', reason: 'identical-file', listing: { number: zoe.number } });
    expect(await fits(await post(Buffer.concat([certificate, Buffer.from('!')]), 'application/pdf', '?on=2026-02-01'), ALL, 'post')).toMatchObject({ answer: 'not-genuine', bytesAdded: 1, listing: { asked: { standing: 'active' } } });
    expect(await fits(await post(Buffer.from('GIF89a'), 'application/pdf'), ALL, 'post')).toMatchObject({ answer: 'cannot-tell', reason: 'not-a-pdf' });
  });

  it('· refuses a file that is too large', async () => {
    const answer = await post(Buffer.alloc(10 * 1024 * 1024 + 20_000), 'application/pdf');
    expect(answer.status).toBe(422);
    expect(await fits(answer, ALL, 'post')).toMatchObject({ refusal: 'FileTooLarge' });
  });

  it('· never tells more than the listing', async () => {
    const text = await (await get(`/api/v1/verifications/${zoe.code}`)).text();
    expect(text).not.toContain(zoe.id);
    expect(text).not.toContain('listedAt');
  });
});
