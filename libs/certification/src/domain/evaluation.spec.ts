import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { evaluate, openGaps, type Evidence, type StatementFact } from './evaluation.ts';
import type { Requirement, Requirements } from './requirements.ts';

const source = { title: 'A standard', url: 'https://example.org', verifiedOn: day('2026-11-22'), note: null };
const named = { title: 'A requirement', waivable: true, source };
const TODAY = day('2026-11-22');
const HOURS = 60;

const training: Requirement = { ...named, key: 'training', kind: 'training-minutes', minutes: 60 * HOURS };
const ethics: Requirement = { ...named, key: 'training-ethics', kind: 'domain-minutes', domain: 'ethics', minutes: 16 * HOURS };
const experience: Requirement = { ...named, key: 'experience', kind: 'experience-minutes', minutes: 120 * HOURS };
const supervision: Requirement = { ...named, key: 'supervision', kind: 'supervision-ratio', experiencePerSupervision: 25 };
const rolePlay: Requirement = { ...named, key: 'listening', kind: 'role-play', lineage: 'engagement/role-play/listening' };
const code: Requirement = { ...named, key: 'ethics', kind: 'ethics-signature', version: 2, waivable: false };
const attestation: Requirement = { ...named, key: 'lived-experience', kind: 'attestation', waivable: false };

const set = (...requirements: Requirement[]): Requirements => ({ countsAsTraining: ['lesson', 'meeting', 'transferred-training'], requirements });
const none: Evidence = { statements: [], signatures: [], attestations: [], waivers: [] };

let made = 0;
const fact = (changes: Partial<StatementFact>): StatementFact => ({ id: `s${++made}`, kind: 'lesson', verb: 'completed', lineage: 'x', day: TODAY, minutes: 60, domain: 'ethics', ...changes });
const of = (...statements: StatementFact[]): Evidence => ({ ...none, statements });
const only = (requirement: Requirement, evidence: Evidence, on = TODAY) => evaluate(set(requirement), evidence, on).outcomes[0]!;

describe('training hours', () => {
  it.each([
    ['none of them', 0, 3600, false],
    ['one minute short', 3599, 1, false],
    ['exactly', 3600, 0, true],
    ['more', 3601, 0, true],
  ])('· %s', (_, minutes, gap, met) => {
    const evidence = of(...(minutes > 0 ? [fact({ minutes })] : []));
    expect(only(training, evidence)).toMatchObject({ needed: 3600, have: minutes, gap, met, unit: 'minutes' });
  });

  it.each([
    ['lesson', 60],
    ['meeting', 60],
    ['transferred-training', 60],
    ['check', 0],
    ['role-play', 0],
    ['supervised-hours', 0],
    ['supervision', 0],
    ['continuing-education', 0],
  ])('· of kind %s count %i minutes of an hour', (kind, have) => expect(only(training, of(fact({ kind }))).have).toBe(have));

  it('· list what counted, also beyond the need, and never what carries no minutes', () => {
    const facts = [fact({ minutes: 3600 }), fact({ minutes: 30 }), fact({ minutes: null })];
    expect(only(training, of(...facts)).counted).toEqual([facts[0]!.id, facts[1]!.id]);
  });

  it('· of tomorrow do not count today', () => expect(only(training, of(fact({ day: day('2026-11-23') }))).have).toBe(0));
});

describe('hours of a domain', () => {
  it('· count that domain only', () => expect(only(ethics, of(fact({}), fact({ domain: 'advocacy' }), fact({ domain: null })))).toMatchObject({ have: 60, gap: 900 }));
  it('· are training, not experience in the same domain', () => expect(only(ethics, of(fact({ kind: 'supervised-hours' }))).have).toBe(0));
});

describe('experience', () => {
  it('· counts supervised hours only', () => expect(only(experience, of(fact({ kind: 'supervised-hours', minutes: 7199 }), fact({ minutes: 600 })))).toMatchObject({ have: 7199, gap: 1 }));
});

describe('supervision', () => {
  const given = (minutes: number, received: number) =>
    evaluate(set(experience, supervision), of(fact({ kind: 'supervised-hours', minutes }), ...(received > 0 ? [fact({ kind: 'supervision', minutes: received })] : [])), TODAY).outcomes[1]!;

  it.each([
    ['is not met by 0 of 0', 1, 0, 288, false],
    ['is a minute short', 7200, 287, 1, false],
    ['is 1 hour for each 25', 7200, 288, 0, true],
    ['is asked for the hours asked, not for those served beyond', 12_000, 288, 0, true],
  ])('· %s', (_, minutes, received, gap, met) => expect(given(minutes, received)).toMatchObject({ needed: 288, gap, met }));

  it('· is rounded up to a whole minute', () => {
    const short: Requirement = { ...named, key: 'experience', kind: 'experience-minutes', minutes: 26 };
    expect(evaluate(set(short, supervision), none, TODAY).outcomes[1]).toMatchObject({ needed: 2 });
  });
});

describe('a role play', () => {
  const play = (changes: Partial<StatementFact>) => fact({ kind: 'role-play', verb: 'passed', lineage: 'engagement/role-play/listening', minutes: null, ...changes });
  it('· passed is met', () => expect(only(rolePlay, of(play({})))).toMatchObject({ met: true, unit: 'times', gap: 0 }));
  it('· of another lineage is a gap of one', () => expect(only(rolePlay, of(play({ lineage: 'other' })))).toMatchObject({ met: false, gap: 1 }));
  it('· only completed is not passed', () => expect(only(rolePlay, of(play({ verb: 'completed' }))).met).toBe(false));
  it('· passed twice counts both and is met once', () => expect(only(rolePlay, of(play({}), play({})))).toMatchObject({ have: 1, gap: 0, counted: { length: 2 } }));
});

describe('signature and attestation', () => {
  const signed = (version: number, on = TODAY): Evidence => ({ ...none, signatures: [{ id: 'g', version, day: on }] });
  it('· of another version of the code does not count', () => expect(only(code, signed(1)).met).toBe(false));
  it('· of this version counts', () => expect(only(code, signed(2))).toMatchObject({ met: true, counted: ['g'] }));
  it('· of a later day does not count yet', () => expect(only(code, signed(2, day('2026-11-23'))).met).toBe(false));
  it('· a yes is enough', () => expect(only(attestation, { ...none, attestations: [{ id: 'a', day: TODAY }] }).met).toBe(true));
});

describe('eligibility', () => {
  const all = set(training, code);
  const hours = of(fact({ minutes: 3600 }));
  const signatures = [{ id: 'g', version: 2, day: TODAY }];
  const waivers = [
    { id: 'w1', requirementKey: 'training' },
    { id: 'w2', requirementKey: 'ethics' },
  ];

  it('· needs everything', () => {
    expect(evaluate(all, hours, TODAY).eligible).toBe(false);
    expect(evaluate(all, { ...hours, signatures }, TODAY).eligible).toBe(true);
  });
  it('· accepts a waiver, and still shows the gap', () => {
    const answer = evaluate(all, { ...none, signatures, waivers }, TODAY);
    expect(answer.eligible).toBe(true);
    expect(answer.outcomes[0]).toMatchObject({ met: false, gap: 3600, waivedBy: 'w1' });
  });
  it('· knows no waiver of what cannot be waived', () => expect(openGaps(evaluate(all, { ...hours, waivers }, TODAY)).map(({ key }) => key)).toEqual(['ethics']));
});
