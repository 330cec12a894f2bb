import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationQueries } from '#libs/certification';
import type { Actor } from '#libs/identity';
import { newId } from '#libs/kernel';
import { CAST } from '../support/cast.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { Body } from './support/body.ts';

let site: TestSite;
let body: Body;
let registrar: Actor;
let odette: Visitor;
beforeAll(async () => {
  site = await testSite();
  body = await Body.around(site);
  registrar = await body.registrar();
  odette = await site.signedIn(registrar.id);
});
afterAll(async () => {
  await (body as Body | undefined)?.leave();
  await site.stop();
});

/** Addresses that nobody is led to: wrong ids, other people's, letters that no database takes. */
const WRONG = ['nothing', '%00', '%F0%9F%98%80', "'%20or%20'1'%3D'1", '..%2F..', '00000000-0000-0000-0000-000000000000', 'x'.repeat(300)];

describe('an address made up by hand', () => {
  it.each(WRONG)('· %s leads to nothing, and never to our fault', async (wrong) => {
    const rosa = await site.signedIn((await body.trainee()).id);
    for (const path of [`/registrar/applications/${wrong}`, `/registrar/applications/${wrong}/narrative`, `/registrar/certifications/${wrong}`, `/registrar/certifications/${wrong}/suspension`]) expect([path, (await odette.get(path)).status]).toEqual([path, 404]);
    for (const path of [`/certifications/${wrong}`, `/certifications/${wrong}/certificate`]) expect([path, (await rosa.get(path)).status]).toEqual([path, 404]);
    for (const noun of ['claim', 'claim/return', 'award', 'return', 'denial', 'waiver', 'identity-check']) {
      const { status } = await odette.post(`/registrar/applications/${wrong}/${noun}`, { method: 'video-call', documentKind: 'passport', requirementKey: 'x', waiverReason: 'x', returnReasons: 'x', denialReasons: 'x' }, '/registrar');
      expect([noun, status]).toEqual([noun, 404]);
    }
  }, 30_000);

  it.each(['?after=x', '?after=%00', '?after[]=1&after[]=2', '?after=2026-11-22T15:00:00Z~x', '?after=9999-99-99T00:00:00Z~0190b0c0-0000-7000-8000-000000000001'])('· the queue%s begins anew', async (query) => {
    expect((await odette.get(`/registrar${query}`)).status).toBe(200);
  });

  it.each(['?q=%25', '?q=%5C', '?q[]=a&q[]=b', `?q=${'x'.repeat(5_000)}`, '?q=a&after=x', `?after=${'0'.repeat(36)}`])('· a search%s is answered', async (query) => {
    expect((await odette.get(`/registrar/certifications${query.slice(0, 3_000)}`)).status).toBe(200);
  });

  it('· a search for U+0000 finds nothing', async () => expect((await odette.get('/registrar/certifications?q=%00')).status).toBe(404));
});

describe('a form made up by hand', () => {
  it('· of a draft keeps text alone, of this program alone', async () => {
    const rosa = await body.trainee();
    const visitor = await site.signedIn(rosa.id);
    await visitor.post('/application', {}, '/application');
    const odd = { version: '0', note: { a: 1 }, waiverReasons: { training: ['a'], constructor: 'x', toString: 'x', 'training-ethics': ' Trained in Ohio ', nothing: 'x' } };
    expect((await visitor.json('PUT', '/application/draft', odd, '/application')).status).toBe(200);
    expect((await body.get(ApplicationQueries).latest(rosa.id))!.draft).toEqual({ note: '', waiverReasons: { 'training-ethics': 'Trained in Ohio' } });
    const sent = await visitor.post('/application/draft', { version: '1', note: 'n', 'waiverReasons[constructor]': 'x', 'waiverReasons[__proto__]': 'x', constructor: 'x' }, '/application');
    expect([sent.status, (await body.get(ApplicationQueries).latest(rosa.id))!.draft]).toEqual([303, { note: 'n', waiverReasons: {} }]);
    const polluting = '{"version":"2","note":"n","waiverReasons":{"__proto__":{"training":"x"},"training":"' + 'y'.repeat(5_000) + '"}}';
    const { status } = await visitor.send('PUT', '/application/draft', { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin', 'x-csrf-token': await visitor.token('/application') }, polluting);
    if (status === 200) expect((await body.get(ApplicationQueries).latest(rosa.id))!.draft).toEqual({ note: 'n', waiverReasons: { training: 'y'.repeat(2_000) } });
    else expect([400, 422]).toContain(status);
  });

  it.each([
    ['a version that is no number', { version: 'x', note: 'kept words' }],
    ['a version beyond any', { version: '99999999999', note: 'kept words' }],
    ['no version', { note: 'kept words' }],
    ['a note beyond its length', { version: '0', note: `kept words${'x'.repeat(2_001)}` }],
  ])('· with %s comes back with what was typed', async (_, fields) => {
    const visitor = await site.signedIn((await body.trainee()).id);
    await visitor.post('/application', {}, '/application');
    const refused = await visitor.post('/application/draft', fields, '/application');
    expect([refused.status, refused.text.includes('kept words')]).toEqual([422, true]);
  });

  it('· before there is an application has nothing to be about', async () => {
    const visitor = await site.signedIn((await body.trainee()).id);
    for (const noun of ['draft', 'submission', 'withdrawal']) expect([noun, (await visitor.post(`/application/${noun}`, { version: '0', released: 'yes' }, '/application')).status]).toEqual([noun, 404]);
  });

  it.each([
    ['a method that is none', { method: 'by-name', documentKind: 'passport' }],
    ['a document that is none', { method: 'video-call', documentKind: 'constructor' }],
    ['two methods', { method: ['video-call', 'in-person'], documentKind: 'passport' }],
  ])('· of an identity check with %s is refused', async (_, fields) => {
    const id = await body.applied(await body.trainee());
    const path = `/registrar/applications/${id}`;
    await odette.post(`${path}/claim`, {}, path);
    expect((await odette.post(`${path}/identity-check`, fields, path)).status).toBe(422);
    expect(await body.read(`select 1 from identity_checks i join application_submissions u on u.id = i.submission_id where u.application_id = $1`, [id])).toEqual([]);
  });

  it.each([['2026-02-30'], ['22.11.2026'], ['0000-00-00'], ['2026-11-22T00:00'], ['']])('· of a suspension from %j is refused with its reason kept', async (effectiveOn) => {
    const number = await body.certified(await body.trainee(), registrar);
    const path = `/registrar/certifications/${number}/suspension`;
    const refused = await odette.post(path, { reason: 'A complaint <x>', effectiveOn }, path);
    expect([refused.status, refused.text.includes('A complaint &lt;x&gt;')]).toEqual([422, true]);
  });
});

describe('names that break careless pages', () => {
  it.each([CAST.rosa, CAST.wei, 'محمد العلي', CAST.cher, '<script>alert(1)</script>', 'Robert"); drop table people;--', '{{legalName}}', '${7*7}'])('· %s is shown as it is, to the registrar and on every page of the way', async (name) => {
    const person = await body.trainee(name);
    const id = await body.applied(person, `I keep well <b>${name}</b>`);
    const visitor = await site.signedIn(person.id);
    const escaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    for (const [reader, path] of [[visitor, '/application'], [odette, `/registrar/applications/${id}`]] as const) {
      const { status, text } = await reader.get(path);
      expect([path, status, escaped(text).includes(name)]).toEqual([path, 200, true]);
      expect(text).not.toContain('<script>alert');
    }
    await odette.post(`/registrar/applications/${id}/claim`, {}, '/registrar');
    const narrative = await odette.get(`/registrar/applications/${id}/narrative`);
    expect(narrative.text).toContain('&lt;b&gt;');
  });
});

describe('an application of another', () => {
  it('· is never reached by an id: one’s own is the only one there is', async () => {
    const [rosa, wei] = [await body.trainee(), await body.trainee(CAST.wei)];
    const id = await body.applied(wei);
    const visitor = await site.signedIn(rosa.id);
    await visitor.post('/application', {}, '/application');
    await visitor.post('/application/withdrawal', { reason: '', id, applicationId: id }, '/application');
    expect((await body.get(ApplicationQueries).latest(wei.id))!.state).toBe('submitted');
    expect((await visitor.get(`/registrar/applications/${id}`)).status).toBe(403);
    expect((await visitor.post(`/registrar/applications/${newId()}/award`, {}, '/application')).status).toBe(403);
  });

  it('· certified is not downloaded by another trainee, nor told from one that is not there', async () => {
    const number = await body.certified(await body.trainee(), registrar);
    const other = await site.signedIn((await body.trainee(CAST.cher)).id);
    for (const path of [`/certifications/${number}`, `/certifications/${number}/certificate`]) {
      expect((await other.get(path)).status).toBe(404);
      expect((await site.visitor().get(path)).location).toContain('/sign-in');
    }
    expect((await other.post(`/certifications/${number}/name-corrections`, { name: 'Mine', reason: 'x' }, '/application')).status).toBe(404);
  });
});
