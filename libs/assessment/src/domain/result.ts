import type { Criterion, LevelPoints, RubricContent } from './rubric.ts';

/** A criterion that stands between the trainee and "passed": what was shown, and what is asked. */
export interface Missing {
  readonly criterion: string;
  readonly title: string;
  readonly points: LevelPoints;
  readonly needed: LevelPoints;
  /** Level 1 where it may do harm: "not yet", whatever the sum. */
  readonly critical: boolean;
}

export interface Judgement {
  readonly outcome: 'passed' | 'not-yet';
  readonly points: number;
  readonly ofPoints: number;
  readonly missing: readonly Missing[];
}

export type ChosenLevels = Readonly<Record<string, LevelPoints>>;

const MOST_POINTS = 4;

/**
 * The outcome by the rubric's own rule. `levels` has one for every criterion. When it is "not yet", `missing` names each criterion below what is asked of all;
 * raising these passes.
 */
export function judge({ criteria, passRule }: RubricContent, levels: ChosenLevels): Judgement {
  const chosen = criteria.map((criterion) => ({ criterion, points: levels[criterion.key]! }));
  const points = chosen.reduce((sum, one) => sum + one.points, 0);
  const harmful = chosen.some(({ criterion, points }) => criterion.critical && points === 1);
  const every = chosen.every((one) => one.points >= passRule.everyCriterionAtLeast);
  const outcome = !harmful && (every || makesUpFor(chosen, passRule)) ? 'passed' : 'not-yet';
  return { outcome, points, ofPoints: criteria.length * MOST_POINTS, missing: outcome === 'passed' ? [] : chosen.flatMap((one) => lacking(one, passRule.everyCriterionAtLeast)) };
}

interface Chosen {
  readonly criterion: Criterion;
  readonly points: LevelPoints;
}

/** Strong criteria may make up for a weaker one, within the rule's bounds. Compared by multiplying: no mean is rounded. */
function makesUpFor(chosen: readonly Chosen[], rule: RubricContent['passRule']): boolean {
  const sum = chosen.reduce((total, { points }) => total + points, 0);
  const below = chosen.filter(({ points }) => points < 3).length;
  return sum * 100 >= rule.orMeanAtLeastHundredths * chosen.length && chosen.every(({ points }) => points > rule.withNoneAtOrBelow) && below <= rule.andAtMostBelowThree;
}

function lacking({ criterion, points }: Chosen, asked: LevelPoints): Missing[] {
  const critical = criterion.critical && points === 1;
  if (points >= asked && !critical) return [];
  return [{ criterion: criterion.key, title: criterion.title, points, needed: asked > points ? asked : 2, critical }];
}
