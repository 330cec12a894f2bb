import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecondLooks } from '#libs/certification';
import { Roles, type Actor } from '#libs/identity';
import { RecordQueries, TrainingRecord } from '#libs/record';
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

/** Somebody certified of whom something was voided since. */
async function shaken(kinds: readonly string[] = ['supervision'], name: string = CAST.rosa, reason = 'It was <another> week & person') {
  const holder = await body.trainee(name);
  const number = await body.certified(holder, registrar);
  await takeBack(holder.id, kinds, reason);
  return { holder, number, path: `/registrar/second-looks/${number}` };
}

async function takeBack(personId: string, kinds: readonly string[], reason = 'No'): Promise<void> {
  const stands = (await body.get(RecordQueries).standing(personId)).filter(({ kind }) => kinds.includes(kind));
  for (const { id } of stands) await body.get(TrainingRecord).void(id, registrar.id, 'supervisor', reason);
  const ids = new Set(stands.map(({ id }) => id));
  for (const { id, voids } of await body.get(RecordQueries).history(personId)) if (voids && ids.has(voids)) await body.get(SecondLooks).open(id);
}
const hidden = (text: string): string[] => [...text.matchAll(/name="voidingIds" value="([^"]+)"/g)].map(([, id]) => id!);

describe('the place for second looks', () => {
  it('· is counted in the queue of the registrars, and lists name and number', async () => {
    expect((await odette.get('/registrar')).text).toContain('To look at again (0)');
    expect((await odette.get('/registrar/second-looks')).text).toContain('Nothing waits. Well done.');
    const { number, path } = await shaken(['supervision'], CAST.wei);
    expect((await odette.get('/registrar')).text).toContain('To look at again (1)');
    const list = (await odette.get('/registrar/second-looks')).text;
    expect(list).toContain(`<a href="${path}">${number}</a>`);
    expect(list).toContain(CAST.wei);
  });

  it('· shows what was taken back, why, by whom, what it had counted for, and what is missing without it', async () => {
    const { path } = await shaken();
    const { status, text } = await odette.get(path);
    expect(status).toBe(200);
    for (const words of ['Core training at Copeland Center', 'November 1, 2026', 'It was &lt;another&gt; week &amp; person', CAST.odette, 'as a supervisor', 'Supervision received', 'Had counted for', '4 h 48 min to go.', '/suspension', '/revocation']) expect([words, text.includes(words)]).toEqual([words, true]);
    expect(hidden(text)).toHaveLength(1);
  });

  it('· is answered by a reason, which stays on the page', async () => {
    const { path } = await shaken();
    const empty = await odette.post(`${path}/answer`, { voidingIds: hidden((await odette.get(path)).text), reason: '  ' }, path);
    expect([empty.status, hidden(empty.text).length]).toEqual([422, 1]);
    const nul = await odette.post(`${path}/answer`, { voidingIds: hidden(empty.text), reason: '\u0000' }, path);
    expect(nul.status).toBe(422);
    const long = await odette.post(`${path}/answer`, { voidingIds: hidden(empty.text), reason: 'x'.repeat(2_001) }, path);
    expect([long.status, long.text.includes('x'.repeat(2_001))]).toEqual([422, true]);
    const kept = await odette.post(`${path}/answer`, { voidingIds: hidden(empty.text), reason: 'Shown by letter <1>' }, path);
    expect([kept.status, kept.location]).toEqual([303, '/registrar/second-looks']);
    expect((await odette.follow(kept)).text).toContain('Kept. The certification stands.');
    const after = (await odette.get(path)).text;
    expect(after).toContain('Shown by letter &lt;1&gt;');
    expect(after).toContain('Nothing is left to decide here.');
    expect(hidden(after)).toEqual([]);
  });

  it('· of a page that is older than the last voiding keeps what was typed, and answers only what was seen', async () => {
    const { holder, path } = await shaken();
    const seen = hidden((await odette.get(path)).text);
    await takeBack(holder.id, ['role-play']);
    await odette.post(`${path}/answer`, { voidingIds: seen, reason: 'About supervision' }, path);
    const rest = (await odette.get(path)).text;
    expect(hidden(rest)).toHaveLength(3);
    const late = await odette.post(`${path}/answer`, { voidingIds: seen, reason: 'Once more' }, path);
    expect([late.status, late.text.includes('Once more'), late.text.includes('This was answered meanwhile')]).toEqual([409, true, true]);
  });

  it('· pressed twice with one key is answered once', async () => {
    const { path } = await shaken();
    const fields = { voidingIds: hidden((await odette.get(path)).text), reason: 'Twice', idempotencyKey: '0190b0c0-0000-7000-8000-00000000bbbb' };
    const answers = await Promise.all([1, 2].map(() => odette.post(`${path}/answer`, fields, path)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  });

  it.each([['nothing to answer', {}], ['what is no id', { voidingIds: ["'; drop table people"] }], ['very many', { voidingIds: Array.from({ length: 500 }, () => 'x') }]] as const)('· refuses %s', async (_, fields) => {
    const { path } = await shaken();
    const refused = await odette.post(`${path}/answer`, { ...fields, reason: 'Fine' }, path);
    expect([refused.status, refused.text.includes('Fine')]).toEqual([409, true]);
  });

  it('· leads to a suspension, after which nothing waits', async () => {
    const { number, path } = await shaken();
    await odette.post(`/registrar/certifications/${number}/suspension`, { reason: 'Hours were not given', effectiveOn: '2026-11-22' }, `/registrar/certifications/${number}/suspension`);
    expect((await odette.get(path)).text).toContain('Nothing is left to decide here.');
    expect((await odette.get('/registrar/second-looks')).text).not.toContain(number);
  });

  it('· is not there for other numbers, and begins anew at an address changed by hand', async () => {
    for (const number of ['CPS-0', '%00', encodeURIComponent("' or 1=1"), 'x'.repeat(300)]) expect([number, (await odette.get(`/registrar/second-looks/${number}`)).status]).toEqual([number, 404]);
    for (const after of ['nonsense', '0190b0c0-0000-7000-8000-00000000cccc']) expect((await odette.get(`/registrar/second-looks?after=${after}`)).status).toBe(200);
  });

  it('· is closed to others, to the holder, and to nobody signed in', async () => {
    const { holder, number, path } = await shaken();
    const rosa = await site.signedIn(holder.id);
    for (const address of ['/registrar/second-looks', path]) {
      expect((await rosa.get(address)).status).toBe(403);
      expect((await site.visitor().get(address)).location).toContain('/sign-in');
    }
    expect((await rosa.post(`${path}/answer`, { voidingIds: 'x', reason: 'I am good' }, '/application')).status).toBe(403);
    await body.get(Roles).give(null, holder.id, 'registrar', null);
    const self = await site.signedIn(holder.id);
    expect((await self.get('/registrar/second-looks')).text).toContain(`${number} <span class="quiet">your own: another registrar decides</span>`);
    expect((await self.get(path)).status).toBe(403);
  });
});
