import { describe, expect, it } from '@jest/globals';
import { addDays, day } from '#libs/kernel';
import { evaluate, openGaps, type Evidence, type StatementFact } from './evaluation.ts';
import type { Requirement, Requirements } from './requirements.ts';
import { countedFor } from './second-look.ts';

// What must hold of the rule whatever a program asks and a person has, over many made-up cases; the same ones each time.

const TODAY = day('2026-11-22');
const source = { title: 'A standard', url: 'https://example.org', verifiedOn: TODAY, note: null };
const CASES = 300;

/** Mulberry32: small, even, and repeatable. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const KINDS = ['lesson', 'meeting', 'transferred-training', 'supervised-hours', 'supervision', 'role-play', 'check'];
const DOMAINS = ['ethics', 'advocacy', null];

function statement(roll: (sides: number) => number, at: number): StatementFact {
  const kind = KINDS[roll(KINDS.length)]!;
  return { id: `s${at}`, kind, verb: kind === 'role-play' && roll(3) > 0 ? 'passed' : 'completed', lineage: `l${roll(3)}`, day: addDays(TODAY, roll(9) - 6), minutes: roll(4) === 0 ? null : roll(500) + 1, domain: DOMAINS[roll(3)]! };
}

function program(roll: (sides: number) => number): Requirements {
  const named = (key: string) => ({ key, title: `Title ${key}`, waivable: roll(2) === 0, source });
  const all: Requirement[] = [
    { ...named('training'), kind: 'training-minutes', minutes: roll(3_000) + 1 },
    { ...named('ethics-hours'), kind: 'domain-minutes', domain: 'ethics', minutes: roll(1_000) + 1 },
    { ...named('play'), kind: 'role-play', lineage: `l${roll(3)}` },
    { ...named('experience'), kind: 'experience-minutes', minutes: roll(2_000) + 1 },
    { ...named('supervision'), kind: 'supervision-ratio', experiencePerSupervision: roll(30) + 1 },
    { ...named('code'), kind: 'ethics-signature', version: roll(2) + 1 },
    { ...named('lived'), kind: 'attestation' },
  ];
  return { countsAsTraining: KINDS.slice(0, roll(3) + 1), requirements: all.filter(({ kind }) => kind === 'experience-minutes' || roll(4) > 0) };
}

interface Case {
  readonly set: Requirements;
  readonly evidence: Evidence;
}

function made(seed: number): Case {
  const roll = dice(seed);
  const set = program(roll);
  return {
    set,
    evidence: {
      statements: Array.from({ length: roll(25) }, (_, at) => statement(roll, at)),
      signatures: Array.from({ length: roll(3) }, (_, at) => ({ id: `g${at}`, version: roll(2) + 1, day: addDays(TODAY, roll(5) - 3) })),
      attestations: Array.from({ length: roll(2) }, (_, at) => ({ id: `a${at}`, day: addDays(TODAY, roll(5) - 3) })),
      waivers: set.requirements.filter(() => roll(4) === 0).map(({ key }) => ({ id: `w-${key}`, requirementKey: key })),
    },
  };
}
const forEach = (check: (made: Case, seed: number) => void): void => {
  for (let seed = 1; seed <= CASES; seed++) check(made(seed), seed);
};

describe('whatever a program asks and a person has', () => {
  it('· each requirement has one answer, in the order of the program', () =>
    forEach(({ set, evidence }) => expect(evaluate(set, evidence, TODAY).outcomes.map(({ key, kind }) => [key, kind])).toEqual(set.requirements.map(({ key, kind }) => [key, kind]))));

  it('· what is had and what is missing make what is needed, or more than that is had', () =>
    forEach(({ set, evidence }) => {
      for (const { needed, have, gap, met } of evaluate(set, evidence, TODAY).outcomes) {
        expect([gap, met]).toEqual([Math.max(0, needed - have), have >= needed]);
        expect([needed, have, gap].every(Number.isInteger)).toBe(true);
        expect(needed).toBeGreaterThan(0);
      }
    }));

  it('· the minutes had are the sum of what counted', () =>
    forEach(({ set, evidence }) => {
      const minutes = new Map(evidence.statements.map((one) => [one.id, one.minutes ?? 0]));
      for (const { unit, have, counted } of evaluate(set, evidence, TODAY).outcomes) if (unit === 'minutes') expect(counted.reduce((sum, id) => sum + minutes.get(id)!, 0)).toBe(have);
    }));

  it('· nothing counts twice for one requirement, and nothing of a later day counts', () =>
    forEach(({ set, evidence }) => {
      const days = new Map([...evidence.statements, ...evidence.signatures, ...evidence.attestations].map((one) => [one.id, one.day]));
      for (const { counted } of evaluate(set, evidence, TODAY).outcomes) {
        expect(new Set(counted).size).toBe(counted.length);
        expect(counted.every((id) => days.get(id)! <= TODAY)).toBe(true);
      }
    }));

  it('· the order in which things were recorded changes no answer', () =>
    forEach(({ set, evidence }) => {
      const told = (of: Evidence) => evaluate(set, of, TODAY).outcomes.map(({ counted, ...outcome }) => ({ ...outcome, counted: [...counted].sort() }));
      expect(told({ ...evidence, statements: evidence.statements.toReversed() })).toEqual(told(evidence));
    }));

  it('· one statement more never takes anything away', () =>
    forEach(({ set, evidence }, seed) => {
      const more = { ...evidence, statements: [...evidence.statements, { ...statement(dice(seed + 10_000), 999), day: TODAY }] };
      const [before, after] = [evaluate(set, evidence, TODAY), evaluate(set, more, TODAY)];
      before.outcomes.forEach(({ have, met }, at) => {
        expect(after.outcomes[at]!.have).toBeGreaterThanOrEqual(have);
        if (met) expect(after.outcomes[at]!.met).toBe(true);
      });
      if (before.eligible) expect(after.eligible).toBe(true);
    }));

  it('· a later day never takes anything away', () =>
    forEach(({ set, evidence }) => {
      const [now, later] = [evaluate(set, evidence, TODAY), evaluate(set, evidence, addDays(TODAY, 30))];
      now.outcomes.forEach(({ have }, at) => expect(later.outcomes[at]!.have).toBeGreaterThanOrEqual(have));
    }));

  it('· taking a statement away changes only what it had counted for', () =>
    forEach(({ set, evidence }) => {
      const [gone, ...statements] = evidence.statements;
      if (!gone) return;
      const [before, after] = [evaluate(set, evidence, TODAY), evaluate(set, { ...evidence, statements }, TODAY)];
      const touched = countedFor(before, gone.id);
      before.outcomes.forEach((outcome, at) => {
        if (!touched.includes(outcome.title)) expect(after.outcomes[at]).toEqual(outcome);
        else expect(after.outcomes[at]!.counted).not.toContain(gone.id);
      });
    }));

  it('· a waiver excuses from what can be waived, hides no gap, and changes no other answer', () =>
    forEach(({ set, evidence }) => {
      const without = evaluate(set, { ...evidence, waivers: [] }, TODAY).outcomes;
      evaluate(set, evidence, TODAY).outcomes.forEach(({ waivedBy, ...outcome }, at) => {
        const { waivedBy: none, ...same } = without[at]!;
        expect([outcome, none]).toEqual([same, null]);
        const waived = evidence.waivers.some(({ requirementKey }) => requirementKey === outcome.key);
        expect(waivedBy).toBe(waived && outcome.waivable ? `w-${outcome.key}` : null);
      });
    }));

  it('· eligible is who has no open gap, and nobody else', () =>
    forEach(({ set, evidence }) => {
      const { eligible, outcomes } = evaluate(set, evidence, TODAY);
      expect(eligible).toBe(outcomes.every(({ met, waivedBy }) => met || waivedBy !== null));
      expect(openGaps({ outcomes }).every(({ met, waivedBy, gap }) => !met && waivedBy === null && gap > 0)).toBe(true);
    }));

  it('· the cases reach both answers of every kind', () => {
    const seen = new Set<string>();
    forEach(({ set, evidence }) => {
      const { eligible, outcomes } = evaluate(set, evidence, TODAY);
      seen.add(`eligible ${eligible}`);
      for (const { kind, met } of outcomes) seen.add(`${kind} ${met}`);
    });
    expect(seen.size).toBe(2 + 2 * 7);
  });
});

describe('what a statement had counted for', () => {
  const outcome = (title: string, ...counted: string[]) => ({ title, counted });
  it.each([
    ['s1', ['Training', 'Ethics']],
    ['s2', ['Training']],
    ['s3', []],
    ['', []],
  ] as const)('· %j: %j', (id, titles) => expect(countedFor({ outcomes: [outcome('Training', 's1', 's2'), outcome('Ethics', 's1'), outcome('Hours')] }, id)).toEqual(titles));
  it('· is nothing in an empty checklist', () => expect(countedFor({ outcomes: [] }, 's1')).toEqual([]));
});
