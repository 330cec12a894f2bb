import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAST } from '../support/cast.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { Body } from './support/body.ts';

let site: TestSite;
let body: Body;
beforeAll(async () => {
  site = await testSite();
  body = await Body.around(site);
});
afterAll(async () => {
  await (body as Body | undefined)?.leave();
  await site.stop();
});

const STORY = 'I keep well by walking with friends.';
const signedIn = async (person: { id: string }): Promise<Visitor> => site.signedIn(person.id);
/** A page, to be read; tells the text when it is not one. */
async function open(visitor: Visitor, path: string): Promise<string> {
  const { status, text } = await visitor.get(path);
  if (status !== 200) throw new Error(`${path}: ${status} ${text.replace(/<[^>]+>|\s+/g, ' ').slice(0, 400)}`);
  return text;
}

describe('the way of a trainee', () => {
  it('· shows each gap exactly, and where each number comes from', async () => {
    const rosa = await body.trainee();
    await body.statement(rosa.id, { domain: 'ethics', minutes: 200, title: 'Boundaries & trust <1>' });
    const page = await open(await signedIn(rosa), '/certification');
    expect(page).toContain('3 h 20 min of 16 h.');
    expect(page).toContain('12 h 40 min to go.');
    expect(page).toContain('56 h 40 min to go.');
    expect(page).toContain('Boundaries &amp; trust &lt;1&gt;');
    expect(page).toContain('https://internationalcredentialing.org/icrc-credentials/pr');
    expect(page).toContain('0 of 12 are done.');
    expect(page).toContain('data-quick-exit');
  });

  it('· signs the code of ethics with the legal name, and what was typed comes back when it differs', async () => {
    const wei = await body.trainee(CAST.wei);
    const visitor = await signedIn(wei);
    expect(await open(visitor, '/ethics')).toContain('<h2>1. The person leads</h2>');
    const refused = await visitor.post('/ethics/signature', { agreed: 'yes', signature: '王小' }, '/ethics');
    expect([refused.status, refused.text.includes('value="王小"'), refused.text.includes('Please type your legal name')]).toEqual([422, true, true]);
    const unticked = await visitor.post('/ethics/signature', { signature: CAST.wei }, '/ethics');
    expect(unticked.status).toBe(422);
    const signed = await visitor.post('/ethics/signature', { agreed: 'yes', signature: CAST.wei }, '/ethics');
    expect([signed.status, signed.location]).toEqual([303, '/certification']);
    expect(await open(visitor, '/certification')).toContain('1 of 12 are done.');
  });

  it('· says who will read a narrative before it is written, and never shows it again', async () => {
    const rosa = await body.trainee();
    const visitor = await signedIn(rosa);
    const page = await open(visitor, '/attestation');
    expect(page.indexOf('Who reads this')).toBeLessThan(page.indexOf('name="narrative"'));
    const long = await visitor.post('/attestation', { agreed: 'yes', signature: rosa.name, narrative: 'hope '.repeat(251) }, '/attestation');
    expect([long.status, long.text.includes('hope hope')]).toEqual([422, true]);
    expect((await visitor.post('/attestation', { agreed: 'yes', signature: rosa.name, narrative: STORY }, '/attestation')).status).toBe(303);
    expect(await open(visitor, '/attestation')).not.toContain('walking');
    expect((await visitor.post('/attestation/narrative/withdrawal', {}, '/attestation')).location).toBe('/attestation');
    expect(await open(visitor, '/attestation')).toContain('Your own words were deleted');
  });

  it('· writes an application that is kept, and a stale page shows both texts', async () => {
    const cher = await body.trainee(CAST.cher);
    const visitor = await signedIn(cher);
    expect(await open(visitor, '/application')).toContain('Who sees what');
    expect((await visitor.post('/application', {}, '/application')).location).toBe('/application');
    const saved = await visitor.json('PUT', '/application/draft', { version: '0', note: 'From the phone', waiverReasons: {} }, '/application');
    expect(JSON.parse(saved.text)).toMatchObject({ saved: true, version: 1 });
    const stale = await visitor.post('/application/draft', { version: '0', note: 'From the laptop', 'waiverReasons[training]': 'Trained in Ohio' }, '/application');
    expect(stale.status).toBe(409);
    for (const words of ['From the phone', 'From the laptop', 'Trained in Ohio', 'Nothing was overwritten']) expect(stale.text).toContain(words);
    const again = await visitor.json('PUT', '/application/draft', { version: '0', note: 'Late script', waiverReasons: {} }, '/application');
    expect(JSON.parse(again.text)).toMatchObject({ saved: false, kept: { note: 'From the phone' } });
    expect((await visitor.post('/application/draft', { version: '1', note: 'Both', 'waiverReasons[training]': 'Trained in Ohio' }, '/application')).status).toBe(303);
    expect(await open(visitor, '/application')).toContain('Trained in Ohio');
  });

  it('· cannot hand in with gaps: they are named, and everything typed is still there', async () => {
    const rosa = await body.trainee();
    const visitor = await signedIn(rosa);
    await visitor.post('/application', {}, '/application');
    const refused = await visitor.post('/application/submission', { version: '0', note: 'Please look', released: 'yes' }, '/application');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('12 things are still missing: Core training');
    expect(refused.text).toContain('Please look');
    const unreleased = await visitor.post('/application/submission', { version: '0', note: 'Please look' }, '/application');
    expect([unreleased.status, unreleased.text.includes('Please tick the box')]).toEqual([422, true]);
  });
});

describe('the way of a registrar', () => {
  it('· from the queue to the award, and the trainee reads it', async () => {
    const rosa = await body.trainee();
    await body.earn(rosa.id);
    await body.signAndAttest(rosa, STORY);
    const trainee = await signedIn(rosa);
    await trainee.post('/application', {}, '/application');
    const handedIn = await trainee.post('/application/submission', { version: '0', note: 'Thank you for reading', released: 'yes' }, '/application');
    expect([handedIn.status, handedIn.location]).toEqual([303, '/application']);
    expect(await open(trainee, '/application')).toContain('A registrar will read it next.');

    const odette = await signedIn(await body.registrar());
    const path = /href="(\/registrar\/applications\/[^"]+)"><bdi>Rosa/.exec(await open(odette, '/registrar'))![1]!;
    const before = await open(odette, path);
    expect(before).toContain('12 of 12 are done.');
    expect(before).toContain('Thank you for reading');
    expect(before).not.toContain('>Award<');
    expect((await odette.get(`${path}/narrative`)).status).toBe(409);
    await odette.post(`${path}/claim`, {}, path);
    expect(await open(odette, path)).toContain('The identity is not checked yet.');
    expect(await open(odette, `${path}/narrative`)).toContain(STORY);
    expect((await odette.post(`${path}/award`, {}, path)).text).toContain('Please check the identity first');
    const half = await odette.post(`${path}/identity-check`, { method: 'video-call' }, path);
    expect([half.status, /value="video-call" checked/.test(half.text)]).toEqual([422, true]);
    await odette.post(`${path}/identity-check`, { method: 'video-call', documentKind: 'passport' }, path);

    const key = '0190b0c0-0000-7000-8000-00000000aaaa';
    const awards = await Promise.all([1, 2].map(() => odette.post(`${path}/award`, { words: 'Welcome!', idempotencyKey: key }, path)));
    expect(awards.map(({ status, location }) => [status, location])).toEqual([[303, path], [303, path]]);
    const after = await open(odette, path);
    expect(after).toContain('>Awarded');
    expect(await open(trainee, '/application')).toContain('Welcome!');
    const number = /CPS-2026-\d{6}/.exec(await open(trainee, '/certification'))![0];
    expect(after).toContain(number);
    expect(await open(odette, `/registrar/certifications?q=${encodeURIComponent("O'Brien")}`)).toContain(number);
  });

  it('· denies with reasons, a human contact and how to appeal', async () => {
    const wei = await body.trainee(CAST.wei);
    const id = await body.applied(wei);
    const odette = await signedIn(await body.registrar());
    const path = `/registrar/applications/${id}`;
    await odette.post(`${path}/claim`, {}, path);
    const empty = await odette.post(`${path}/denial`, { denialReasons: ' ' }, path);
    expect(empty.status).toBe(422);
    await odette.post(`${path}/denial`, { denialReasons: 'The training was not accredited.' }, path);
    const told = await open(await signedIn(wei), '/application');
    for (const words of ['The training was not accredited.', 'appeals@board.example.org', 'You can appeal until December 22, 2026.', 'Begin an application']) expect(told).toContain(words);
  });

  it('· returns, waives and decides on nobody but others', async () => {
    const amir = await body.trainee(CAST.amir);
    const id = await body.applied(amir);
    const [odette, dana] = [await signedIn(await body.registrar()), await signedIn(await body.registrar(CAST.dana))];
    const path = `/registrar/applications/${id}`;
    await odette.post(`${path}/claim`, {}, path);
    expect((await dana.get(path)).text).not.toContain('Send back');
    expect((await dana.post(`${path}/claim`, {}, path)).status).toBe(409);
    expect((await odette.post(`${path}/waiver`, { requirementKey: 'training', waiverReason: 'Is met anyway' }, path)).text).toContain('There is nothing to excuse here.');
    await odette.post(`${path}/return`, { returnReasons: 'Please add a note.' }, path);
    expect(await open(await signedIn(amir), '/application')).toContain('Please add a note.');
  });

  it('· suspends and reinstates with a public note; the days that fit are told', async () => {
    const rosa = await body.trainee();
    const registrar = await body.registrar();
    const number = await body.certified(rosa, registrar);
    const odette = await signedIn(registrar);
    const path = `/registrar/certifications/${number}`;
    expect(await open(odette, path)).toContain(`${path}/suspension`);
    const early = await odette.post(`${path}/suspension`, { reason: 'A complaint', effectiveOn: '2020-01-01' }, `${path}/suspension`);
    expect([early.status, early.text.includes('A complaint')]).toEqual([422, true]);
    await odette.post(`${path}/suspension`, { reason: 'A complaint', effectiveOn: '2026-11-22', publicNote: 'Under review' }, `${path}/suspension`);
    const suspended = await open(odette, path);
    for (const words of ['Suspended', 'Under review', `${path}/reinstatement`]) expect(suspended).toContain(words);
    expect(suspended).not.toContain(`${path}/suspension`);
    expect(await open(await signedIn(rosa), '/certification')).toContain('Under review');
    expect((await odette.post(`${path}/suspension`, { reason: 'Again', effectiveOn: '2026-11-22' }, `${path}/reinstatement`)).status).toBe(409);
    expect((await odette.get(`${path}/promotion`)).status).toBe(404);
  });

  it('· pages are closed to others, and to nobody signed in', async () => {
    const rosa = await body.trainee();
    const id = await body.applied(rosa);
    const visitor = await signedIn(rosa);
    for (const path of ['/registrar', `/registrar/applications/${id}`, `/registrar/applications/${id}/narrative`, '/registrar/certifications', '/registrar/certifications/CPS-2026-000001']) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 403]);
      expect((await site.visitor().get(path)).location).toContain('/sign-in');
    }
    expect((await visitor.post(`/registrar/applications/${id}/claim`, {}, '/application')).status).toBe(403);
    const odette = await signedIn(await body.registrar());
    for (const path of ['/registrar/applications/nothing', `/registrar/applications/${rosa.id}`, '/registrar/certifications/CPS-0']) expect((await odette.get(path)).status).toBe(404);
  });
});
