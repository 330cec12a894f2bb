import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Awards, CertificationQueries, ChosenProgramQueries, ProgramQueries, Programs, readProgramFolder, Review, Standings } from '#libs/certification';
import type { Actor } from '#libs/identity';
import { day } from '#libs/kernel';
import { CAST } from '../support/cast.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { Body } from './support/body.ts';

const [model] = readProgramFolder('programs');

/** A small program beside the model one: ten hours of training and a yes, and no code of ethics. */
const FAMILY = `
slug: family
body: Model State Peer Certification Board
title: Family Peer Supporter (王)
effectiveFrom: 2024-01-01
sources:
  board: { title: The board, url: https://board.example.org/family, verifiedOn: 2026-11-01 }
countsAsTraining: [lesson, meeting, transferred-training]
requirements:
  - { key: training, kind: training-minutes, title: Family training, hours: 10, source: board }
  - { key: training-ethics, kind: domain-minutes, title: Ethics, domain: ethics, hours: 5, source: board }
  - { key: lived, kind: attestation, title: A relative of somebody in recovery, waivable: false, source: board }
attestation: { statement: I am a relative of somebody in recovery. }
validity: { months: 12, source: board }
grace: { days: 30, source: board }
decision: { days: 10, source: board }
appeal: { days: 14, source: board, contactName: Kim Lee, contactWay: kim@board.example.org, how: Write to us. }
number: { format: 'FPS-{year}-{counter:4}' }
`;
const family = (from = '', to = '') => ({ program: { file: 'family.yaml', text: FAMILY.replace(from, to) }, ethics: model!.ethics });

let site: TestSite;
let body: Body;
let odette: Actor;
beforeAll(async () => {
  site = await testSite();
  body = await Body.around(site);
  await body.get(Programs).importProgram(family());
  odette = await body.registrar();
});
afterAll(async () => {
  await (body as Body | undefined)?.leave();
  await site.stop();
});

const chosen = (person: Actor, slug?: string) => body.get(ChosenProgramQueries).of(person.id, slug);
async function open(visitor: Visitor, path: string): Promise<string> {
  const { status, text } = await visitor.get(path);
  if (status !== 200) throw new Error(`${path}: ${status}`);
  // As a reader of HTML takes it.
  return text.replaceAll('&#x3D;', '=').replaceAll('&#x27;', "'");
}
async function trained(hours = 10, name: string = CAST.rosa) {
  const rosa = await body.trainee(name);
  await body.statement(rosa.id, { domain: 'ethics', minutes: hours * 60, lineage: 'family' });
  return { rosa, visitor: await site.signedIn(rosa.id) };
}
/** All of the family program by its pages, up to handing in. */
async function handedIn(name: string = CAST.rosa) {
  const { rosa, visitor } = await trained(10, name);
  await visitor.post('/attestation?program=family', { agreed: 'yes', signature: rosa.name });
  await visitor.post('/application?program=family');
  const { status } = await visitor.post('/application/submission?program=family', { version: '0', released: 'yes', note: '' }, '/application?program=family');
  expect(status).toBe(303);
  const application = (await chosen(rosa, 'family')).application!;
  expect(application.state).toBe('submitted');
  return { rosa, visitor, id: application.id };
}
async function certified(name: string = CAST.rosa) {
  const { rosa, visitor, id } = await handedIn(name);
  await body.reviewed(odette, id);
  return { rosa, visitor, number: await body.get(Awards).award(odette, id, '') };
}

describe('where a body offers several programs', () => {
  it('· a page each says what it asks, and leads to the others', async () => {
    const { visitor } = await trained();
    const first = await open(visitor, '/certification');
    expect(first).toContain('of 12 are done');
    expect(first).toContain('<a href="/certification?program=family">Family Peer Supporter (王)</a>');
    const second = await open(visitor, '/certification?program=family');
    expect(second).toContain('2 of 3 are done.');
    expect(second).toContain('https://board.example.org/family');
    expect(second).toContain('/attestation?program=family');
    expect(second).toContain('The certification lasts 12 months.');
    expect(second).not.toContain('of 12 are done');
  });

  it('· where there is one, nothing is to choose', async () => {
    const alone = await Body.open();
    try {
      const rosa = await alone.trainee();
      expect((await alone.get(ChosenProgramQueries).of(rosa.id)).choices).toHaveLength(1);
    } finally {
      await alone.close();
    }
  });

  it.each(['nothing', 'FAMILY', '%00', "'%20or%201=1", '__proto__'])('· there is no %s', async (slug) => {
    const { visitor } = await trained();
    for (const path of ['/certification', '/application', '/ethics', '/attestation']) expect([path, (await visitor.get(`${path}?program=${slug}`)).status]).toEqual([path, 404]);
    expect((await visitor.post(`/application?program=${slug}`, {}, '/application')).status).toBe(404);
  });

  it('· each has its own attestation, in its own words', async () => {
    const { rosa, visitor } = await trained();
    expect(await open(visitor, '/attestation?program=family')).toContain('I am a relative of somebody in recovery.');
    const signed = await visitor.post('/attestation?program=family', { agreed: 'yes', signature: rosa.name });
    expect([signed.status, signed.location]).toEqual([303, '/certification?program=family']);
    expect(await open(visitor, '/certification?program=family')).toContain('3 of 3 are done.');
    expect(await open(visitor, '/attestation')).toContain('name="signature"');
    expect(await open(visitor, '/attestation?program=family')).not.toContain('name="signature"');
  });

  it('· a form that comes back is about the same program', async () => {
    const { visitor } = await trained();
    const refused = await visitor.post('/attestation?program=family', { agreed: 'yes', signature: 'Somebody' });
    expect([refused.status, refused.text.includes('I am a relative of somebody in recovery.'), refused.text.includes('action="/attestation?program&#x3D;family"')]).toEqual([422, true, true]);
  });

  it('· a program without a code of ethics has no step for one', async () => {
    const { visitor } = await trained();
    expect(await open(visitor, '/application?program=family')).not.toContain('/ethics');
    expect((await visitor.get('/ethics?program=family')).status).toBe(404);
    expect(await open(visitor, '/application?program=model')).toContain('/ethics?program=model');
  });

  it('· one may apply for both, each with its own draft', async () => {
    const { rosa, visitor } = await trained();
    for (const slug of ['model', 'family']) {
      expect((await visitor.post(`/application?program=${slug}`)).location).toBe(`/application?program=${slug}`);
      expect((await visitor.post(`/application/draft?program=${slug}`, { version: '0', note: `For ${slug}` }, '/application')).location).toBe(`/application?program=${slug}`);
    }
    for (const slug of ['model', 'family']) expect((await chosen(rosa, slug)).application!.draft.note).toBe(`For ${slug}`);
    const saved = await visitor.json('PUT', '/application/draft?program=model', { version: '1', note: 'By script', waiverReasons: {} }, '/application');
    expect(JSON.parse(saved.text)).toMatchObject({ saved: true });
    expect((await chosen(rosa, 'family')).application!.draft.note).toBe('For family');
    const stale = await visitor.post('/application/draft?program=model', { version: '1', note: 'Late' }, '/application');
    expect([stale.status, stale.text.includes('By script'), stale.text.includes('For family')]).toEqual([409, true, false]);
    expect((await visitor.post('/application/withdrawal?program=model', { reason: '' }, '/application')).location).toBe('/application?program=model');
    expect([(await chosen(rosa, 'model')).application!.state, (await chosen(rosa, 'family')).application!.state]).toEqual(['withdrawn', 'draft']);
  });

  it('· the one last applied for is looked at first', async () => {
    const { rosa, visitor } = await trained();
    expect((await chosen(rosa)).rules.slug).toBe('model');
    await visitor.post('/application?program=family');
    expect((await chosen(rosa)).rules.slug).toBe('family');
    expect((await body.get(ChosenProgramQueries).askedTraining(rosa.id)).total).toBe(600);
    expect([...(await body.get(ChosenProgramQueries).askedTraining(rosa.id)).byDomain]).toEqual([['ethics', 300]]);
    body.clock.forward(1);
    await visitor.post('/application?program=model');
    expect((await chosen(rosa)).rules.slug).toBe('model');
  });

  it('· hours that are asked at home are those of the program worked toward', async () => {
    const { rosa } = await trained();
    expect((await body.get(ChosenProgramQueries).askedTraining(rosa.id)).total).toBe(3600);
  });
});

describe('an application for one of several', () => {
  it('· is named in the queue, decided by its own rules, and makes a certificate of its own title and number', async () => {
    const { rosa, number } = await certified(CAST.wei);
    const registrar = await site.signedIn(odette.id);
    expect(number).toMatch(/^FPS-2026-\d{4}$/);
    expect(await body.read(`select title, body_name, valid_until::text, grace_until::text, name from registry.listings where number = $1`, [number])).toEqual([
      { title: 'Family Peer Supporter (王)', body_name: 'Model State Peer Certification Board', valid_until: '2027-11-21', grace_until: '2027-12-21', name: CAST.wei },
    ]);
    expect(await open(registrar, `/registrar/certifications?q=${number}`)).toContain('Family Peer Supporter (王)');
    expect((await body.letters(rosa.id)).filter(({ letter }) => letter === 'application-awarded')).toMatchObject([{ facts: { programTitle: 'Family Peer Supporter (王)', contactName: 'Kim Lee' } }]);
  });

  it('· waits in the queue under the name of its program', async () => {
    const { id } = await handedIn(CAST.cher);
    const registrar = await site.signedIn(odette.id);
    expect(await open(registrar, '/registrar')).toMatch(new RegExp(`${id}"><bdi>Cher</bdi></a></th><td>Family Peer Supporter`));
    expect(await open(registrar, `/registrar/applications/${id}`)).toContain('Family Peer Supporter (王)');
  });

  it('· numbers each program by itself', async () => {
    const [one, other] = [await certified(), await certified()];
    expect(Number(other.number.slice(-4))).toBe(Number(one.number.slice(-4)) + 1);
  });

  it('· denied names the appeal of its program', async () => {
    const { visitor, id } = await handedIn();
    await body.get(Review).claim(odette, id);
    await body.get(Review).deny(odette, id, 'Not this time');
    expect(await open(visitor, '/application?program=family')).toContain('You can appeal until December 6, 2026.');
  });
});

describe('who holds one program', () => {
  it('· may apply for another, and not for the same', async () => {
    const { rosa, visitor } = await certified();
    await body.earn(rosa.id);
    await body.signAndAttest(rosa);
    expect(await open(visitor, '/certification?program=model')).toContain('You have everything');
    expect(await open(visitor, '/application?program=model')).toContain('Begin an application');
    expect(await open(visitor, '/certification?program=family')).not.toContain('You have everything');
    expect(await open(visitor, '/application?program=family')).not.toContain('Begin an application');
    expect((await visitor.post('/application?program=family')).status).toBe(409);
    expect((await visitor.post('/application?program=model')).status).toBe(303);
  });

  it('· and lost it may apply anew, and is not congratulated on it', async () => {
    const { visitor, number } = await certified();
    expect(await open(visitor, '/application?program=family')).toContain('Congratulations');
    await body.get(Standings).revoke(odette, number, { reason: 'False hours', effectiveOn: day('2026-11-22'), publicNote: null });
    const page = await open(visitor, '/application?program=family');
    expect([page.includes('Congratulations'), page.includes('The certification that you were given is over.'), page.includes('Begin an application')]).toEqual([false, true, true]);
    expect((await visitor.post('/application?program=family')).status).toBe(303);
  });

  it('· that is suspended waits for that decision', async () => {
    const { visitor, number } = await certified();
    await body.get(Standings).suspend(odette, number, { reason: 'A look', effectiveOn: day('2026-11-22'), publicNote: null });
    expect(await open(visitor, '/application?program=family')).not.toContain('Begin an application');
    expect((await body.get(CertificationQueries).byNumber(odette, number)).standing.standing).toBe('suspended');
  });
});

describe('rules that changed while an application is open', () => {
  it('· do not change what it asks to be signed: the code and the attestation are those it was opened under', async () => {
    const { rosa, visitor } = await trained();
    await visitor.post('/application?program=family');
    await body.get(Programs).importProgram(family('I am a relative', 'I am a near relative'));
    expect((await body.get(ProgramQueries).inForce('family')).version).toBe(2);
    expect(await open(visitor, '/attestation?program=family')).toContain('I am a relative of somebody');
    const other = (await trained(10, CAST.amir)).visitor;
    expect(await open(other, '/attestation?program=family')).toContain('I am a near relative of somebody');
    await visitor.post('/attestation?program=family', { agreed: 'yes', signature: rosa.name });
    expect(await body.read(`select statement from attestations where person_id = $1`, [rosa.id])).toEqual([{ statement: 'I am a relative of somebody in recovery.' }]);
  });

  it('· and another code of ethics: the one that was asked is shown and signed', async () => {
    const { rosa, visitor } = await trained();
    await visitor.post('/application?program=model');
    const text = model!.ethics.text.replace('version: 1', 'version: 2').replace('The person leads', 'The person leads, always');
    await body.get(Programs).importProgram({ program: { ...model!.program, text: model!.program.text.replace(/(kind: ethics-signature[\s\S]*?version: )1/, '$12') }, ethics: { ...model!.ethics, text } });
    expect(await open(visitor, '/ethics?program=model')).toContain('Version 1');
    expect((await visitor.post('/ethics/signature?program=model', { agreed: 'yes', signature: rosa.name }, '/ethics?program=model')).location).toBe('/certification?program=model');
    expect(await body.read(`select t.version from ethics_signatures s join ethics_texts t on t.id = s.text_id where s.person_id = $1`, [rosa.id])).toEqual([{ version: 1 }]);
    expect(await open((await trained(10, CAST.amir)).visitor, '/ethics?program=model')).toContain('Version 2');
  });

  it('· a program that begins later is not offered before its day', async () => {
    const { rosa, visitor } = await trained();
    await body.get(Programs).importProgram({ ...family(), program: { file: 'later.yaml', text: FAMILY.replace('slug: family', 'slug: later').replace('effectiveFrom: 2024-01-01', 'effectiveFrom: 2027-01-01') } });
    expect((await chosen(rosa)).choices.map(({ rules }) => rules.slug)).toEqual(['model', 'family']);
    expect((await visitor.get('/certification?program=later')).status).toBe(404);
  });
});
