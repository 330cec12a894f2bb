import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Injectable, Param, ParseUUIDPipe, Post, Req, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { newId, NotFound } from '#libs/kernel';
import { emptyForm, Limits, OpenToOtherSites, page, redirect, type Page, type Redirect, type WebRequest } from '#libs/web';
import type { Visitor } from '../support/site.ts';
import { smallApp, type SmallApp } from './support/small-app.ts';

const HOUR = { name: 'guards-test', tries: 3, perSeconds: 3_600 };
let acts: string[] = [];

/** Whoever says so is that person: what an app's own guard does by a cookie. */
@Injectable()
class Named implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const id = request.headers['x-person'];
    if (typeof id === 'string') request.person = { id };
    return true;
  }
}

@Controller()
class Rooms {
  constructor(private readonly limits: Limits) {}

  @Get('form')
  form(): Page {
    return page('account/forgot-password', { form: emptyForm() });
  }

  @Post('form')
  act(@Body() body: { email?: string }, @Req() request: WebRequest): Redirect {
    acts.push(body.email ?? '');
    return redirect(`/done/${acts.length}/${(request.person as { id: string } | undefined)?.id ?? 'nobody'}`);
  }

  @Post('other')
  other(): Redirect {
    acts.push('other');
    return redirect('/other-done');
  }

  @Get('fault')
  fault(): never {
    throw new Error('the password of the database is s3cret, and rosa@example.org asked');
  }

  @Get('things/:id')
  thing(@Param('id', ParseUUIDPipe) id: string): never {
    throw new NotFound(id);
  }

  @Post('api/machine')
  @OpenToOtherSites()
  machine(): { ok: true } {
    return { ok: true };
  }

  @Post('limited')
  @OpenToOtherSites()
  async limited(@Body() { key }: { key: string }): Promise<{ ok: true }> {
    await this.limits.count(HOUR, key);
    return { ok: true };
  }
}

let app: SmallApp;
/** A second process over the same database. */
let twin: SmallApp;
beforeAll(async () => {
  const providers = [{ provide: APP_GUARD, useClass: Named }];
  app = await smallApp({ controllers: [Rooms], providers });
  twin = await smallApp({ controllers: [Rooms], providers, house: app.house });
});
afterAll(async () => {
  await twin.stop();
  await app.stop();
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const send = async (visitor: Visitor, headers: Record<string, string>, fields: Record<string, string> = {}, path = '/form') => {
  const token = await visitor.token('/form');
  return visitor.send('POST', path, { ...FORM, ...headers }, new URLSearchParams({ _csrf: token, email: 'x', ...fields }).toString());
};

describe('a form that is sent', () => {
  const own = () => ({ origin: app.origin });
  it.each([
    ['from our own page', () => ({ 'sec-fetch-site': 'same-origin' }), 303],
    ['by the person’s own hand', () => ({ 'sec-fetch-site': 'none' }), 303],
    ['by an old browser that names our origin', own, 303],
    ['by a client that names no origin', () => ({}), 303],
    ['from a neighbor of the same site', () => ({ 'sec-fetch-site': 'same-site' }), 409],
    ['from another site', () => ({ 'sec-fetch-site': 'cross-site' }), 409],
    ['from another site that pretends our origin', () => ({ 'sec-fetch-site': 'cross-site', ...own() }), 409],
    ['with a word that browsers do not say', () => ({ 'sec-fetch-site': 'Same-Origin' }), 409],
    ['by an old browser on another site', () => ({ origin: 'https://evil.example' }), 409],
    ['from a sandbox without an origin', () => ({ origin: 'null' }), 409],
    ['from an address that only begins like ours', () => ({ origin: `${app.origin}.evil.example` }), 409],
  ])('· %s', async (_, headers, status) => {
    acts = [];
    const answer = await send(app.visitor(), headers());
    expect([answer.status, acts.length]).toEqual([status, status === 303 ? 1 : 0]);
  });

  it.each([
    ['without a token', () => ''],
    ['with the token of another browser', () => app.visitor().token('/form')],
    ['with a token of nonsense', () => Promise.resolve('A'.repeat(86))],
  ])('· %s does nothing', async (_, tokenOf) => {
    acts = [];
    const visitor = app.visitor();
    await visitor.get('/form');
    const answer = await send(visitor, {}, { _csrf: await tokenOf() });
    expect([answer.status, acts]).toEqual([409, []]);
    expect(answer.text).toContain('Please open it again and send the form once more.');
  });

  it('· twice in its token, as a list, does nothing', async () => {
    acts = [];
    const visitor = app.visitor();
    const token = await visitor.token('/form');
    expect((await visitor.send('POST', '/form', FORM, `_csrf=${token}&_csrf=${token}&email=x`)).status).toBe(409);
    expect(acts).toEqual([]);
  });

  it('· by a machine at a door that is made for machines needs neither', async () => {
    expect((await app.visitor().send('POST', '/api/machine', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, '{}')).status).toBe(201);
  });
});

describe('a key that makes an act count once', () => {
  const key = () => newId();

  it('· of another person is another act: it tells nothing of the first', async () => {
    acts = [];
    const [visitor, idempotencyKey] = [app.visitor(), key()];
    const rosa = await send(visitor, { 'x-person': 'rosa' }, { idempotencyKey });
    const amir = await send(visitor, { 'x-person': 'amir' }, { idempotencyKey });
    expect([rosa.location, amir.location]).toEqual(['/done/1/rosa', '/done/2/amir']);
    expect((await send(visitor, { 'x-person': 'rosa' }, { idempotencyKey })).location).toBe('/done/1/rosa');
    expect(acts).toHaveLength(2);
  });

  it('· at another page is another act', async () => {
    acts = [];
    const [visitor, idempotencyKey] = [app.visitor(), key()];
    await send(visitor, { 'x-person': 'rosa' }, { idempotencyKey });
    expect((await send(visitor, { 'x-person': 'rosa' }, { idempotencyKey }, '/other')).location).toBe('/other-done');
    expect(acts).toHaveLength(2);
  });

  it('· holds across processes: two at the same moment are one', async () => {
    acts = [];
    const idempotencyKey = key();
    const answers = await Promise.all([app, twin, app, twin].map((one) => send(one.visitor(), { 'x-person': 'wei' }, { idempotencyKey })));
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    expect(acts).toHaveLength(1);
  });

  it.each(['', 'x', "' or 1=1 --", '__proto__', 'A'.repeat(5_000)])('· that is none (%#) is as if there were none', async (idempotencyKey) => {
    acts = [];
    for (let n = 0; n < 2; n++) expect((await send(app.visitor(), {}, { idempotencyKey })).status).toBe(303);
    expect(acts).toHaveLength(2);
  });
});

describe('a limit', () => {
  const tryOnce = async (one: SmallApp, key: string) => one.visitor().send('POST', '/limited', { 'content-type': 'application/json', accept: 'application/json' }, JSON.stringify({ key }));

  it('· holds across processes, says when to come again, and is each key’s own', async () => {
    const statuses: number[] = [];
    for (const one of [app, twin, app, twin, app]) statuses.push((await tryOnce(one, 'rosa')).status);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    const refused = await tryOnce(twin, 'rosa');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect(JSON.parse(refused.text)).toMatchObject({ status: 429, refusal: 'TooManyTries' });
    expect((await tryOnce(app, 'amir')).status).toBe(201);
  });

  it('· counts tries at the same moment one by one', async () => {
    const answers = await Promise.all([app, twin, app, twin, app, twin].map((one) => tryOnce(one, 'rush')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  it('· takes any key, however long or odd', async () => {
    for (const key of ['x'.repeat(5_000), "'; drop table web.rate_limits; --", '王小明@example.org', '']) expect((await tryOnce(app, key)).status).toBe(201);
  });
});

describe('a fault of ours', () => {
  it('· tells a person a number and nothing else', async () => {
    const answer = await app.visitor().get('/fault', { accept: 'text/html' });
    expect(answer.status).toBe(500);
    expect(answer.text).toContain(answer.headers.get('x-request-id')!);
    for (const secret of ['s3cret', 'rosa@example.org', 'Error', 'guards.spec', 'node_modules']) expect(answer.text).not.toContain(secret);
    expect(answer.text).toContain('988');
  });

  it('· tells a machine a number and nothing else', async () => {
    const answer = await app.visitor().get('/fault', { accept: 'application/json' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toEqual({ type: 'about:blank', title: 'Something went wrong on our side', status: 500, requestId: answer.headers.get('x-request-id') });
  });
});

describe('an address that somebody made up', () => {
  it.each(['/things/1', '/things/x%27--', '/things/%00', `/things/${'a'.repeat(299)}`, `/things/${newId()}`])('· %s is no fault of ours', async (path) => {
    const { status, text } = await app.visitor().get(path);
    expect([status >= 400 && status < 500, text.includes('988')]).toEqual([true, true]);
  });

  it.each([
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/assets/....//package.json',
    '/assets//etc/passwd',
    '/assets/site.css',
    '/assets/site.000000000000.css',
    '/assets/__proto__',
    '/assets/constructor',
    '/assets/%00',
    '/assets/',
  ])('· %s gives no file', async (path) => {
    const { status, text } = await app.visitor().get(path);
    expect([status >= 400 && status < 500, /"dependencies"|root:x/.test(text)]).toEqual([true, false]);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('· asked by %s is not found, and nothing happens', async (method) => {
    acts = [];
    expect([(await app.visitor().send(method, '/form', {})).status >= 400, acts]).toEqual([true, []]);
  });
});

describe('a body that nobody can read', () => {
  it.each([
    ['JSON that ends too early', 'application/json', '{"a":'],
    ['JSON with a prototype', 'application/json', '{"__proto__": {"admin": true}}'],
    ['a type that we do not know', 'application/xml', '<a/>'],
    ['much too much', 'application/x-www-form-urlencoded', `email=${'x'.repeat(300_000)}`],
  ])('· (%s) is refused kindly', async (_, type, body) => {
    const { status } = await app.visitor().send('POST', '/api/machine', { 'content-type': type }, body);
    expect([status >= 400 && status < 500, ({} as { admin?: boolean }).admin]).toEqual([true, undefined]);
  });

  it('· as a form of thousand levels or with a prototype changes nothing of ours', async () => {
    for (const body of [`a${'[b]'.repeat(1_000)}=x`, '__proto__[admin]=true', 'constructor[prototype][admin]=true', 'email[toString]=x', 'email[]=1&email[]=2']) {
      const { status } = await app.visitor().send('POST', '/form', FORM, body);
      expect([status, ({} as { admin?: string }).admin]).toEqual([409, undefined]);
    }
  });
});

describe('every answer', () => {
  it.each(['/form', '/nowhere', '/fault', '/health', '/assets/none.css'])('· to %s is guarded', async (path) => {
    const { headers } = await app.visitor().get(path);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const part of ["script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) expect(policy).toContain(part);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-powered-by')]).toEqual(['nosniff', 'same-origin', null]);
  });

  it('· with a page on it is kept by nobody', async () => expect((await app.visitor().get('/form')).headers.get('cache-control')).toBe('no-store'));

  it('· sets cookies that scripts and other sites do not get', async () => {
    const cookie = (await app.visitor().get('/form')).headers.getSetCookie().join();
    expect(cookie).toMatch(/^visitor=/);
    for (const word of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(word);
  });
});

describe('over https', () => {
  it('· cookies belong to this host alone, and browsers are told to stay', async () => {
    const secure = await smallApp({ controllers: [Rooms], house: app.house, changes: { PEERWAY_PUBLIC_URL: 'https://peerway.example.org' } });
    const { headers } = await secure.visitor().get('/form');
    expect(headers.getSetCookie().join()).toMatch(/^__Host-visitor=.*Secure/);
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    await secure.stop();
  });
});
