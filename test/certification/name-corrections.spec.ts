import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CertificationQueries, NameCorrectionQueries, NameCorrections, Standings } from '#libs/certification';
import { Roles, type Actor } from '#libs/identity';
import { day, newId, Refusal } from '#libs/kernel';
import { CAST } from '../support/cast.ts';
import { testSite, type TestSite } from '../support/site.ts';
import { Body } from './support/body.ts';

let site: TestSite;
let body: Body;
let odette: Actor;
let dana: Actor;
beforeAll(async () => {
  site = await testSite();
  body = await Body.around(site);
  odette = await body.registrar();
  dana = await body.registrar(CAST.dana);
});
afterAll(async () => {
  await (body as Body | undefined)?.leave();
  await site.stop();
});

const order = { reason: 'A complaint', effectiveOn: day('2026-11-22'), publicNote: null };
const standing = async (number: string) => (await body.get(CertificationQueries).byNumber(odette, number)).standing.standing;
const lineOf = async (number: string) => (await body.get(NameCorrectionQueries).waiting(odette, 500)).find((line) => line.number === number);

async function asked(name = 'Rosa Ñandú', legalName: string = CAST.rosa) {
  const rosa = await body.trainee(legalName);
  const number = await body.certified(rosa, odette);
  await body.get(NameCorrections).ask(rosa, number, name, 'I married');
  return { rosa, number, id: (await lineOf(number))!.id };
}

describe('a name correction', () => {
  it('· granted issues a successor for the same period, and the old one is superseded', async () => {
    const { rosa, number, id } = await asked('王晓明', CAST.wei);
    const successor = await body.get(NameCorrections).grant(odette, id);
    expect([await standing(number), await standing(successor)]).toEqual(['superseded', 'active']);
    const [old, made] = await body.read<Record<string, string>>(`select certified_name, valid_until::text, title, person_id, code from certifications where number = any($1) order by number`, [[number, successor]]);
    expect(made).toEqual({ ...old, certified_name: '王晓明', code: expect.not.stringContaining(old!['code']!) });
    expect((await body.letters(rosa.id)).filter(({ letter }) => letter === 'name-correction-decided')).toMatchObject([{ facts: { granted: true, number: successor } }]);
    expect(await lineOf(number)).toBeUndefined();
  });

  it('· declined leaves all as it is, and says why on the page but not in the letter', async () => {
    const { rosa, number, id } = await asked();
    await body.get(NameCorrections).decline(odette, id, 'Your passport says otherwise');
    expect(await standing(number)).toBe('active');
    expect(JSON.stringify(await body.letters(rosa.id))).not.toContain('passport');
    const page = await (await site.signedIn(rosa.id)).get(`/certifications/${number}`);
    expect(page.text).toContain('Your passport says otherwise');
    await body.get(NameCorrections).ask(rosa, number, 'Rosa Ñ', 'Another');
    expect(await lineOf(number)).toMatchObject({ name: 'Rosa Ñ' });
  });

  it('· is decided once, also by two at the same moment', async () => {
    const { number, id } = await asked();
    const both = await Promise.allSettled([body.get(NameCorrections).grant(odette, id), body.get(NameCorrections).decline(dana, id, 'No')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { name: 'CorrectionAlreadyDecided' } });
    expect(await body.read(`select 1 from certifications c join name_corrections n on n.id = c.correction_id where n.id = $1`, [id])).toHaveLength(both[0].status === 'fulfilled' ? 1 : 0);
    expect(await lineOf(number)).toBeUndefined();
  });

  it('· is asked once, also by two clicks at once', async () => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    const both = await Promise.allSettled(['Rosa A', 'Rosa B'].map((name) => body.get(NameCorrections).ask(rosa, number, name, 'x')));
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { name: 'CorrectionAlreadyAsked' } });
    expect((await body.get(NameCorrectionQueries).of(rosa, number))).toHaveLength(1);
  });

  it.each(['suspend', 'revoke'] as const)('· granted at the moment of a decision to %s: one of them holds, and the other is told', async (act) => {
    for (let round = 0; round < 4; round++) {
      const { number, id } = await asked();
      const both = await Promise.allSettled([body.get(NameCorrections).grant(odette, id), body.get(Standings)[act](dana, number, order)]);
      const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      expect(refused).toHaveLength(1);
      expect(refused[0]).toBeInstanceOf(Refusal);
    }
  });

  it('· is not granted while the certification is suspended, revoked or over', async () => {
    for (const act of ['suspend', 'revoke'] as const) {
      const { number, id } = await asked();
      await body.get(Standings)[act](odette, number, order);
      await expect(body.get(NameCorrections).grant(odette, id)).rejects.toThrow('StandingDoesNotAllow');
      expect(await lineOf(number)).toMatchObject({ id });
    }
    const { id } = await asked();
    body.clock.set('2028-11-22T18:00:00Z');
    await expect(body.get(NameCorrections).grant(odette, id)).rejects.toThrow('StandingDoesNotAllow');
    body.clock.set('2026-11-22T15:00:00Z');
  });

  it('· is for the holder to ask, and for another registrar to decide', async () => {
    const { rosa, number, id } = await asked();
    await expect(body.get(NameCorrections).ask(odette, number, 'Mine', 'x')).rejects.toThrow('NotFound');
    await expect(body.get(NameCorrections).grant(rosa, id)).rejects.toThrow('NotPermitted');
    await expect(body.get(NameCorrections).decline(rosa, id, 'x')).rejects.toThrow('NotPermitted');
    await body.get(Roles).give(null, rosa.id, 'registrar', null);
    await expect(body.get(NameCorrections).grant(await body.get(Roles).actor(rosa.id), id)).rejects.toThrow('OwnCertification');
    await expect(body.get(NameCorrections).grant(odette, newId())).rejects.toThrow('NotFound');
    expect(await body.get(NameCorrectionQueries).of(odette, number)).toEqual([]);
  });

  it('· of a name that is the same, or cannot be drawn, is refused at its field with all that was typed', async () => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    const visitor = await site.signedIn(rosa.id);
    const path = `/certifications/${number}`;
    for (const [name, words] of [[`  ${CAST.rosa} `, 'This is the name as it is certified now.'], ['Rosa \u{1F600}', 'We cannot print these letters yet']] as const) {
      const refused = await visitor.post(`${path}/name-corrections`, { name, reason: 'See "this" <b>' }, path);
      expect([refused.status, refused.text.includes(words), refused.text.includes('See &quot;this&quot; &lt;b&gt;')]).toEqual([422, true, true]);
    }
    const empty = await visitor.post(`${path}/name-corrections`, { name: ' ', reason: '' }, path);
    expect(empty.status).toBe(422);
    expect((await visitor.post(`${path}/name-corrections`, { name: 'Rosa B', reason: 'x' }, path)).status).toBe(303);
    expect((await visitor.post(`${path}/name-corrections`, { name: 'Rosa C', reason: 'x' }, path)).status).toBe(409);
  });
});

describe('the page of corrections', () => {
  it('· grants and declines, with words at the right one when a reason is missing', async () => {
    const [one, other] = [await asked('Rosa <1>'), await asked('Rosa <2>')];
    const registrar = await site.signedIn(odette.id);
    const list = await registrar.get('/registrar/name-corrections');
    expect(list.text).toContain('Rosa &lt;1&gt;');
    const refused = await registrar.post(`/registrar/name-corrections/${one.id}/refusal`, { reason: ' ' }, '/registrar/name-corrections');
    expect(refused.status).toBe(422);
    expect((await registrar.post(`/registrar/name-corrections/${one.id}/refusal`, { reason: 'No' }, '/registrar/name-corrections')).location).toBe('/registrar/name-corrections');
    expect((await registrar.post(`/registrar/name-corrections/${other.id}/grant`, {}, '/registrar/name-corrections')).location).toMatch(/^\/registrar\/certifications\/CPS-2026-/);
    expect((await registrar.post(`/registrar/name-corrections/${other.id}/grant`, {}, '/registrar/name-corrections')).status).toBe(409);
    for (const id of ['nothing', '%00', newId()]) expect([id, [400, 404].includes((await registrar.post(`/registrar/name-corrections/${id}/grant`, {}, '/registrar/name-corrections')).status)]).toEqual([id, true]);
  });
});
