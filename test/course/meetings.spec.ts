import { newId } from '#libs/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addPerson, CAST } from '../support/cast.ts';
import type { Visitor } from '../support/site.ts';
import { CurriculumCopy } from './course.ts';
import { courseSite, type CourseSite } from './site.ts';

// A meeting is credited by whoever led it: one page, the whole cohort at once.

const LINEAGE = 'crisis/practice-lab';
const PAGE = `/cohorts/spring/meetings/${LINEAGE}`;
const MINUTES = 60;

let course: CourseSite;
let amir: Visitor;
let amirId: string;
let trainees: { id: string; visitor: Visitor }[];

async function join(name: string): Promise<{ id: string; visitor: Visitor }> {
  const id = await addPerson(course.site.house.database, name);
  const visitor = await course.site.signedIn(id);
  expect((await visitor.post('/join/spring/enrollment', {}, '/join/spring')).status).toBe(303);
  return { id, visitor };
}

beforeAll(async () => {
  const copy = new CurriculumCopy(['01-role', '02-engagement', '04-ethics', '05-crisis']);
  course = await courseSite(copy.folder);
  copy.drop();
  await course.dana.post('/cohorts', course.cohort({ slug: 'spring', startsOn: '2026-11-01' }), '/cohorts/new');
  await course.dana.post('/cohorts/spring/opening', {}, '/cohorts/spring');
  amirId = await addPerson(course.site.house.database, 'Amir');
  await course.give(amirId, 'instructor');
  amir = await course.site.signedIn(amirId);
});
beforeEach(async () => {
  trainees = [await join(CAST.rosa), await join(CAST.wei), await join(CAST.cher)];
});
afterAll(() => course.site.stop());

const statements = (personId: string) =>
  course.site.house.database.read<{ verb: string; kind: string; minutes: number | null; day: string; voucherKind: string; vouchedBy: string; voids: string | null }>(
    `select verb, kind, minutes, day::text, voucher_kind as "voucherKind", vouched_by as "vouchedBy", voids from statements where person_id = $1 order by id`,
    [personId],
  );
const confirm = (fields: Record<string, string | string[]>, visitor = amir) => visitor.post(`${PAGE}/attendance`, { heldOn: '2026-11-20', ...fields }, PAGE);
const faultAt = (text: string, name: string) => new RegExp(`id="${name}-fault"[^>]*>(?:\\s*<svg[\\s\\S]*?</svg>)?([\\s\\S]*?)</p>`).exec(text)?.[1]?.replace(/<[^>]+>/g, '').trim();

describe('who was in a meeting', () => {
  it('· is confirmed for the whole cohort at once, with the minutes of each', async () => {
    const [zoe, wei, cher] = trainees;
    const { status, location } = await confirm({ present: [zoe!.id, wei!.id], [`minutes[${zoe!.id}]`]: String(MINUTES), [`minutes[${wei!.id}]`]: '40', [`minutes[${cher!.id}]`]: '60' });
    expect([status, location]).toEqual([303, PAGE]);
    const credited = { verb: 'attended', kind: 'meeting', day: '2026-11-20', voucherKind: 'instructor', vouchedBy: amirId, voids: null };
    expect(await statements(zoe!.id)).toEqual([{ ...credited, minutes: MINUTES }]);
    expect(await statements(wei!.id)).toEqual([{ ...credited, minutes: 40 }]);
    expect(await statements(cher!.id)).toEqual([]);
    const { text } = await amir.get(PAGE);
    expect(text).toContain('value="' + cher!.id + '"');
    expect(text).not.toContain(`name="present" value="${zoe!.id}"`);
  });

  it('· is credited once, however often it is confirmed', async () => {
    const [zoe] = trainees;
    const fields = { present: zoe!.id };
    await Promise.all([confirm(fields), confirm(fields), confirm({ ...fields, [`minutes[${zoe!.id}]`]: '30' })]);
    expect(await statements(zoe!.id)).toHaveLength(1);
  });

  it('· is confirmed however many were ticked', async () => {
    const [zoe, wei] = trainees;
    expect((await confirm({ present: [...Array<string>(500).fill(zoe!.id), wei!.id] })).status).toBe(303);
    expect([await statements(zoe!.id), await statements(wei!.id)]).toMatchObject([[{ minutes: MINUTES }], [{ minutes: MINUTES }]]);
  });

  it('· shows at once on the path of the trainee, where it was a meeting to come', async () => {
    const { id, visitor } = trainees[0]!;
    const circle = 'role/opening-circle';
    const line = async () => /opening-circle"[\s\S]*?<\/li>/.exec((await visitor.get('/modules/role')).text)![0];
    expect(await line()).toContain('A meeting');
    expect((await amir.post(`/cohorts/spring/meetings/${circle}/attendance`, { heldOn: '2026-11-20', present: id }, `/cohorts/spring/meetings/${circle}`)).status).toBe(303);
    expect(await line()).toContain('Done');
    expect(await course.site.house.database.read(`select sum(minutes)::int as sum from statements where person_id = $1`, [id])).toEqual([{ sum: 70 }]);
  });

  it.each<[string, Record<string, string>, string, RegExp]>([
    ['on a day to come', { heldOn: '2030-01-01' }, 'heldOn', /until today/],
    ['before the cohort began', { heldOn: '2026-10-31' }, 'heldOn', /2026-11-01/],
    ['on no day', { heldOn: '' }, 'heldOn', /./],
    ['on a day that is none', { heldOn: '2026-02-30' }, 'heldOn', /./],
    ['with more minutes than it had', { minutes: '61' }, 'minutes', /1 to 60/],
    ['with no minutes', { minutes: '0' }, 'minutes', /1 to 60/],
    ['with a part of a minute', { minutes: '12.5' }, 'minutes', /1 to 60/],
    ['with words for minutes', { minutes: 'all of it <b>' }, 'minutes', /1 to 60/],
  ])('· is not confirmed %s, and what was ticked and typed is still there', async (_, { heldOn = '2026-11-20', minutes = '45' }, field, words) => {
    const [zoe, wei] = trainees;
    const { status, text } = await confirm({ heldOn, present: [zoe!.id, wei!.id], [`minutes[${zoe!.id}]`]: minutes, [`minutes[${wei!.id}]`]: '33' });
    expect([status, faultAt(text, field)]).toEqual([422, expect.stringMatching(words)]);
    expect(text).toMatch(new RegExp(`value="${zoe!.id}" checked`));
    expect(text).toMatch(new RegExp(`name="minutes\\[${wei!.id}\\]"[^>]*value="33"`));
    expect(text).not.toContain('<b>"');
    expect([await statements(zoe!.id), await statements(wei!.id)]).toEqual([[], []]);
  });

  it('· is not confirmed for somebody who is not in the cohort', async () => {
    const stranger = await addPerson(course.site.house.database, 'Stranger');
    for (const present of [stranger, newId(), 'x', 'constructor']) expect((await confirm({ present: [trainees[0]!.id, present] })).status).toBe(404);
    expect(await statements(trainees[0]!.id)).toEqual([]);
  });

  it('· is not confirmed by oneself', async () => {
    const { id } = trainees[0]!;
    await course.give(id, 'instructor');
    const { status, text } = await confirm({ present: id }, await course.site.signedIn(id));
    expect([status, await statements(id)]).toEqual([409, []]);
    expect(text).toContain('Another instructor');
  });

  it('· is confirmed by instructors of the organization alone', async () => {
    const { id, visitor } = trainees[0]!;
    expect((await confirm({ present: id }, visitor)).status).toBe(403);
    expect((await confirm({ present: id }, course.dana)).status).toBe(403);
    expect(await statements(id)).toEqual([]);
  });
});

describe('what was confirmed by mistake', () => {
  const takeBack = (personId: string, reason = 'It was somebody else.') => amir.post(`${PAGE}/withdrawals`, { personId, reason }, PAGE);
  it('· is taken back with a reason, and stays in the record as voided', async () => {
    const { id } = trainees[0]!;
    await confirm({ present: id });
    expect((await takeBack(id)).status).toBe(303);
    expect((await statements(id)).map(({ verb }) => verb)).toEqual(['attended', 'voided']);
    expect((await amir.get(PAGE)).text).toContain(`name="present" value="${id}"`);
  });
  it('· can be confirmed anew', async () => {
    const { id } = trainees[0]!;
    await confirm({ present: id });
    await takeBack(id);
    await confirm({ present: id, [`minutes[${id}]`]: '20' });
    expect((await statements(id)).map(({ verb, minutes }) => [verb, minutes])).toEqual([['attended', MINUTES], ['voided', null], ['attended', 20]]);
  });
  it('· is not taken back without a reason, nor where nothing was confirmed', async () => {
    const { id } = trainees[0]!;
    expect((await takeBack(id)).status).toBe(404);
    await confirm({ present: id });
    expect((await takeBack(id, '  ')).status).toBe(422);
    expect((await statements(id))).toHaveLength(1);
  });
});

describe('the pages of meetings', () => {
  it('· list every meeting of the curriculum for those who teach and coordinate', async () => {
    for (const visitor of [amir, course.dana]) {
      const { status, text } = await visitor.get('/cohorts/spring/meetings');
      expect(status).toBe(200);
      expect(text).toContain(`href="${PAGE}"`);
    }
    expect((await trainees[0]!.visitor.get('/cohorts/spring/meetings')).status).toBe(403);
  });
  it('· show the guide, which trainees do not see', async () => {
    const { text } = await amir.get(PAGE);
    expect(text).toContain('What to watch for');
    expect((await trainees[0]!.visitor.get(PAGE)).status).toBe(403);
    expect((await trainees[0]!.visitor.get(`/lessons/${LINEAGE}`)).text).not.toContain('What to watch for');
  });
  it('· show a coordinator the list, and no form', async () => {
    const { text } = await course.dana.get(PAGE);
    expect(text).toContain('An instructor of your organization confirms');
    expect(text).not.toContain('name="present"');
  });
  it.each(['/cohorts/nowhere/meetings', '/cohorts/spring/meetings/crisis/nothing', '/cohorts/spring/meetings/crisis/asking-directly', '/cohorts/%00/meetings'])('· are not there: %s', async (path) => expect((await amir.get(path)).status).toBe(404));
  it('· lead instructors from their cohorts', async () => {
    expect((await amir.get('/cohorts')).text).toContain('/cohorts/spring');
    expect((await amir.get('/cohorts')).text).not.toContain('/cohorts/new');
    expect((await amir.get('/cohorts/spring')).text).toContain('/cohorts/spring/meetings');
  });
});

describe('a meeting on the page of a trainee', () => {
  it('· cannot be finished there', async () => {
    const { visitor, id } = trainees[0]!;
    const lab = '/lessons/role/opening-circle';
    const { text } = await visitor.get(lab);
    expect(text).toContain('If you would rather not come to it');
    expect(text).not.toContain(`${lab}/postponement`);
    await visitor.post(`${lab}/opening`, {}, lab);
    const shown = (await visitor.get(lab)).text;
    expect(shown).toContain('Meeting with your group');
    expect(shown).not.toContain(`${lab}/completion`);
    expect((await visitor.post(`${lab}/completion`, {}, '/')).status).toBe(303);
    expect(await statements(id)).toEqual([]);
  });
});
