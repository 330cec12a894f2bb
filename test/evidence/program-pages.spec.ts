import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { bringProgram, furnish, placeIn, type Scene } from './room.ts';

let site: TestSite;
let s: Scene;
let rosa: Visitor;
beforeAll(async () => {
  site = await testSite();
  s = await furnish(site.house, site.clock);
  await placeIn(site.house, s.organization, s.ids.rosa);
  rosa = await site.signedIn(s.ids.rosa);
});
afterAll(() => site.stop());

/** A body that counts trauma instead of advocacy, calls a domain `reason`, asks 90 hours and an hour of supervision for ten. */
const ofItsOwn = (text: string): string =>
  text
    .replaceAll(/(key: training-advocacy[\s\S]*?)title: "Training: advocacy"\n(\s+)domain: advocacy/g, '$1title: Trauma & recovery\n$2domain: trauma')
    .replaceAll(/domain: recovery/g, 'domain: reason')
    .replace('hours: 120', 'hours: 90')
    .replace('experienceHoursPerHour: 25', 'experienceHoursPerHour: 10')
    .replace('effectiveFrom: 2024-01-01', 'effectiveFrom: 2024-01-02');
const shift = (changes: Record<string, string> = {}): Record<string, string> => ({ day: '2026-11-20', minutes: '3:30', site: 'Riverside', domain: 'mentoring', activity: 'group', supervisor: s.approvalOf.june, ...changes });
const labelsOf = (html: string): string[] => [...html.matchAll(/for="time-([a-z-]+)">([^<]+) </g)].map(([, key, label]) => `${key}: ${label}`);

describe('where no program is in force', () => {
  it('· hours are counted in the usual domains, against nothing', async () => {
    const { status, text } = await rosa.get('/hours');
    expect([status, text.includes('<option value="ethics">Ethical responsibility</option>'), text.includes('one hour for'), text.includes('<dd>0 min</dd>')]).toEqual([200, true, false, true]);
    expect(labelsOf((await rosa.get('/training')).text)).toEqual(['advocacy: Advocacy', 'mentoring: Mentoring, as taught here', 'recovery: Recovery and wellness support', 'ethics: Ethical responsibility']);
  });
});

describe('a body with domains and numbers of its own', () => {
  beforeAll(async () => {
    await bringProgram(site.house, site.clock);
    expect((await rosa.post('/hours', shift({ domain: 'advocacy' }), '/hours')).location).toBe('/hours');
    await bringProgram(site.house, site.clock, ofItsOwn);
  });

  it('· sees them on the page of hours, called as in the lessons, or by the program', async () => {
    const { text } = await rosa.get('/hours');
    for (const words of ['one hour for 10', '0 min of 90 h', '<option value="trauma">Trauma &amp; recovery</option>', '<option value="mentoring">Mentoring, as taught here</option>', '<option value="ethics">Ethical responsibility</option>']) expect(text).toContain(words);
    expect(text).not.toContain('<option value="advocacy"');
  });

  it('· still reads a row of a domain that it asks no more, and lets it be corrected', async () => {
    expect((await rosa.get('/hours')).text).toContain('Advocacy · Group');
    const [claim] = await s.hours.of(s.ids.rosa);
    await rosa.post('/hours/confirmation-request', {}, '/hours');
    await s.vouching.answer(await s.actor('june'), [{ claimId: claim!.id, verdict: 'confirmed', reason: null }]);
    const path = `/hours/${claim!.id}/amendment`;
    expect((await rosa.get(path)).text).toContain('<option value="advocacy" selected>Advocacy</option>');
    expect((await rosa.post(path, shift({ domain: 'advocacy', minutes: '1', reason: 'Shorter' }))).location).toBe('/hours');
    expect((await rosa.post('/hours', shift({ domain: 'advocacy', day: '2026-11-18' }), '/hours')).text).toContain('Please choose one of the domains that the program counts');
  });

  it.each(['advocacy', 'toString', '__proto__', 'Trauma', 'x'.repeat(300)])('· takes no hours in %j', async (domain) => {
    const { status, text } = await rosa.post('/hours', shift({ domain, day: '2026-11-19', site: 'Kept as typed' }), '/hours');
    expect([status, text.includes('id="domain-fault"'), text.includes('value="Kept as typed"')]).toEqual([422, true, true]);
  });

  it('· takes no hours without a domain, and says so along with the rest', async () => {
    const { text } = await rosa.post('/hours', shift({ domain: '', day: '' }), '/hours');
    expect([/id="domain-fault">[^]*?Please choose one/.test(text), /id="day-fault">[^]*?Please fill this in/.test(text)]).toEqual([true, true]);
  });

  it('· claims and credits training in its own domains, also in one that is called like a field', async () => {
    expect(labelsOf((await rosa.get('/training')).text)).toEqual(['trauma: Trauma &amp; recovery', 'mentoring: Mentoring, as taught here', 'reason: Training: recovery and wellness support', 'ethics: Ethical responsibility']);
    const training = { provider: 'Academy', fromDay: '2026-03-02', toDay: '2026-03-13', 'time-trauma': '10', 'time-reason': '2:30', 'time-advocacy': '99' };
    expect((await rosa.post('/training', { ...training, 'time-reason': 'long' })).text).toContain('id="time-reason-fault"');
    expect((await rosa.post('/training', training)).location).toBe('/training');
    const odette = await site.signedIn(s.ids.odette);
    const [claim] = await s.training.of(s.ids.rosa);
    expect(claim!.minutes).toEqual([{ domain: 'reason', minutes: 150 }, { domain: 'trauma', minutes: 600 }]);
    const path = `/registrar/training/${claim!.id}`;
    expect(labelsOf((await odette.get(path)).text).sort()).toEqual(['reason: Training: recovery and wellness support', 'trauma: Trauma &amp; recovery']);
    expect((await odette.post(path, { verdict: 'credited', 'time-trauma': '10', 'time-reason': '2:30', reason: '' })).location).toBe('/registrar/training');
    const credited = (await s.record.standing(s.ids.rosa)).filter(({ kind }) => kind === 'transferred-training');
    expect(credited.map(({ domain, minutes }) => [domain, minutes]).sort()).toEqual([['reason', 150], ['trauma', 600]]);
  });

  it('· names its contact in the letter about training', async () => {
    const jobs = await site.house.database.read<{ payload: { letter: string; facts: Record<string, unknown> } }>(`select payload from graphile_worker._private_jobs`);
    expect(jobs.find(({ payload }) => payload.letter === 'training-answered')!.payload.facts).toMatchObject({ contactWay: 'appeals@board.example.org', credited: true });
  });
});

describe('a supervisor of another organization', () => {
  it('· is not on the page, and cannot be sent by hand', async () => {
    const harbor = await s.roles.foundOrganization('Harbor', 'harbor');
    await s.roles.give(null, s.ids.dana, 'supervisor', harbor);
    const [approval] = await s.supervisors.approved({ id: s.ids.rosa, organizationIds: [harbor] });
    expect((await rosa.get('/hours')).text).not.toContain('Harbor');
    const { status, text } = await rosa.post('/hours', shift({ supervisor: approval!.approvalId, site: 'Kept as typed' }), '/hours');
    expect([status, text.includes('not approved to confirm your hours'), text.includes('value="Kept as typed"')]).toEqual([422, true, true]);
  });

  it('· is all that a person outside every cohort does not have: the body’s own are there', async () => {
    const { text } = await (await site.signedIn(s.ids.cher)).get('/hours');
    expect([text.includes('王小明'), text.includes('June')]).toEqual([true, false]);
  });
});
