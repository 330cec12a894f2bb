import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stateOf, type TrainingRow } from '#libs/evidence';
import { day } from '#libs/kernel';
import { scene, type Scene } from './room.ts';

let s: Scene;
beforeAll(async () => {
  s = await scene();
});
afterAll(() => s.house.drop());

const academy: TrainingRow = { provider: 'Šumava Peer Academy', fromDay: day('2026-03-02'), toDay: day('2026-03-13'), minutes: [{ domain: 'advocacy', minutes: 600 }, { domain: 'ethics', minutes: 960 }] };
const claim = async (): Promise<string> => s.transferred.claim(await s.actor('rosa'), academy, null);
const stated = async (claimId: string): Promise<unknown[]> =>
  (await s.record.standing(s.ids.rosa)).filter(({ objectId }) => objectId === claimId).map(({ domain, minutes, kind, verb, voucherKind, vouchedBy, day: on }) => [domain, minutes, kind, verb, voucherKind, vouchedBy, on]);

describe('transferred training', () => {
  it('· waits for a registrar, oldest first, and states nothing until then', async () => {
    const [one, two] = [await claim(), await claim()];
    const queue = await s.review.queue(await s.actor('odette'));
    expect(queue.map(({ id }) => id)).toEqual([one, two]);
    expect(queue[0]).toMatchObject({ trainee: "Rosa Zoë O'Brien-Ñandú", provider: 'Šumava Peer Academy', fromDay: '2026-03-02', minutes: academy.minutes, credited: [] });
    expect((await s.review.queue(await s.actor('odette'), { after: one })).map(({ id }) => id)).toEqual([two]);
    expect(await stated(one)).toEqual([]);
  });

  it('· is credited once, one statement for each domain', async () => {
    const [id, odette] = [await claim(), await s.actor('odette')];
    const both = await Promise.allSettled([s.review.credit(odette, id, academy.minutes, null, null), s.review.credit(odette, id, academy.minutes, null, null)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const common = ['transferred-training', 'transferred', 'registrar', s.ids.odette, '2026-03-13'];
    expect((await stated(id)).sort()).toEqual([['advocacy', 600, ...common], ['ethics', 960, ...common]]);
  });

  it('· is credited with fewer minutes for a reason, never with more', async () => {
    const [id, odette] = [await claim(), await s.actor('odette')];
    await expect(s.review.credit(odette, id, [{ domain: 'ethics', minutes: 961 }], 'Generous', null)).rejects.toMatchObject({ name: 'CreditNotAccepted', facts: { what: 'excess' } });
    await expect(s.review.credit(odette, id, [{ domain: 'ethics', minutes: 900 }], null, null)).rejects.toMatchObject({ field: 'reason' });
    expect(await stated(id)).toEqual([]);
    await s.review.credit(odette, id, [{ domain: 'ethics', minutes: 900 }], 'The transcript names 15 hours of ethics', null);
    expect(await s.training.byId(id)).toMatchObject({ verdict: 'credited', verdictReason: 'The transcript names 15 hours of ethics', credited: [{ domain: 'ethics', minutes: 900 }] });
    expect(await stated(id)).toHaveLength(1);
  });

  it('· is declined with a reason, and stays declined', async () => {
    const [id, odette] = [await claim(), await s.actor('odette')];
    await s.review.decline(odette, id, 'The provider is not known to us', null);
    await expect(s.review.credit(odette, id, academy.minutes, null, null)).rejects.toThrow('ClaimMovedOn');
    await expect(s.transferred.withdraw(await s.actor('rosa'), id)).rejects.toThrow('ClaimMovedOn');
    expect([stateOf((await s.training.byId(id))!), await stated(id)]).toEqual(['declined', []]);
  });

  it('· is withdrawn by its trainee alone, and leaves the queue', async () => {
    const id = await claim();
    await expect(s.transferred.withdraw(await s.actor('cher'), id)).rejects.toThrow('NotFound');
    await s.transferred.withdraw(await s.actor('rosa'), id);
    expect((await s.review.queue(await s.actor('odette'))).map((one) => one.id)).not.toContain(id);
    await expect(s.review.decline(await s.actor('odette'), id, 'Late', null)).rejects.toThrow('ClaimMovedOn');
  });

  it('· is reviewed by registrars only, and never by its own trainee', async () => {
    const id = await claim();
    await expect(s.review.credit(await s.actor('june'), id, academy.minutes, null, null)).rejects.toThrow('NotPermitted');
    await expect(s.review.queue(await s.actor('rosa'))).rejects.toThrow('NotPermitted');
    await s.roles.give(null, s.ids.rosa, 'registrar', null);
    await expect(s.review.credit(await s.actor('rosa'), id, academy.minutes, null, null)).rejects.toThrow('NoOneVouchesForThemselves');
  });

  it('· of tomorrow, or of nothing, is refused at its field', async () => {
    const cher = await s.actor('cher');
    await expect(s.transferred.claim(cher, { ...academy, toDay: day('2027-01-01') }, null)).rejects.toMatchObject({ name: 'TrainingNotAccepted', field: 'toDay', facts: { what: 'future' } });
    await expect(s.transferred.claim(cher, { ...academy, minutes: [] }, null)).rejects.toMatchObject({ field: 'minutes' });
  });
});
