import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { furnish, type Scene } from './room.ts';

let site: TestSite;
let s: Scene;
let rosa: Visitor;
let odette: Visitor;
beforeAll(async () => {
  site = await testSite();
  s = await furnish(site.house, site.clock);
  [rosa, odette] = [await site.signedIn(s.ids.rosa), await site.signedIn(s.ids.odette)];
});
afterAll(() => site.stop());

const academy = { provider: 'Šumava <Peer> Academy', fromDay: '2026-03-02', toDay: '2026-03-13', advocacy: '10', mentoring: '', recovery: '', ethics: '16:30' };
const idOfLast = async (): Promise<string> => (await s.training.of(s.ids.rosa))[0]!.id;

describe('the page of training taken elsewhere', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no provider', { provider: '' }, 'Please fill this in'],
    ['a last day before the first', { toDay: '2026-03-01' }, 'The last day is before the first one'],
    ['no time at all', { advocacy: '', ethics: '0' }, 'Please give the time for at least one domain'],
    ['a time that is none', { ethics: 'long' }, 'such as 3:30 or 0:45'],
  ])('· says at its field what is wrong with %s, and keeps the rest', async (_, changes, words) => {
    const { status, text } = await rosa.post('/training', { ...academy, ...changes });
    expect([status, text.includes(words), text.includes('value="2026-03-02"')]).toEqual([422, true, true]);
    expect(await s.training.of(s.ids.rosa)).toEqual([]);
  });

  it('· sends a claim to the certifying body, once for a double click', async () => {
    const fields = { ...academy, idempotencyKey: newId() };
    const [one, two] = await Promise.all([rosa.post('/training', fields), rosa.post('/training', fields)]);
    expect([one.location, two.location, (await s.training.of(s.ids.rosa)).length]).toEqual(['/training', '/training', 1]);
    const { text } = await rosa.get('/training');
    for (const words of ['Šumava &lt;Peer&gt; Academy', '26 h 30 min', 'With the certifying body', 'March 2, 2026']) expect(text).toContain(words);
  });
});

describe('the registrar’s queue of training', () => {
  it('· shows who waits and how long', async () => {
    site.clock.forward(60 * 24 * 3);
    odette = await site.signedIn(s.ids.odette);
    const { status, text } = await odette.get('/registrar/training');
    expect([status, text.includes('3 days'), text.includes('Rosa Zoë O&#x27;Brien-Ñandú')]).toEqual([200, true, true]);
  });

  it('· credits with fewer minutes only for a reason, and not twice', async () => {
    const path = `/registrar/training/${await idOfLast()}`;
    const shown = await odette.get(path);
    expect(shown.text).toContain('value="16:30"');
    const less = { verdict: 'credited', advocacy: '10', ethics: '15', reason: '' };
    expect((await odette.post(path, { ...less, verdict: '' })).text).toContain('Please choose one');
    expect((await odette.post(path, { ...less, ethics: '17' })).text).toContain('more than was claimed');
    const unreasoned = await odette.post(path, less);
    expect([unreasoned.status, unreasoned.text.includes('Please say why'), unreasoned.text.includes('value="15"')]).toEqual([422, true, true]);
    expect((await odette.post(path, { ...less, reason: 'The transcript says 15 hours' })).location).toBe('/registrar/training');
    expect((await odette.post(path, { ...less, reason: 'Again' }, '/registrar/training')).status).toBe(409);
    expect((await s.record.standing(s.ids.rosa)).map(({ domain, minutes }) => [domain, minutes]).sort()).toEqual([['advocacy', 600], ['ethics', 900]]);
    rosa = await site.signedIn(s.ids.rosa);
    const { text } = await rosa.get('/training');
    expect([text.includes('25 h credited'), text.includes('The transcript says 15 hours')]).toEqual([true, true]);
  });

  it('· declines with a reason', async () => {
    site.clock.forward(1);
    await rosa.post('/training', academy);
    const path = `/registrar/training/${await idOfLast()}`;
    expect((await odette.post(path, { verdict: 'declined', reason: '' })).text).toContain('The trainee reads it and can send something better');
    expect((await odette.post(path, { verdict: 'declined', reason: 'We do not know this provider' })).location).toBe('/registrar/training');
    expect((await odette.get('/registrar/training')).text).toContain('Nothing waits');
    expect((await rosa.get('/training')).text).toContain('We do not know this provider');
  });

  it('· is closed to others, and a stranger cannot withdraw', async () => {
    const cher = await site.signedIn(s.ids.cher);
    expect((await cher.get('/registrar/training')).status).toBe(403);
    expect((await cher.get(`/registrar/training/${await idOfLast()}`)).status).toBe(403);
    site.clock.forward(1);
    await rosa.post('/training', academy);
    const id = await idOfLast();
    expect((await cher.post(`/training/${id}/withdrawal`, {}, '/training')).status).toBe(404);
    expect((await rosa.post(`/training/${id}/withdrawal`, {}, '/training')).location).toBe('/training');
    expect((await odette.get(`/registrar/training/${newId()}`)).status).toBe(404);
  });
});
