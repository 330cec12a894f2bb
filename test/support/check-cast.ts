import { AssessmentContent, CheckQueries, Checks, ContentQueries, type CheckOnOffer, type ItemContent } from '#libs/assessment';
import { newId, type Clock, type Settings } from '#libs/kernel';
import { Jobs, type Database } from '#libs/persistence';
import { RecordQueries, TrainingRecord } from '#libs/record';

/** All that takes a check, over one database. */
export interface CheckHouse {
  readonly content: AssessmentContent;
  readonly checks: Checks;
  readonly queries: CheckQueries;
  readonly record: RecordQueries;
  readonly organizationId: string;
  /** Publishes the items and makes a check of them, as a course would. */
  offer(items: readonly ItemContent[], changes?: Partial<CheckOnOffer>): Promise<CheckOnOffer>;
}

export async function checkHouse(database: Database, clock: Clock, settings: Settings): Promise<CheckHouse> {
  const content = new AssessmentContent(database, clock);
  const record = new RecordQueries(database);
  const contentQueries = new ContentQueries(database);
  const queries = new CheckQueries(database, contentQueries, record);
  const checks = new Checks(database, clock, settings, contentQueries, new TrainingRecord(database, clock, settings, new Jobs(database)), queries);
  const [organizationId, cohortId] = [newId(), newId()];
  await database.read(`insert into organizations (id, name, slug, added_at) values ($1, 'Harbor House', 'harbor', now())`, [organizationId]);
  const offer = async (items: readonly ItemContent[], changes: Partial<CheckOnOffer> = {}): Promise<CheckOnOffer> => {
    const itemVersionIds = Object.values((await content.publish({ items, scenarios: [], rubrics: [] })).items);
    return { checkKey: 'engagement/check', moduleLineage: 'engagement', title: 'Engagement: check', itemVersionIds, draw: 10, passPercent: 80, competencies: ['IX.2'], cohortId, organizationId, ...changes };
  };
  return { content, checks, queries, record, organizationId, offer };
}
