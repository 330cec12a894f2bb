import { AssessmentContent, type LevelPoints, type RatingDraft, type RolePlayOnOffer, type RubricContent, type ScenarioContent } from '#libs/assessment';
import { newId } from '#libs/kernel';
import type { Database } from '#libs/persistence';
import { StillClock } from '../../support/cast.ts';
import { block, cluster, madeWebm } from '../../files/support/made-webm.ts';
import { randomBytes } from 'node:crypto';

const NAMES = ['Potentially harmful', 'Developing', 'Competent', 'Skilled'];
const criterion = (key: string, title: string, critical = false): RubricContent['criteria'][number] => ({
  key,
  title,
  competencies: ['IX.2'],
  critical,
  levels: NAMES.map((name, at) => ({ points: (at + 1) as LevelPoints, name, behavior: `${name}: what one hears of ${title.toLowerCase()}`, examples: [`"${key} ${at + 1}"`] })),
});

export const RUBRIC: RubricContent = {
  lineage: 'ethics/rubric/boundaries',
  title: 'Kind limits',
  passRule: { everyCriterionAtLeast: 3, orMeanAtLeastHundredths: 300, withNoneAtOrBelow: 1, andAtMostBelowThree: 1 },
  criteria: [criterion('listening', 'Hears the need'), criterion('boundaries', 'Keeps limits', true), criterion('privacy', 'Honest about secrets'), criterion('crisis', 'Asks about danger', true), criterion('bridge', 'Offers something real')],
};

export const SCENARIO: ScenarioContent = {
  lineage: 'ethics/role-play/boundaries',
  rolePlay: 'ethics/role-play/boundaries',
  title: 'Marisol asks for more',
  competencies: ['XII.1', 'IX.6'],
  prepareMinutes: 10,
  performMinutes: 12,
  setting: 'A small meeting room on a weekday afternoon.',
  traineeCard: '## What you know\n- Marisol is 23.\n\nListen, and let her know that she matters.',
  contentNote: 'This talk touches on drinking.',
  persona: { name: 'Marisol', pronouns: 'she/her', age: 23, summary: 'Warm and lonely.', mood: 'Bright at first.', goals: ['To borrow forty dollars'], revealOnlyIfAsked: ['Her phone bill is late.'], lines: ["You're not like the others."], opensUp: ['Being told that she matters'], closes: ['A lecture'] },
  unsafe: ['Gives money'],
  rubric: 'ethics/rubric/boundaries',
  sources: [{ title: 'A code', url: 'https://example.org/code' }],
};

/** Publishes the scenario and its rubric, and founds two organizations; answers what course would hand to a role play. */
export async function setStage(database: Database, clock = new StillClock()): Promise<{ offer: RolePlayOnOffer; here: string; elsewhere: string }> {
  const { scenarios, rubrics } = await new AssessmentContent(database, clock).publish({ items: [], scenarios: [SCENARIO], rubrics: [RUBRIC] });
  const [here, elsewhere] = [newId(), newId()];
  for (const id of [here, elsewhere]) await database.read(`insert into organizations (id, slug, name, added_at) values ($1, $2, $2, now())`, [id, `org-${id}`]);
  return { offer: { rolePlay: SCENARIO.rolePlay, scenarioVersionIds: [scenarios[SCENARIO.lineage]!], rubricVersionId: rubrics[RUBRIC.lineage]!, moduleLineage: 'ethics', cohortId: newId(), organizationId: here }, here, elsewhere };
}

export async function giveRole(database: Database, personId: string, role: string, organizationId: string): Promise<void> {
  await database.read(`insert into role_grants (id, person_id, role, organization_id, granted_at) values ($1, $2, $3, $4, now())`, [newId(), personId, role, organizationId]);
}

/** A recording of eight seconds that nobody else has; parsable, though its frames are noise. */
export function talk(): Buffer {
  const blocks = Array.from({ length: 8 }, (_, second) => block(1, second * 1000, second % 2 === 0, randomBytes(300)));
  return madeWebm({ clusters: [cluster(0, blocks)] });
}

/** A whole draft with one level for each criterion, in order, and evidence for the outer ones. */
export function rated(...levels: LevelPoints[]): RatingDraft {
  const criteria = RUBRIC.criteria.map(({ key }, at) => [key, { level: levels[at] ?? 3, evidence: levels[at] === 1 || levels[at] === 4 ? [65] : [], comment: '' }] as const);
  return { criteria: Object.fromEntries(criteria), comments: [{ seconds: 83, text: 'You named the feeling — 很好' }], summary: 'Thank you, Rosa.' };
}
