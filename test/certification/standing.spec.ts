import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CertificationQueries, Standings } from '#libs/certification';
import { Roles, type Actor } from '#libs/identity';
import { day } from '#libs/kernel';
import { CAST } from '../support/cast.ts';
import { Body } from './support/body.ts';

let body: Body;
let odette: Actor;
beforeAll(async () => {
  body = await Body.open();
  odette = await body.registrar();
});
afterAll(() => body.close());

const TODAY = day('2026-11-22');
const order = (changes = {}) => ({ reason: 'A complaint is being looked into', effectiveOn: TODAY, publicNote: null, ...changes });
const standing = async (number: string) => (await body.get(CertificationQueries).byNumber(odette, number)).standing.standing;

describe('a standing', () => {
  it('· is suspended and reinstated, in the registry in the same transaction, with a letter', async () => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    expect(await standing(number)).toBe('active');
    await body.get(Standings).suspend(odette, number, order({ publicNote: 'Suspended pending review' }));
    expect(await standing(number)).toBe('suspended');
    body.clock.forward(1);
    await body.get(Standings).reinstate(odette, number, order({ reason: 'Nothing was found' }));
    expect(await standing(number)).toBe('active');
    expect(await body.read(`select d.kind, d.public_note, d.effective_on::text from registry.listing_decisions d join registry.listings l on l.id = d.listing_id where l.number = $1 order by d.recorded_at, d.id`, [number])).toEqual([
      { kind: 'suspended', public_note: 'Suspended pending review', effective_on: '2026-11-22' },
      { kind: 'reinstated', public_note: null, effective_on: '2026-11-22' },
    ]);
    const letters = (await body.letters(rosa.id)).filter(({ letter }) => letter === 'standing-changed');
    expect(letters.map(({ facts }) => facts['standing'])).toEqual(['suspended', 'active']);
    expect(JSON.stringify(letters)).not.toContain('complaint');
  });

  it('· revoked is the end', async () => {
    const number = await body.certified(await body.trainee(), odette);
    await body.get(Standings).revoke(odette, number, order());
    expect(await standing(number)).toBe('revoked');
    await expect(body.get(Standings).reinstate(odette, number, order())).rejects.toThrow('StandingDoesNotAllow');
    await expect(body.get(Standings).suspend(odette, number, order())).rejects.toThrow('StandingDoesNotAllow');
  });

  it('· suspended by two at once is suspended once', async () => {
    const dana = await body.registrar(CAST.dana);
    const number = await body.certified(await body.trainee(), odette);
    const both = await Promise.allSettled([body.get(Standings).suspend(odette, number, order()), body.get(Standings).suspend(dana, number, order())]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await body.read(`select 1 from registry.listing_decisions d join registry.listings l on l.id = d.listing_id where l.number = $1`, [number])).toHaveLength(1);
  });

  it('· is decided by registrars, within the life of the certification, and never on oneself', async () => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    await expect(body.get(Standings).suspend(rosa, number, order())).rejects.toThrow('NotPermitted');
    await body.get(Roles).give(null, rosa.id, 'registrar', null);
    await expect(body.get(Standings).suspend(await body.get(Roles).actor(rosa.id), number, order())).rejects.toThrow('OwnCertification');
    await expect(body.get(Standings).suspend(odette, number, order({ effectiveOn: day('2026-11-21') }))).rejects.toMatchObject({ name: 'EffectiveDayDoesNotFit', field: 'effectiveOn' });
    await expect(body.get(Standings).suspend(odette, 'CPS-1999-000001', order())).rejects.toThrow('NotFound');
  });
});

describe('the list of certifications', () => {
  it('· is searched by number and name, in any script, without wildcards of SQL', async () => {
    const wei = await body.trainee(CAST.wei);
    const number = await body.certified(wei, odette);
    const found = async (words: string) => (await body.get(CertificationQueries).search(odette, words, 50, null)).map((one) => one.number);
    expect(await found('小明')).toEqual([number]);
    expect(await found(number.toLowerCase())).toEqual([number]);
    expect(await found("o'brien-ñandú")).not.toContain(number);
    expect(await found('%')).toEqual([]);
    expect((await found('')).length).toBeGreaterThan(3);
  });
});
