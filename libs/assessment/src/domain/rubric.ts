import { Fields, LINEAGE, readCompetencies, type Reading } from './reading.ts';

export type LevelPoints = 1 | 2 | 3 | 4;

/** One rung: its points, its name, and the behavior that a rater sees or hears there. */
export interface RubricLevel {
  readonly points: LevelPoints;
  readonly name: string;
  readonly behavior: string;
  readonly examples: readonly string[];
}

export interface Criterion {
  readonly key: string;
  readonly title: string;
  readonly competencies: readonly string[];
  /** Level 1 here is "not yet", whatever the other criteria say. */
  readonly critical: boolean;
  /** Four, from 1 point to 4. */
  readonly levels: readonly RubricLevel[];
}

/**
 * Passed when every criterion has at least `everyCriterionAtLeast` points; or when the mean (in hundredths of a point) reaches `orMeanAtLeastHundredths`,
 * no criterion is at or below `withNoneAtOrBelow`, and at most `andAtMostBelowThree` criteria are below three. A critical criterion at level 1 never passes.
 */
export interface PassRule {
  readonly everyCriterionAtLeast: LevelPoints;
  readonly orMeanAtLeastHundredths: number;
  readonly withNoneAtOrBelow: LevelPoints;
  readonly andAtMostBelowThree: number;
}

export interface RubricContent {
  readonly lineage: string;
  readonly title: string;
  readonly passRule: PassRule;
  readonly criteria: readonly Criterion[];
  /** By language; `outdated` where this text was changed since. */
  readonly translations?: Readonly<Record<string, RubricWords & { readonly outdated?: boolean }>>;
}

/** What is translated of a rubric: criteria and levels in their order. */
export interface RubricWords {
  readonly title: string;
  readonly criteria: readonly { readonly key: string; readonly title: string; readonly levels: readonly Omit<RubricLevel, 'points'>[] }[];
}

const LEVELS = 4;
const FEWEST_CRITERIA = 5;
const MOST_CRITERIA = 8;

export function readRubric(raw: unknown): Reading<RubricContent> {
  return Fields.read(raw, (fields) => {
    const rubric = {
      lineage: fields.matching('lineage', LINEAGE, 'a key such as module/rubric/listening'),
      title: fields.text('title'),
      passRule: fields.within('passRule', readPassRule),
      criteria: fields.each('criteria', 1, readCriterion),
    };
    checkCriteria(rubric.criteria, fields);
    return rubric;
  });
}

/** Reads the words of a rubric in another language: the same criteria, each with its four levels. */
export function readRubricWords(raw: unknown, { criteria }: Pick<RubricContent, 'criteria'>): Reading<RubricWords> {
  return Fields.read(raw, (fields) => {
    const words = { title: fields.text('title'), criteria: fields.each('criteria', 1, readCriterionWords) };
    const [keys, wanted] = [words.criteria, criteria].map((all) => all.map(({ key }) => key).join(', '));
    if (keys !== wanted) fields.fault(['criteria'], `must be those of the rubric, in its order: ${wanted}`);
    return words;
  });
}

function readCriterionWords(fields: Fields): RubricWords['criteria'][number] {
  const words = { key: fields.text('key'), title: fields.text('title'), levels: fields.each('levels', 1, readLevelWords) };
  if (words.levels.length !== LEVELS) fields.fault(['levels'], `must be four, not ${words.levels.length}`);
  return words;
}

const readLevelWords = (fields: Fields): Omit<RubricLevel, 'points'> => ({ name: fields.text('name'), behavior: fields.text('behavior'), examples: fields.texts('examples') });

function readPassRule(fields: Fields): PassRule {
  return {
    everyCriterionAtLeast: fields.whole('everyCriterionAtLeast', 2, LEVELS) as LevelPoints,
    orMeanAtLeastHundredths: fields.whole('orMeanAtLeastHundredths', 100, LEVELS * 100),
    withNoneAtOrBelow: fields.whole('withNoneAtOrBelow', 1, LEVELS - 1) as LevelPoints,
    andAtMostBelowThree: fields.whole('andAtMostBelowThree', 0, MOST_CRITERIA),
  };
}

function readCriterion(fields: Fields): Criterion {
  const criterion = {
    key: fields.matching('key', /^[a-z][a-z0-9-]*$/, 'a short key of small letters'),
    title: fields.text('title'),
    competencies: readCompetencies(fields),
    critical: fields.tick('critical'),
    levels: fields.each('levels', 1, readLevel),
  };
  const points = criterion.levels.map((level) => level.points).join(', ');
  if (points !== '' && points !== '1, 2, 3, 4') fields.fault(['levels'], `must be four, with 1, 2, 3 and 4 points in that order, not ${points}`);
  return criterion;
}

function readLevel(fields: Fields): RubricLevel {
  return { points: fields.whole('points', 1, LEVELS) as LevelPoints, ...readLevelWords(fields) };
}

function checkCriteria(criteria: readonly Criterion[], fields: Fields): void {
  if (criteria.length === 0) return;
  if (criteria.length < FEWEST_CRITERIA || criteria.length > MOST_CRITERIA) fields.fault(['criteria'], `must be ${FEWEST_CRITERIA} to ${MOST_CRITERIA}, not ${criteria.length}`);
  const keys = criteria.map((criterion) => criterion.key);
  for (const [at, { key, critical }] of criteria.entries()) {
    if (keys.indexOf(key) < at) fields.fault(['criteria', at, 'key'], `"${key}" is the key of an earlier criterion`);
    if ((key === 'boundaries' || key === 'crisis') && !critical) fields.fault(['criteria', at, 'critical'], `must be true for ${key}: harm there cannot be made up for elsewhere`);
  }
  if (!keys.includes('boundaries')) fields.fault(['criteria'], 'must include boundaries');
}
