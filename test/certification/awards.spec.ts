import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationQueries, Applications, Awards, Review, Submissions } from '#libs/certification';
import { Roles, type Actor } from '#libs/identity';
import { Database } from '#libs/persistence';
import { CAST } from '../support/cast.ts';
import { testSettings } from '../support/settings.ts';
import { Body } from './support/body.ts';

let body: Body;
let odette: Actor;
beforeAll(async () => {
  body = await Body.open();
  odette = await body.registrar();
});
afterAll(() => body.close());

describe('two registrars', () => {
  it('· who claim at the same moment: one has it, the other is told', async () => {
    const dana = await body.registrar(CAST.dana);
    const id = await body.applied(await body.trainee());
    const claims = await Promise.allSettled([body.get(Review).claim(odette, id), body.get(Review).claim(dana, id)]);
    expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(claims.find((claim) => claim.status === 'rejected')).toMatchObject({ reason: { name: 'ClaimedByAnother' } });
    expect(await body.read(`select 1 from application_claims k join application_submissions u on u.id = k.submission_id where u.application_id = $1`, [id])).toHaveLength(1);
  });

  it('· hand it over by giving it back', async () => {
    const dana = await body.registrar(CAST.dana);
    const id = await body.applied(await body.trainee());
    await body.get(Review).claim(odette, id);
    await expect(body.get(Review).deny(dana, id, 'No')).rejects.toThrow('ClaimedByAnother');
    await body.get(Review).giveBack(odette, id);
    await body.get(Review).claim(dana, id);
    await expect(body.get(Awards).award(odette, id, '')).rejects.toThrow('ClaimedByAnother');
  });
});

describe('an award', () => {
  it('· is decision, certification, listing, drawing job and letter at once', async () => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    expect(number).toMatch(/^CPS-2026-\d{6}$/);
    const [certification] = await body.read<{ id: string; code: string }>(`select id, code from certifications where number = $1`, [number]);
    expect(await body.read(`select name, title, body_name, code, issued_on::text, valid_until::text, grace_until::text from registry.listings where number = $1`, [number])).toEqual([
      { name: CAST.rosa, title: 'Certified Peer Specialist', body_name: 'Model State Peer Certification Board', code: certification!.code, issued_on: '2026-11-22', valid_until: '2028-11-21', grace_until: '2028-11-21' },
    ]);
    expect(await body.read(`select payload from graphile_worker._private_jobs where key = $1`, [`draw-certificate:${certification!.id}:award`])).toEqual([{ payload: { certificationId: certification!.id, cause: 'award' } }]);
    expect((await body.letters(rosa.id)).at(-1)).toMatchObject({ letter: 'application-awarded', facts: { number, validUntil: '2028-11-21', programTitle: 'Certified Peer Specialist' } });
    expect((await body.get(ApplicationQueries).latest(rosa.id))!.decision).toMatchObject({ kind: 'awarded' });
  });

  it('· numbers on beyond the digits of the format, and cuts none', async () => {
    const numbered = async () => body.certified(await body.trainee(CAST.wei), odette);
    const before = await numbered();
    await body.read(`update certification_counters set last = 999998`);
    expect([await numbered(), await numbered()]).toEqual(['CPS-2026-999999', 'CPS-2026-1000000']);
    await body.read(`update certification_counters set last = $1`, [Number(before.slice(-6))]);
    expect(await numbered()).toBe(`CPS-2026-${String(Number(before.slice(-6)) + 1).padStart(6, '0')}`);
  });

  it('· reads what was waived while it waited for the application', async () => {
    const id = await body.applied(await body.trainee());
    await body.reviewed(odette, id);
    await body.read(`insert into statements (id, source, person_id, verb, kind, object_id, lineage, title, day, competencies, voucher_kind, vouched_by, recorded_at, voids, reason)
      select gen_random_uuid(), 'void:' || s.id, s.person_id, 'voided', s.kind, s.object_id, s.lineage, s.title, s.day, '{}', 'registrar', $2, now(), s.id, 'A mistake'
      from statements s join applications a on a.person_id = s.person_id where a.id = $1 and s.kind = 'supervision'`, [id, odette.id]);
    await expect(body.get(Awards).award(odette, id, '')).rejects.toThrow('GapsRemain');
    const waiting = body.house.database.transaction(async () => {
      await body.read(`select 1 from applications where id = $1 for update`, [id]);
      const award = body.get(Awards).award(odette, id, ''); // waits for the lock on another connection
      await body.waitsForLock();
      await body.read(`insert into waivers (id, application_id, requirement_key, reason, waived_by, waived_at) values (gen_random_uuid(), $1, 'supervision', 'Known to the body', $2, now())`, [id, odette.id]);
      return { award };
    });
    expect(await (await waiting).award).toMatch(/^CPS-/);
  });

  it('· refuses a second decision, also at the same moment', async () => {
    const id = await body.applied(await body.trainee());
    await body.reviewed(odette, id);
    const before = await body.count('certifications');
    const awards = await Promise.allSettled([1, 2, 3].map(() => body.get(Awards).award(odette, id, '')));
    expect(awards.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(body.get(Review).deny(odette, id, 'Changed my mind')).rejects.toThrow('ApplicationIsNotThere');
    expect(await body.count('certifications')).toBe(before + 1);
  });

  it('· is refused without an identity check', async () => {
    const id = await body.applied(await body.trainee());
    await body.get(Review).claim(odette, id);
    await expect(body.get(Awards).award(odette, id, '')).rejects.toThrow('IdentityNotChecked');
  });

  it('· is refused on oneself', async () => {
    const self = await body.trainee(CAST.cher);
    await body.get(Roles).give(null, self.id, 'registrar', null);
    const registrar = await body.get(Roles).actor(self.id);
    const id = await body.applied(self);
    await expect(body.get(Review).claim(registrar, id)).rejects.toThrow('OwnApplication');
    await expect(body.get(Awards).award(registrar, id, '')).rejects.toThrow('OwnApplication');
  });

  it('· needs a waiver for each gap, each for something that can be waived', async () => {
    const rosa = await body.trainee();
    await body.signAndAttest(rosa);
    await body.statement(rosa.id, { domain: 'ethics', minutes: 3600 });
    const id = await body.opened(rosa);
    const { rules } = (await body.get(ApplicationQueries).latest(rosa.id))!;
    await body.get(Applications).saveDraft(rosa, id, 0, { note: '', waiverReasons: Object.fromEntries(rules.requirements.map(({ key }) => [key, 'Ten years of practice'])) });
    await body.get(Submissions).submit(rosa, id);
    await body.reviewed(odette, id);
    await expect(body.get(Awards).award(odette, id, '')).rejects.toMatchObject({ name: 'GapsRemain', facts: { count: 8 } });
    await expect(body.get(Review).waive(odette, id, 'ethics', 'Trusted')).rejects.toThrow('NothingToWaive');
    await expect(body.get(Review).waive(odette, id, 'training', 'Is met')).rejects.toThrow('NothingToWaive');
    const gaps = rules.requirements.filter(({ key, waivable }) => waivable && !['training', 'training-ethics'].includes(key));
    for (const { key } of gaps.slice(1)) await body.get(Review).waive(odette, id, key, 'Ten years of practice, seen in letters');
    await expect(body.get(Awards).award(odette, id, '')).rejects.toMatchObject({ name: 'GapsRemain', facts: { count: 1 } });
    await body.get(Review).waive(odette, id, gaps[0]!.key, 'The same');
    expect(await body.get(Awards).award(odette, id, 'Welcome')).toMatch(/^CPS/);
  });

  it('· that fails at its end leaves no listing, no number, no job and no decision', async () => {
    const id = await body.applied(await body.trainee());
    await body.reviewed(odette, id);
    const before = await body.written();
    const last = await body.read(`select last from certification_counters`);
    await expect(
      body.get(Database).transaction(async () => {
        await body.get(Awards).award(odette, id, '');
        throw new Error('the connection is cut');
      }),
    ).rejects.toThrow('the connection is cut');
    expect(await body.written()).toEqual(before);
    expect(await body.read(`select last from certification_counters`)).toEqual(last);
  });

  it('· of 50 at the same moment makes 50 numbers without a gap', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 50; made++) {
      const id = await body.applied(await body.trainee(`Trainee ${made}`));
      await body.reviewed(odette, id);
      ids.push(id);
    }
    const [before] = await body.read<{ last: number }>(`select last from certification_counters`);
    const numbers = await Promise.all(ids.map((id) => body.get(Awards).award(odette, id, '')));
    const counters = numbers.map((number) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(counters).toEqual(Array.from({ length: 50 }, (_, at) => before!.last + 1 + at));
    expect(await body.count('registry.listings')).toBe(await body.count('certifications'));
  }, 60_000);

  it('· is refused to who is certified already, until that is over', async () => {
    const rosa = await body.trainee();
    await body.certified(rosa, odette);
    await expect(body.opened(rosa)).rejects.toThrow('CertifiedAlready');
    body.clock.set('2028-11-23T15:00:00Z');
    await expect(body.opened(rosa)).resolves.toEqual(expect.any(String));
    body.clock.set('2026-11-22T15:00:00Z');
  });
});

describe('an application returned', () => {
  it('· keeps what was written, and is handed in again under the next number', async () => {
    const rosa = await body.trainee();
    const id = await body.applied(rosa);
    await body.get(Review).claim(odette, id);
    await body.get(Review).return(odette, id, 'Please add where you trained.');
    expect(await body.get(ApplicationQueries).latest(rosa.id)).toMatchObject({ state: 'returned', decision: { reasons: 'Please add where you trained.' } });
    expect((await body.letters(rosa.id)).at(-1)).toMatchObject({ letter: 'application-returned', facts: { contactName: expect.any(String), contactWay: expect.any(String) } });
    await body.get(Applications).saveDraft(rosa, id, 0, { note: 'At Copeland Center', waiverReasons: {} });
    await body.get(Submissions).submit(rosa, id);
    expect((await body.get(ApplicationQueries).latest(rosa.id))!.state).toBe('submitted');
    await body.reviewed(odette, id);
    expect(await body.get(Awards).award(odette, id, '')).toMatch(/^CPS/);
  });
});

describe('an application denied', () => {
  it('· tells a human contact and until when to appeal, and no reasons by mail', async () => {
    const rosa = await body.trainee();
    const id = await body.applied(rosa);
    await body.get(Review).claim(odette, id);
    await body.get(Review).deny(odette, id, 'The training was not accredited.');
    const letter = (await body.letters(rosa.id)).at(-1)!;
    expect(letter).toMatchObject({ letter: 'application-denied', facts: { appealUntil: '2026-12-22', contactWay: expect.any(String) } });
    expect(JSON.stringify(letter)).not.toContain('accredited');
    expect((await body.get(ApplicationQueries).latest(rosa.id))!.decision).toMatchObject({ kind: 'denied', reasons: 'The training was not accredited.', appealUntil: '2026-12-22' });
  });
});

describe('in production', () => {
  it('· nothing is issued before the public address is set', async () => {
    const production = await Body.open(testSettings({ NODE_ENV: 'production', PEERWAY_SECRET: 's'.repeat(40) }));
    try {
      const registrar = await production.registrar();
      const id = await production.applied(await production.trainee());
      await production.reviewed(registrar, id);
      await expect(production.get(Awards).award(registrar, id, '')).rejects.toThrow('PublicAddressNotSet');
      expect(await production.count('certifications')).toBe(0);
    } finally {
      await production.close();
    }
  });
});

describe('what was decided', () => {
  it('· can neither be changed nor deleted by the app', async () => {
    for (const table of ['decisions', 'certifications', 'application_submissions', 'waivers', 'identity_checks', 'ethics_signatures', 'attestations', 'standing_decisions']) {
      await expect(body.read(`delete from ${table}`)).rejects.toThrow('permission denied');
      await expect(body.read(`update ${table} set id = id`)).rejects.toThrow('permission denied');
    }
  });
});
