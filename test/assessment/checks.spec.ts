import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CheckAnswer, CheckAttempt, CheckQuestion, CheckResult, ItemVersion, type CheckOnOffer, type ItemContent } from '#libs/assessment';
import { StatementRow } from '#libs/record';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { checkHouse, type CheckHouse } from '../support/check-cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { multipleItem, singleItem, trueFalseItem } from '../support/items.ts';
import { testSettings } from '../support/settings.ts';

let house: TestDatabase;
let clock: StillClock;
let school: CheckHouse;
let rosa: { id: string; roles: [] };

beforeAll(async () => {
  house = await testDatabase([ItemVersion, CheckAttempt, CheckQuestion, CheckAnswer, CheckResult, StatementRow]);
  clock = new StillClock();
  school = await checkHouse(house.database, clock, testSettings());
});
beforeEach(async () => {
  rosa = { id: await addPerson(house.database), roles: [] };
});
afterAll(() => house.drop());

const items = (count: number) => Array.from({ length: count }, (_, at) => singleItem(at + 1));
const offer = ({ items: asked = items(3), ...changes }: Partial<CheckOnOffer> & { items?: readonly ItemContent[] } = {}) => school.offer(asked, changes);

/** Answers all questions: the key where `right` says so, else a wrong option or, for null, nothing. */
async function answerAll(attemptId: string, right: readonly (boolean | null)[]): Promise<void> {
  for (const [at, isRight] of right.entries()) if (isRight !== null) await school.checks.answer(rosa, attemptId, at + 1, [isRight ? 0 : 2], 0);
}

const stems = async (attemptId: string) => (await school.queries.sheet(rosa, attemptId)).questions.map(({ stem }) => stem);

describe('starting a check', () => {
  it('· opens one attempt, also by a double click, and resumes it', async () => {
    const check = await offer();
    const [one, other] = await Promise.all([school.checks.start(rosa, check), school.checks.start(rosa, check)]);
    expect(other).toBe(one);
    expect(await school.checks.start(rosa, { ...check, title: 'Renamed' })).toBe(one);
    expect((await school.queries.sheet(rosa, one)).questions).toHaveLength(3);
  });

  it('· draws as many items as the curriculum says', async () => {
    const attempt = await school.checks.start(rosa, await offer({ items: items(12), draw: 5 }));
    expect(new Set(await stems(attempt)).size).toBe(5);
  });

  it('· without items is refused', async () => {
    await expect(school.checks.start(rosa, await offer({ itemVersionIds: [] }))).rejects.toThrow('CheckHasNoItems');
    await expect(school.checks.start(rosa, await offer({ draw: 0 }))).rejects.toThrow('CheckHasNoItems');
  });

  it('· again asks what was not asked last time, also when items were reworded', async () => {
    const first = await school.checks.start(rosa, await offer({ items: items(10), draw: 4 }));
    const asked = (await stems(first)).map((stem) => stem.split(':')[0]);
    await school.checks.submit(rosa, first);
    const reworded = items(10).map((item) => ({ ...item, stem: `${item.stem} Think.` }));
    const second = await school.checks.start(rosa, await offer({ items: reworded, draw: 4 }));
    expect(second).not.toBe(first);
    expect((await stems(second)).filter((stem) => asked.includes(stem.split(':')[0]))).toEqual([]);
  });

  it('· pins its items: what is republished changes nothing in it', async () => {
    const attempt = await school.checks.start(rosa, await offer());
    const before = await school.queries.sheet(rosa, attempt);
    await offer({ items: items(3).map((item) => ({ ...item, options: item.options.map((option) => ({ ...option, key: !option.key })) })) });
    expect(await school.queries.sheet(rosa, attempt)).toEqual(before);
    await answerAll(attempt, [true, true, true]);
    expect(await school.checks.submit(rosa, attempt)).toMatchObject({ points: 3, passed: true });
  });
});

describe('an answer', () => {
  let attempt: string;
  beforeEach(async () => {
    attempt = await school.checks.start(rosa, await offer({ items: [singleItem(1), singleItem(2), multipleItem(3), trueFalseItem(4)] }));
  });
  /** Number of the question with this stem in Rosa's draw. */
  const numberOf = async (kind: string) => (await school.queries.sheet(rosa, attempt)).questions.find((question) => question.kind === kind)!.number;
  const saved = async (number: number) => (await school.queries.sheet(rosa, attempt)).questions[number - 1]!.answer;

  it('· is saved as given, with a receipt', async () => {
    const { kind, answer } = await school.checks.answer(rosa, attempt, 1, [1], 0);
    expect({ kind, answer }).toEqual({ kind: 'saved', answer: { sequence: 1, chosen: [1], receipt: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}$/), savedAt: clock.now() } });
    expect(await saved(1)).toEqual(answer);
  });

  it('· can be changed, and all its steps are kept', async () => {
    await school.checks.answer(rosa, attempt, 1, [1], 0);
    clock.forward(1);
    await school.checks.answer(rosa, attempt, 1, [0], 1);
    expect(await saved(1)).toMatchObject({ sequence: 2, chosen: [0] });
    expect(await house.database.rows(CheckAnswer).countBy({ attemptId: attempt })).toBe(2);
  });

  it('· sent again because the receipt was lost gets the same receipt', async () => {
    const first = await school.checks.answer(rosa, attempt, 1, [1], 0);
    clock.forward(5);
    expect(await school.checks.answer(rosa, attempt, 1, [1], 0)).toEqual(first);
  });

  it('· of a stale page is kept out, and both are told', async () => {
    await school.checks.answer(rosa, attempt, 1, [1], 0);
    expect(await school.checks.answer(rosa, attempt, 1, [0], 0)).toMatchObject({ kind: 'stale', answer: { chosen: [1], sequence: 1 }, offered: [0] });
    expect(await saved(1)).toMatchObject({ chosen: [1], sequence: 1 });
  });

  it('· given by two pages at the same moment is one of both, and the other is told', async () => {
    const both = await Promise.all([school.checks.answer(rosa, attempt, 1, [1], 0), school.checks.answer(rosa, attempt, 1, [0], 0)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['saved', 'stale']);
    expect(both[0].answer).toEqual(both[1].answer);
  });

  it('· to each of many questions at the same moment is saved', async () => {
    await Promise.all([1, 2, 3, 4].map((number) => school.checks.answer(rosa, attempt, number, [1], 0)));
    expect((await school.queries.sheet(rosa, attempt)).questions.map(({ answer }) => answer?.chosen)).toEqual([[1], [1], [1], [1]]);
  });

  it('· that is stale does not hold back the others of its page', async () => {
    await school.checks.answer(rosa, attempt, 2, [1], 0);
    const outcomes = await school.checks.save(rosa, attempt, [
      { number: 2, chosen: [0], sequence: 0 },
      { number: 1, chosen: [0], sequence: 0 },
      { number: 4, chosen: [], sequence: 0 },
    ]);
    expect(outcomes.map(({ number, kind, answer }) => [number, kind, answer?.chosen])).toEqual([
      [1, 'saved', [0]],
      [2, 'stale', [1]],
      [4, 'saved', undefined],
    ]);
  });

  it('· may choose several where several are asked, in any order', async () => {
    const number = await numberOf('multiple');
    expect((await school.checks.answer(rosa, attempt, number, [3, 0], 0)).answer?.chosen).toEqual([0, 3]);
    expect((await school.checks.answer(rosa, attempt, number, [], 1)).answer?.chosen).toEqual([]);
  });

  it('· must be on offer', async () => {
    const number = await numberOf('true-false');
    await expect(school.checks.answer(rosa, attempt, number, [2], 0)).rejects.toThrow('ChoiceNotOnOffer');
    await expect(school.checks.answer(rosa, attempt, number, [0, 1], 0)).rejects.toThrow('ChoiceNotOnOffer');
    await expect(school.checks.answer(rosa, attempt, 5, [0], 0)).rejects.toThrow('ChoiceNotOnOffer');
  });

  it('· of another person is not known', async () => {
    const wei = { id: await addPerson(house.database, CAST.wei), roles: [] };
    await expect(school.checks.answer(wei, attempt, 1, [0], 0)).rejects.toThrow('NotFound');
    await expect(school.queries.sheet(wei, attempt)).rejects.toThrow('NotFound');
    await expect(school.checks.submit(wei, attempt)).rejects.toThrow('NotFound');
  });

  it('· after handing in is refused', async () => {
    await school.checks.submit(rosa, attempt);
    await expect(school.checks.answer(rosa, attempt, 1, [0], 0)).rejects.toThrow('CheckAlreadySubmitted');
  });

  it('· that was acknowledged counts, however close handing in was', async () => {
    const given = school.checks.answer(rosa, attempt, 1, [0], 0).then(
      () => 1,
      () => 0,
    );
    const [acknowledged] = await Promise.all([given, school.checks.submit(rosa, attempt)]);
    const right = (await school.queries.review(rosa, attempt)).questions[0]!.answer !== null;
    expect(right).toBe(acknowledged === 1);
  });

  it('· can neither be changed nor deleted by the app', async () => {
    await expect(house.database.read(`update check_answers set chosen = '{0}'`)).rejects.toThrow('permission denied');
    await expect(house.database.read(`delete from check_results`)).rejects.toThrow('permission denied');
  });
});

describe('before handing in', () => {
  it('· nothing tells the key', async () => {
    const attempt = await school.checks.start(rosa, await offer({ items: [singleItem(1), multipleItem(2), trueFalseItem(3)] }));
    const sheet = JSON.stringify((await school.queries.sheet(rosa, attempt)).questions);
    expect(sheet).not.toMatch(/key|feedback|right/);
    await expect(school.queries.review(rosa, attempt)).rejects.toThrow('CheckNotSubmitted');
  });
});

describe('handing in', () => {
  it('· twice at the same moment makes one result', async () => {
    const attempt = await school.checks.start(rosa, await offer());
    await answerAll(attempt, [true, true, true]);
    const [one, other] = await Promise.all([school.checks.submit(rosa, attempt), school.checks.submit(rosa, attempt)]);
    expect(other).toEqual(one);
    clock.forward(1);
    expect(await school.checks.submit(rosa, attempt)).toEqual({ points: 3, of: 3, percent: 100, passed: true, pointsToPass: 3 });
    expect(await school.record.history(rosa.id)).toHaveLength(1);
  });

  it('· with enough points puts the pass in the record, once for all attempts', async () => {
    const check = await offer();
    const first = await school.checks.start(rosa, check);
    await answerAll(first, [true, true, true]);
    await school.checks.submit(rosa, first);
    const again = await school.checks.start(rosa, check);
    await answerAll(again, [true, true, true]);
    await school.checks.submit(rosa, again);
    expect(await school.record.history(rosa.id)).toMatchObject([
      { verb: 'passed', kind: 'check', lineage: 'engagement/check', objectId: first, title: 'Engagement: check', competencies: ['IX.2'], minutes: null, result: { points: 3, of: 3, percent: 100 }, voucherKind: 'server' },
    ]);
    expect(await school.checks.passedLineages(rosa.id)).toEqual(new Set(['engagement/check']));
  });

  it('· with too few says what is missing, leaves the record alone, and opens another attempt', async () => {
    const check = await offer();
    const first = await school.checks.start(rosa, check);
    await answerAll(first, [true, false, null]);
    expect(await school.checks.submit(rosa, first)).toEqual({ points: 1, of: 3, percent: 33, passed: false, pointsToPass: 3 });
    expect(await school.checks.passedLineages(rosa.id)).toEqual(new Set());
    clock.forward(1);
    const second = await school.checks.start(rosa, check);
    expect((await school.checks.attemptsOf(rosa.id, 'engagement/check')).map(({ id, result }) => [id, result?.points])).toEqual([
      [first, 1],
      [second, undefined],
    ]);
  });

  it('· shows feedback for each option, chosen or not', async () => {
    const attempt = await school.checks.start(rosa, await offer({ items: [singleItem(1)] }));
    await school.checks.answer(rosa, attempt, 1, [1], 0);
    await school.checks.submit(rosa, attempt);
    const { questions } = await school.queries.review(rosa, attempt);
    expect(questions[0]!.right).toBe(false);
    expect(questions[0]!.options.toSorted((one, other) => one.position - other.position)).toEqual([
      { position: 0, text: 'Right 1', key: true, chosen: false, feedback: 'Feedback 1.0' },
      { position: 1, text: 'Kind but wrong 1', key: false, chosen: true, feedback: 'Feedback 1.1' },
      { position: 2, text: 'Wrong 1', key: false, chosen: false, feedback: 'Feedback 1.2' },
    ]);
  });
});
