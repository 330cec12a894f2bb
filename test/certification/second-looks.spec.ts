import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Awards, NameCorrections, Review, SecondLookQueries, SecondLooks, Standings } from '#libs/certification';
import { Roles, type Actor } from '#libs/identity';
import { day, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { RecordQueries, TrainingRecord } from '#libs/record';
import { CAST } from '../support/cast.ts';
import { Body } from './support/body.ts';

let body: Body;
let odette: Actor;
let dana: Actor;
beforeAll(async () => {
  body = await Body.open();
  odette = await body.registrar();
  dana = await body.registrar(CAST.dana);
});
afterAll(() => body.close());

const TODAY = day('2026-11-22');
const order = { reason: 'Hours were not given', effectiveOn: TODAY, publicNote: null };
type Holder = Actor & { name: string };

/** Somebody certified, a while ago. */
async function holder(name: string = CAST.rosa): Promise<{ rosa: Holder; number: string }> {
  const rosa = await body.trainee(name);
  const number = await body.certified(rosa, odette);
  body.clock.forward(1);
  return { rosa, number };
}

/** Voids what stands of a kind, and answers the voidings; nobody has looked yet. */
async function takeBack(personId: string, which: (statement: { kind: string; domain: string | null; title: string }) => boolean, reason = 'The site has no such hours'): Promise<string[]> {
  const stands = (await body.get(RecordQueries).standing(personId)).filter(which);
  for (const { id } of stands) await body.get(TrainingRecord).void(id, odette.id, 'supervisor', reason);
  const voided = new Set(stands.map(({ id }) => id));
  return (await body.get(RecordQueries).history(personId)).filter(({ voids }) => voids && voided.has(voids)).map(({ id }) => id);
}
const supervision = ({ kind }: { kind: string }): boolean => kind === 'supervision';

/** The same, and the worker has looked. */
async function shaken(personId: string, which: Parameters<typeof takeBack>[1] = supervision): Promise<string[]> {
  const voidings = await takeBack(personId, which);
  for (const id of voidings) await body.get(SecondLooks).open(id);
  return voidings;
}

const waiting = async (number: string, actor = odette) => (await body.get(SecondLookQueries).waiting(actor, 500, null)).find((line) => line.number === number);
const letters = async (personId: string, number: string) => (await body.letters(personId)).filter(({ letter, facts }) => letter === 'second-look' && facts['number'] === number);

/** Something to wait for. */
function moment(): { here: Promise<void>; comes: () => void } {
  let comes = (): void => undefined;
  const here = new Promise<void>((resolve) => (comes = resolve));
  return { here, comes: () => comes() };
}

describe('a statement that had counted for an award', () => {
  it('· voided, makes the award wait for a second look, and tells each registrar once', async () => {
    const { rosa, number } = await holder();
    const before = await body.get(SecondLookQueries).count(odette);
    const [voiding] = await shaken(rosa.id);
    expect(await waiting(number)).toEqual({ decisionId: expect.any(String), number, name: CAST.rosa, title: 'Certified Peer Specialist', openedAt: body.clock.now(), voided: 1, own: false });
    expect(await body.get(SecondLookQueries).count(odette)).toBe(before + 1);
    await body.get(SecondLooks).open(voiding!);
    for (const registrar of [odette, dana]) expect(await letters(registrar.id, number)).toEqual([{ letter: 'second-look', facts: { number, link: expect.stringContaining(`/registrar/second-looks/${number}`) } }]);
    expect(await letters(rosa.id, number)).toEqual([]);
    expect(JSON.stringify(await letters(odette.id, number))).not.toContain('no such hours');
  });

  it('· is shown with what, why, by whom and when, and what the holder meets today', async () => {
    const { rosa, number } = await holder();
    const [voidingId] = await shaken(rosa.id);
    const look = await body.get(SecondLookQueries).of(odette, number);
    expect(look.statements).toEqual([
      { voidingId, title: 'Core training at Copeland Center', kind: 'supervision', day: '2026-11-01', minutes: 300, voucherKind: 'supervisor', reason: 'The site has no such hours', voidedBy: CAST.odette, voidedAt: body.clock.now(), countedFor: [expect.stringMatching(/supervision/i)], answer: null },
    ]);
    expect(look.waiting).toEqual([voidingId]);
    expect(look.evaluation.eligible).toBe(false);
    expect(look.evaluation.outcomes.filter(({ met }) => !met).map(({ kind, gap }) => [kind, gap])).toEqual([['supervision-ratio', expect.any(Number)]]);
  });

  it('· counted in more than one requirement, and each is named', async () => {
    const { rosa, number } = await holder();
    await shaken(rosa.id, ({ domain, kind }) => domain === 'ethics' && kind === 'transferred-training');
    const look = await body.get(SecondLookQueries).of(odette, number);
    expect(look.statements[0]!.countedFor).toHaveLength(2);
  });

  it('· replaced by a right one leaves the holder eligible, and is looked at all the same', async () => {
    const { rosa, number } = await holder();
    await takeBack(rosa.id, supervision);
    await body.statement(rosa.id, { kind: 'supervision', verb: 'received', minutes: 6 * 60 });
    for (const { id } of (await body.get(RecordQueries).history(rosa.id)).filter(({ voids }) => voids)) await body.get(SecondLooks).open(id);
    expect((await body.get(SecondLookQueries).of(odette, number)).evaluation.eligible).toBe(true);
    expect(await waiting(number)).toMatchObject({ voided: 1 });
  });

  it('· with others of the same award makes one line and one letter', async () => {
    const { rosa, number } = await holder();
    await shaken(rosa.id, ({ kind }) => kind === 'role-play');
    expect(await waiting(number)).toMatchObject({ voided: 3 });
    expect(await letters(odette.id, number)).toHaveLength(1);
  });

  it('· handed to three workers at the same moment opens one look and one letter', async () => {
    const { rosa, number } = await holder();
    const voidings = await takeBack(rosa.id, ({ kind }) => kind === 'role-play');
    await Promise.all([...voidings, ...voidings].map((id) => body.get(SecondLooks).open(id)));
    expect(await waiting(number)).toMatchObject({ voided: 3 });
    expect(await letters(odette.id, number)).toHaveLength(1);
  });

  it('· voided while the award is being written is seen too', async () => {
    const rosa = await body.trainee();
    const application = await body.applied(rosa);
    await body.reviewed(odette, application);
    const [written, committed] = [moment(), moment()];
    const awarding = body.get(Database).transaction(async () => {
      await body.get(Awards).award(odette, application, '');
      written.comes();
      await committed.here;
    });
    await written.here;
    const [voiding] = await takeBack(rosa.id, supervision);
    const look = { over: false };
    const looking = body.get(SecondLooks).open(voiding!).finally(() => (look.over = true));
    const isWaiting = async () => (await body.read(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length > 0;
    while (!look.over && !(await isWaiting()));
    committed.comes();
    await awarding;
    expect(await looking).toHaveLength(1);
  });
});

describe('a statement without a part in an award', () => {
  it('· makes nothing wait: earned after it, of one who only applied, of one denied', async () => {
    const { rosa, number } = await holder();
    await body.statement(rosa.id, { domain: 'ethics', minutes: 60, lineage: 'later' });
    const later = (await body.get(RecordQueries).standing(rosa.id)).find(({ lineage }) => lineage === 'later')!;
    await body.get(TrainingRecord).void(later.id, odette.id, 'registrar', 'Of another person');
    const [voiding] = (await body.get(RecordQueries).history(rosa.id)).filter(({ voids }) => voids === later.id);
    expect(await body.get(SecondLooks).open(voiding!.id)).toEqual([]);
    expect(await waiting(number)).toBeUndefined();
    const applicant = await body.trainee(CAST.cher);
    const application = await body.applied(applicant);
    const [early] = await takeBack(applicant.id, supervision);
    expect(await body.get(SecondLooks).open(early!)).toEqual([]);
    await body.get(Review).claim(odette, application);
    await body.get(Review).deny(odette, application, 'No');
    expect(await body.get(SecondLooks).open(early!)).toEqual([]);
  });

  it('· that voids nothing, or is not there, opens nothing', async () => {
    const { rosa } = await holder();
    const [stands] = await body.get(RecordQueries).standing(rosa.id);
    for (const id of [stands!.id, newId()]) expect(await body.get(SecondLooks).open(id)).toEqual([]);
  });
});

describe('the answer to a second look', () => {
  it('· "stands, because": closes it, with a reason that stays and is audited', async () => {
    const { rosa, number } = await holder();
    const voidings = await shaken(rosa.id);
    body.clock.forward(5);
    await body.get(SecondLooks).stand(odette, number, voidings, 'Other hours were shown by letter');
    expect(await waiting(number)).toBeUndefined();
    const look = await body.get(SecondLookQueries).of(dana, number);
    expect(look.waiting).toEqual([]);
    expect(look.statements[0]!.answer).toEqual({ reason: 'Other hours were shown by letter', by: CAST.odette, at: body.clock.now() });
    expect((await body.audits('certification-stands')).at(-1)).toEqual({ actor_id: odette.id, subject: `certification:${look.certificationId}` });
  });

  it('· is given once, also by two at the same moment', async () => {
    const { rosa, number } = await holder();
    const voidings = await shaken(rosa.id);
    const both = await Promise.allSettled([odette, dana].map((actor) => body.get(SecondLooks).stand(actor, number, voidings, 'Fine')));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { name: 'SecondLookIsOver' } });
  });

  it('· is about what was seen: what is voided meanwhile goes on waiting, and writes again once nothing waited', async () => {
    const { rosa, number } = await holder();
    const seen = await shaken(rosa.id);
    const [unseen] = await shaken(rosa.id, ({ kind }) => kind === 'supervised-hours');
    await body.get(SecondLooks).stand(odette, number, seen, 'Fine');
    expect(await waiting(number)).toMatchObject({ voided: 1 });
    expect((await body.get(SecondLookQueries).of(odette, number)).waiting).toEqual([unseen]);
    expect(await letters(odette.id, number)).toHaveLength(1);
    await body.get(SecondLooks).stand(odette, number, [unseen!], 'Fine too');
    await shaken(rosa.id, ({ kind }) => kind === 'role-play');
    expect(await letters(odette.id, number)).toHaveLength(2);
  });

  it('· needs something to answer: none, what is of another, what is no voiding', async () => {
    const [one, other] = [await holder(), await holder()];
    await shaken(one.rosa.id);
    const foreign = await shaken(other.rosa.id);
    for (const ids of [[], foreign, [newId()]]) await expect(body.get(SecondLooks).stand(odette, one.number, ids, 'Fine')).rejects.toThrow('SecondLookIsOver');
    expect(await waiting(one.number)).toMatchObject({ voided: 1 });
    expect(await waiting(other.number)).toMatchObject({ voided: 1 });
  });

  it.each(['suspend', 'revoke'] as const)('· %s is one too', async (act) => {
    const { rosa, number } = await holder();
    const voidings = await shaken(rosa.id);
    await body.get(Standings)[act](odette, number, order);
    expect(await waiting(number)).toBeUndefined();
    expect((await body.get(SecondLookQueries).of(odette, number)).waiting).toEqual([]);
    await expect(body.get(SecondLooks).stand(odette, number, voidings, 'Late')).rejects.toThrow('SecondLookIsOver');
  });

  it('· is not a suspension from before: what is voided then waits all the same', async () => {
    const { rosa, number } = await holder();
    await body.get(Standings).suspend(odette, number, order);
    body.clock.forward(1);
    await shaken(rosa.id);
    expect(await waiting(number)).toMatchObject({ voided: 1 });
  });

  it('· is not needed when the time of the certification is over', async () => {
    const { rosa, number } = await holder();
    await shaken(rosa.id);
    body.clock.set('2028-11-21T18:00:00Z');
    expect(await waiting(number)).toMatchObject({ number });
    body.clock.set('2028-11-22T18:00:00Z');
    expect(await waiting(number)).toBeUndefined();
    await shaken(rosa.id, ({ kind }) => kind === 'role-play');
    expect(await letters(odette.id, number)).toHaveLength(1);
    body.clock.set('2026-11-22T16:00:00Z');
  });

  it('· follows a corrected name: the new number waits, and the old one leads there', async () => {
    const { rosa, number } = await holder();
    await body.get(NameCorrections).ask(rosa, number, 'Rosa Ñandú', 'Married');
    const [asked] = await body.read<{ id: string }>(`select n.id from name_corrections n join certifications c on c.id = n.certification_id where c.number = $1`, [number]);
    const successor = await body.get(NameCorrections).grant(odette, asked!.id);
    const voidings = await shaken(rosa.id);
    expect(await waiting(number)).toBeUndefined();
    expect(await waiting(successor)).toMatchObject({ name: 'Rosa Ñandú', voided: 1 });
    expect((await body.get(SecondLookQueries).of(odette, number)).number).toBe(successor);
    await body.get(SecondLooks).stand(odette, number, voidings, 'Fine');
    expect(await waiting(successor)).toBeUndefined();
  });
});

describe('second looks', () => {
  it('· are for registrars', async () => {
    const { rosa, number } = await holder();
    const voidings = await shaken(rosa.id);
    await expect(body.get(SecondLookQueries).waiting(rosa, 5, null)).rejects.toThrow('NotPermitted');
    await expect(body.get(SecondLookQueries).count(rosa)).rejects.toThrow('NotPermitted');
    await expect(body.get(SecondLookQueries).of(rosa, number)).rejects.toThrow('NotPermitted');
    await expect(body.get(SecondLooks).stand(rosa, number, voidings, 'I am good')).rejects.toThrow('NotPermitted');
  });

  it('· are never answered by the holder, who is not written to either', async () => {
    const { rosa, number } = await holder();
    await body.get(Roles).give(null, rosa.id, 'registrar', null);
    const self = await body.get(Roles).actor(rosa.id);
    const voidings = await shaken(rosa.id);
    expect(await waiting(number, self)).toMatchObject({ own: true });
    await expect(body.get(SecondLooks).stand(self, number, voidings, 'I am good')).rejects.toThrow('OwnCertification');
    expect(await letters(rosa.id, number)).toEqual([]);
  });

  it('· of nothing are not there', async () => {
    const { number } = await holder();
    await expect(body.get(SecondLookQueries).of(odette, number)).rejects.toThrow('NotFound');
    await expect(body.get(SecondLookQueries).of(odette, 'CPS-1999-000001')).rejects.toThrow('NotFound');
  });

  it('· are read in pages, the oldest first, without a gap', async () => {
    const all = (await body.get(SecondLookQueries).waiting(odette, 500, null)).map(({ decisionId }) => decisionId);
    const seen: string[] = [];
    for (let after: string | null = null; ; after = seen.at(-1)!) {
      const lines = await body.get(SecondLookQueries).waiting(odette, 2, after);
      if (lines.length === 0) break;
      seen.push(...lines.map(({ decisionId }) => decisionId));
    }
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
    expect(await body.get(SecondLookQueries).count(odette)).toBe(all.length);
  });

  it('· can neither be changed nor deleted by the app', async () => {
    for (const table of ['second_looks', 'second_look_answers']) {
      await expect(body.read(`delete from ${table}`)).rejects.toThrow('permission denied');
      await expect(body.read(`update ${table} set voiding_id = voiding_id`)).rejects.toThrow('permission denied');
    }
  });
});
