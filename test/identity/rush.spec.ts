import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testSite, type TestSite } from '../support/site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

describe('a rush', () => {
  it('· of more people who sign up at one moment than there are connections to the database lets all of them in', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, async (_, n) => {
      const visitor = site.visitor();
      await visitor.get('/sign-up'); // a browser has the page, and its cookie, before it sends the form
      return { visitor, email: `rush-${n}@example.org` };
    }));
    const answers = await Promise.all(people.map(({ visitor, email }) => visitor.post('/sign-up', { legalName: 'Cher 王小明', preferredName: '', pronouns: '', email, password: 'quiet river stones', next: '/' })));
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 303));
    expect(await site.house.database.read(`select count(*)::int as n from people where email like 'rush-%'`)).toEqual([{ n: 30 }]);
  }, 120_000);
});
