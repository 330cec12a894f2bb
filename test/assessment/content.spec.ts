import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AssessmentContent, ContentQueries, ItemVersion, type ItemContent } from '#libs/assessment';
import { newId } from '#libs/kernel';
import { StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { singleItem } from '../support/items.ts';

let house: TestDatabase;
let content: AssessmentContent;
let queries: ContentQueries;
const publish = (...items: ItemContent[]) => content.publish({ items, scenarios: [], rubrics: [] });

beforeAll(async () => {
  house = await testDatabase([ItemVersion]);
  content = new AssessmentContent(house.database, new StillClock());
});
beforeEach(() => {
  queries = new ContentQueries(house.database);
});
afterAll(() => house.drop());

describe('published content', () => {
  it('· keeps its version while it is the same, whatever the order of its lines', async () => {
    const first = await publish(singleItem(1), singleItem(2));
    const reordered = Object.fromEntries(Object.entries(singleItem(1)).toReversed()) as unknown as ItemContent;
    expect(await publish(reordered, singleItem(2))).toEqual(first);
    expect(Object.keys(first.items).sort()).toEqual(['engagement/check/01', 'engagement/check/02']);
  });

  it('· gets another version when a word changed, and the old one stays as it was', async () => {
    const before = (await publish(singleItem(3))).items['engagement/check/03']!;
    const after = (await publish(singleItem(3, { stem: 'Mended' }))).items['engagement/check/03']!;
    expect(after).not.toBe(before);
    expect((await queries.items([after, before])).map((item) => item.stem)).toEqual(['Mended', singleItem(3).stem]);
  });

  it('· that goes back to an older wording is that older version again', async () => {
    const before = await publish(singleItem(4));
    await publish(singleItem(4, { stem: 'Mended' }));
    expect(await publish(singleItem(4))).toEqual(before);
  });

  it('· is published once by two at the same moment', async () => {
    const [one, other] = await Promise.all([publish(singleItem(5), singleItem(6)), publish(singleItem(6), singleItem(5))]);
    expect(one).toEqual(other);
  });

  it('· joins the transaction of who publishes', async () => {
    const act = house.database.transaction(async () => {
      await publish(singleItem(7));
      throw new Error('the curriculum was refused');
    });
    await expect(act).rejects.toThrow('the curriculum was refused');
    expect(await house.database.rows(ItemVersion).countBy({ lineage: 'engagement/check/07' })).toBe(0);
  });

  it('· can neither be changed nor deleted by the app', async () => {
    await expect(house.database.read(`update item_versions set lineage = 'x'`)).rejects.toThrow('permission denied');
    await expect(house.database.read(`delete from rubric_versions`)).rejects.toThrow('permission denied');
  });

  it('· is missing by an id that was never published', async () => {
    await expect(queries.rubric(newId())).rejects.toThrow('NotFound');
    await expect(queries.items([(await publish(singleItem(1))).items['engagement/check/01']!, newId()])).rejects.toThrow('NotFound');
  });
});
