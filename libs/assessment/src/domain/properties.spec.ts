import { describe, expect, it } from '@jest/globals';
import { judgeAnswer, sameChoice } from './answer.ts';
import { drawCheck, type DrawableItem } from './drawing.ts';
import { gapsOf, readDraft, readSeconds } from './rating.ts';
import { judge, type ChosenLevels } from './result.ts';
import type { Criterion, LevelPoints, PassRule, RubricContent } from './rubric.ts';
import { isRight, pointsToPass, scoreCheck } from './scoring.ts';

// Rules of arithmetic held against all cases, or against many made by a seed: what a table of edges may have missed.
const LEVELS: readonly LevelPoints[] = [1, 2, 3, 4];
const KEYS = ['listening', 'language', 'story', 'boundaries', 'crisis'] as const;
const criterion = (key: string): Criterion => ({ key, title: key, competencies: [], critical: key === 'boundaries' || key === 'crisis', levels: LEVELS.map((points) => ({ points, name: '', behavior: '', examples: [] })) });
const rubric = (passRule: PassRule): RubricContent => ({ lineage: 'm/rubric/x', title: 'x', passRule, criteria: KEYS.map(criterion) });
const ALL: readonly ChosenLevels[] = LEVELS.flatMap((a) => LEVELS.flatMap((b) => LEVELS.flatMap((c) => LEVELS.flatMap((d) => LEVELS.map((e) => ({ listening: a, language: b, story: c, boundaries: d, crisis: e }))))));
const RULES: readonly PassRule[] = [
  { everyCriterionAtLeast: 3, orMeanAtLeastHundredths: 300, withNoneAtOrBelow: 1, andAtMostBelowThree: 1 },
  { everyCriterionAtLeast: 2, orMeanAtLeastHundredths: 250, withNoneAtOrBelow: 1, andAtMostBelowThree: 5 },
  { everyCriterionAtLeast: 4, orMeanAtLeastHundredths: 400, withNoneAtOrBelow: 3, andAtMostBelowThree: 0 },
  { everyCriterionAtLeast: 3, orMeanAtLeastHundredths: 100, withNoneAtOrBelow: 2, andAtMostBelowThree: 7 },
];
const levelsOf = (levels: ChosenLevels): LevelPoints[] => KEYS.map((key) => levels[key]!);
const raised = (levels: ChosenLevels, key: string): ChosenLevels => ({ ...levels, [key]: Math.min(4, levels[key]! + 1) as LevelPoints });

describe.each(RULES.map((rule) => [JSON.stringify(rule), rule] as const))('of all 1,024 ratings by the rule %s', (_, rule) => {
  const measure = rubric(rule);

  it('· harm is never made up for', () => {
    for (const levels of ALL.filter(({ boundaries, crisis }) => boundaries === 1 || crisis === 1)) expect(judge(measure, levels).outcome).toBe('not-yet');
  });

  it('· a higher level never takes a pass away', () => {
    for (const levels of ALL.filter((one) => judge(measure, one).outcome === 'passed')) for (const key of KEYS) expect([levels, key, judge(measure, raised(levels, key)).outcome]).toEqual([levels, key, 'passed']);
  });

  it('· what is missing is named exactly when it is not passed', () => {
    for (const levels of ALL) {
      const { outcome, missing } = judge(measure, levels);
      expect([levels, missing.length > 0]).toEqual([levels, outcome === 'not-yet']);
    }
  });

  it('· reaching what is named as missing passes', () => {
    for (const levels of ALL) {
      const reached = judge(measure, levels).missing.reduce<ChosenLevels>((sum, { criterion: key, needed }) => ({ ...sum, [key]: needed }), levels);
      expect([levels, judge(measure, reached).outcome]).toEqual([levels, 'passed']);
    }
  });

  it('· what is named is below what is asked of it, and told with its own points', () => {
    for (const levels of ALL) {
      for (const { criterion: key, points, needed, critical } of judge(measure, levels).missing) {
        expect([points, needed > points, critical]).toEqual([levels[key], true, points === 1 && (key === 'boundaries' || key === 'crisis')]);
      }
    }
  });

  it('· points are the sum, of four for each criterion', () => {
    for (const levels of ALL) expect(judge(measure, levels)).toMatchObject({ points: levelsOf(levels).reduce((sum, one) => sum + one, 0), ofPoints: 20 });
  });

  it('· the outcome is what the rule says in words', () => {
    for (const levels of ALL) {
      const all = levelsOf(levels);
      const every = Math.min(...all) >= rule.everyCriterionAtLeast;
      const mean = Math.round((all.reduce((sum, one) => sum + one, 0) * 100) / all.length);
      const makesUp = mean >= rule.orMeanAtLeastHundredths && Math.min(...all) > rule.withNoneAtOrBelow && all.filter((one) => one <= 2).length <= rule.andAtMostBelowThree;
      const harm = levels['boundaries'] === 1 || levels['crisis'] === 1;
      expect([levels, judge(measure, levels).outcome]).toEqual([levels, !harm && (every || makesUp) ? 'passed' : 'not-yet']);
    }
  });
});

const subsets = (count: number): number[][] => Array.from({ length: 2 ** count }, (_, bits) => Array.from({ length: count }, (_, at) => at).filter((at) => bits & (1 << at)));

describe('an item of up to five options', () => {
  it('· is right by exactly one set of ticks, in any order', () => {
    for (const count of [2, 3, 4, 5]) {
      for (const keys of subsets(count)) {
        const item = { options: Array.from({ length: count }, (_, at) => ({ key: keys.includes(at) })) };
        const right = subsets(count).filter((chosen) => isRight(item, chosen));
        expect(right).toEqual([keys]);
        expect(isRight(item, keys.toReversed())).toBe(true);
      }
    }
  });
});

describe('a pass mark', () => {
  it('· asks the same of points as of percent, for every check up to 60 items', () => {
    for (let of = 1; of <= 60; of++) {
      const items = Array.from({ length: of }, () => ({ options: [{ key: true }, { key: false }] }));
      for (const passPercent of [0, 1, 33, 50, 66, 67, 70, 75, 80, 99, 100]) {
        const fewest = pointsToPass(of, passPercent);
        expect(fewest >= 0 && fewest <= of).toBe(true);
        for (const points of [fewest - 1, fewest, fewest + 1].filter((one) => one >= 0 && one <= of)) {
          const score = scoreCheck(items, items.map((_, at) => (at < points ? [0] : [1])), passPercent);
          expect([of, passPercent, points, score.passed, score.percent <= (points * 100) / of]).toEqual([of, passPercent, points, points >= fewest, true]);
        }
      }
    }
  });
});

describe('a draw, by any seed', () => {
  const items: readonly DrawableItem[] = Array.from({ length: 20 }, (_, at) => ({ versionId: `v${at}`, lineage: `l${at}`, kind: at % 5 === 0 ? 'true-false' : 'single', optionCount: at % 5 === 0 ? 2 : 3 + (at % 3) }));
  const seeds = Array.from({ length: 120 }, (_, n) => n * 17_895_697);

  it('· asks nothing twice, and each option once', () => {
    for (const seed of seeds) {
      const drawn = drawCheck(items, 8, new Set(), seed);
      expect(new Set(drawn.map(({ versionId }) => versionId)).size).toBe(8);
      for (const { versionId, optionOrder } of drawn) expect(optionOrder.toSorted((one, other) => one - other)).toEqual(Array.from({ length: items.find((item) => item.versionId === versionId)!.optionCount }, (_, at) => at));
    }
  });

  it('· takes what was asked last only where nothing fresh is left', () => {
    for (const [n, seed] of seeds.entries()) {
      const asked = new Set(items.slice(0, n % 21).map(({ lineage }) => lineage));
      const known = drawCheck(items, 8, asked, seed).filter(({ versionId }) => asked.has(versionId.replace('v', 'l')));
      expect(known).toHaveLength(Math.max(0, 8 - (20 - asked.size)));
    }
  });

  it('· changes nothing in what it is given', () => {
    const before = JSON.stringify(items);
    for (const seed of seeds.slice(0, 10)) drawCheck(items, 20, new Set(['l1']), seed);
    expect(JSON.stringify(items)).toBe(before);
  });

  it('· favors no item: each of twenty comes about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed++) for (const { versionId } of drawCheck(items, 5, new Set(), seed)) counts.set(versionId, (counts.get(versionId) ?? 0) + 1);
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
    expect(counts.size).toBe(20);
  });
});

describe('answers of two pages, in every order', () => {
  /** Plays saves against the rule; a page learns the newest step only when it was told. */
  const choices = [[], [0], [1], [0, 1]];
  it('· never lose one that was told as saved by a page which had not seen the newest', () => {
    for (const first of choices) {
      for (const second of choices) {
        for (const third of choices) {
          const steps: { sequence: number; chosen: readonly number[] }[] = [];
          const save = (sequence: number, chosen: readonly number[]): string => {
            const verdict = judgeAnswer(steps, { sequence, chosen });
            if (verdict === 'new') steps.push({ sequence: sequence + 1, chosen });
            return verdict;
          };
          save(0, first);
          const seen = steps.length;
          save(seen, second);
          const before = steps.at(-1);
          const late = save(0, third);
          if (late === 'new') expect(before).toBeUndefined();
          else expect(steps.at(-1)).toBe(before);
          if (late === 'kept' && before) expect(third.length === 0 || sameChoice(third, before.chosen)).toBe(true);
          expect(steps.map(({ sequence }) => sequence)).toEqual(steps.map((_, at) => at + 1));
        }
      }
    }
  });
});

describe('times that people write', () => {
  const two = (part: number): string => String(part).padStart(2, '0');
  it('· are read back as they are shown, for a whole day', () => {
    for (let seconds = 0; seconds <= 86_400; seconds += 37) {
      const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
      for (const written of [String(seconds), `${hours}:${two(minutes)}:${two(rest)}`, ...(hours === 0 ? [`${minutes}:${two(rest)}`] : [])]) expect([written, readSeconds(written)]).toEqual([written, seconds]);
    }
  });
  it.each(['86401', '24:00:01', '99999:59', '1:2:3:4', '1::2', ':5', '5:', '١:٢٣', '1,5', '+5', '0x10', ' ', 'Infinity'])('· that are none: "%s"', (written) => expect(readSeconds(written)).toBeNull());
  it.each([[true], [{}], [[5]], [null], [undefined], [Number.POSITIVE_INFINITY], [-0.5], [10n]])('· that are no text: %p', (raw) => expect(readSeconds(raw)).toBeNull());
});

describe('a draft read again', () => {
  const measure = rubric(RULES[0]!);
  const noise = (seed: number): unknown => {
    let state = seed + 1;
    const next = (most: number): number => (state = (state * 48_271) % 2_147_483_647) % most;
    const junk = (): unknown => [null, '', '王', -1, 4.5, [], {}, true, '9:99', 'x'.repeat(50)][next(10)];
    const notes = (): unknown => (next(4) === 0 ? junk() : { level: next(2) ? next(6) : String(next(6)), evidence: next(2) ? [next(500), String(next(500)), junk()] : `${next(90)}, 1:${next(60)}`, comment: junk() });
    return { criteria: Object.fromEntries([...KEYS, 'other'].map((key) => [key, notes()])), comments: Array.from({ length: next(6) }, () => ({ seconds: junk(), text: junk() })), summary: junk() };
  };

  it('· is the same, whatever came first', () => {
    for (let seed = 0; seed < 400; seed++) {
      const once = readDraft(noise(seed), measure);
      expect(readDraft(once, measure)).toEqual(once);
      expect(readDraft(JSON.parse(JSON.stringify(once)), measure)).toEqual(once);
    }
  });

  it('· holds the rubric’s criteria and no others, levels from 1 to 4, times in order and once', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { criteria, comments } = readDraft(noise(seed), measure);
      expect(Object.keys(criteria)).toEqual([...KEYS]);
      for (const { level, evidence } of Object.values(criteria)) {
        expect(level === null || LEVELS.includes(level)).toBe(true);
        expect(evidence).toEqual([...new Set(evidence)].toSorted((one, other) => one - other));
      }
      const times = comments.map(({ seconds }) => seconds ?? Number.POSITIVE_INFINITY);
      expect(times).toEqual(times.toSorted((one, other) => (one === other ? 0 : one - other)));
    }
  });

  it('· has a gap exactly where a level, its ground, or a moment within the recording is missing', () => {
    for (let seed = 0; seed < 400; seed++) {
      const draft = readDraft(noise(seed), measure);
      const gaps = gapsOf(measure, draft, 60_000);
      for (const key of KEYS) {
        const { level, evidence, comment } = draft.criteria[key]!;
        const expected = [...(level === null ? ['level'] : []), ...((level === 1 || level === 4) && evidence.length === 0 && comment === '' ? ['evidence'] : []), ...(evidence.some((at) => at > 60) ? ['beyond'] : [])];
        expect(gaps.filter((gap) => gap.criterion === key).map(({ kind }) => kind)).toEqual(expected);
      }
      expect(gaps.filter((gap) => gap.criterion === null)).toHaveLength(draft.comments.filter(({ seconds }) => (seconds ?? 0) > 60).length);
    }
  });
});
