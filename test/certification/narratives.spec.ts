import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Applications, Attestations, EthicsSignatures, Narratives, ProgramQueries, Review } from '#libs/certification';
import type { Actor } from '#libs/identity';
import { CAST } from '../support/cast.ts';
import { Body } from './support/body.ts';

const STORY = '我好起来了。 I keep well by walking with friends, and I use it to listen.';
let body: Body;
let odette: Actor;
let dana: Actor;
beforeAll(async () => {
  body = await Body.open();
  odette = await body.registrar();
  dana = await body.registrar(CAST.dana);
});
afterAll(() => body.close());

const program = () => body.get(ProgramQueries).inForce();

describe('a narrative', () => {
  it('· is not in the table in words, nor in jobs, audit or record', async () => {
    const rosa = await body.trainee();
    await body.applied(rosa, STORY);
    const everywhere = await body.read<{ text: string }>(`
      select encode(sealed, 'escape') as text from attestation_narratives union all select payload::text from graphile_worker._private_jobs union all select facts::text from audit_entries
      union all select to_jsonb(s)::text from statements s union all select to_jsonb(u)::text from application_submissions u`);
    expect(everywhere.length).toBeGreaterThan(3);
    for (const { text } of everywhere) expect(text).not.toMatch(/walking|好起来/);
    expect((await body.read<{ sealed: Buffer }>(`select sealed from attestation_narratives`))[0]!.sealed.includes(Buffer.from('walking'))).toBe(false);
  });

  it('· is read by the registrar who claimed the application, each reading audited', async () => {
    const amir = await body.trainee(CAST.amir);
    const id = await body.applied(amir, STORY);
    await body.get(Review).claim(odette, id);
    expect(await body.get(Narratives).read(odette, id)).toBe(STORY);
    expect(await body.get(Narratives).read(odette, id)).toBe(STORY);
    expect((await body.audits('read-narrative')).filter(({ subject }) => subject === `application:${id}`)).toEqual([
      { actor_id: odette.id, subject: `application:${id}` },
      { actor_id: odette.id, subject: `application:${id}` },
    ]);
  });

  it('· is closed to the writer’s instructor, to other registrars, before the claim and after the decision', async () => {
    const wei = await body.trainee(CAST.wei);
    const id = await body.applied(wei, STORY);
    const instructor: Actor = { id: (await body.trainee(CAST.june)).id, roles: [{ role: 'instructor', organizationId: null }, { role: 'administrator', organizationId: null }] };
    await expect(body.get(Narratives).read(instructor, id)).rejects.toThrow('NotPermitted');
    await expect(body.get(Narratives).read(odette, id)).rejects.toThrow('ApplicationIsNotThere');
    await body.get(Review).claim(odette, id);
    await expect(body.get(Narratives).read(dana, id)).rejects.toThrow('ClaimedByAnother');
    await body.get(Review).deny(odette, id, 'Not yet');
    await expect(body.get(Narratives).read(odette, id)).rejects.toThrow('ApplicationIsNotThere');
  });

  it('· moved into another row does not open', async () => {
    const [rosa, cher] = [await body.trainee(), await body.trainee(CAST.cher)];
    const id = await body.applied(rosa, STORY);
    await body.applied(cher, 'Another story');
    const of = `(select a.id from attestations a where a.person_id = `;
    await body.read(`update attestation_narratives set (sealed, nonce) = (select sealed, nonce from attestation_narratives where attestation_id = ${of} $2)) where attestation_id = ${of} $1)`, [rosa.id, cher.id]);
    await body.get(Review).claim(odette, id);
    await expect(body.get(Narratives).read(odette, id)).rejects.toThrow('NarrativeCannotBeOpened');
  });

  it('· can be taken back, and the attestation stays', async () => {
    const rosa = await body.trainee();
    const id = await body.applied(rosa, STORY);
    await body.get(Review).claim(odette, id);
    await body.get(Narratives).takeBack(rosa);
    await expect(body.get(Narratives).read(odette, id)).rejects.toThrow('NotFound');
    const attestation = (await body.get(Attestations).latest(rosa.id, (await program()).programId))!;
    expect(await body.get(Narratives).note(attestation.id)).toMatchObject({ purgedAt: expect.any(Date) });
  });

  it('· is purged when the appeal window is over, and not a day earlier', async () => {
    await body.get(Narratives).purgeOverdue();
    const [denied, waiting, gone] = [await body.trainee(), await body.trainee(), await body.trainee()];
    const id = await body.applied(denied, STORY);
    await body.get(Review).claim(odette, id);
    await body.get(Review).deny(odette, id, 'Not yet');
    await body.applied(waiting, STORY);
    await body.get(Applications).withdraw(gone, await body.applied(gone, STORY), '');
    const kept = async () => (await body.read<{ person_id: string }>(`select a.person_id from attestation_narratives n join attestations a on a.id = n.attestation_id where n.sealed is not null and a.person_id = any($1)`, [[denied.id, waiting.id, gone.id]])).length;
    body.clock.set('2026-12-22T15:00:00Z');
    await body.get(Narratives).purgeOverdue();
    expect(await kept()).toBe(3);
    body.clock.set('2026-12-23T15:00:00Z');
    await body.get(Narratives).purgeOverdue();
    expect(await kept()).toBe(1);
    body.clock.set('2026-11-22T15:00:00Z');
  });
});

describe('signing', () => {
  it('· needs the legal name, and is kept once a day', async () => {
    const rosa = await body.trainee();
    await expect(body.get(EthicsSignatures).sign(rosa, 'Rosa', await program())).rejects.toMatchObject({ name: 'SignatureDiffers', field: 'signature' });
    await body.get(EthicsSignatures).sign(rosa, CAST.rosa, await program());
    await body.get(EthicsSignatures).sign(rosa, CAST.rosa.toUpperCase(), await program());
    expect(await body.read(`select signed_name from ethics_signatures where person_id = $1`, [rosa.id])).toEqual([{ signed_name: CAST.rosa }]);
  });

  it('· an attestation twice on a day is refused, so that no narrative is lost', async () => {
    const rosa = await body.trainee();
    await body.get(Attestations).attest(rosa, await program(), { signature: CAST.rosa, narrative: null });
    await expect(body.get(Attestations).attest(rosa, await program(), { signature: CAST.rosa, narrative: STORY })).rejects.toThrow('AttestedToday');
  });

  it('· a narrative that is too long keeps nothing', async () => {
    const rosa = await body.trainee();
    await expect(body.get(Attestations).attest(rosa, await program(), { signature: CAST.rosa, narrative: 'hope '.repeat(251) })).rejects.toMatchObject({ name: 'NarrativeTooLong', field: 'narrative' });
    expect(await body.get(Attestations).latest(rosa.id, (await program()).programId)).toBeNull();
  });
});
