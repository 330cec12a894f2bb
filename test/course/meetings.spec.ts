import { Audit, Roles } from '#libs/identity';
import { newId } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addPerson, CAST } from '../support/cast.ts';
import type { Visitor } from '../support/site.ts';
import { CurriculumCopy } from './course.ts';
import { courseSite, type CourseSite } from './site.ts';

// A meeting is credited by whoever led it: one page, the whole cohort at once.

const LINEAGE = 'crisis/practice-lab';
const PAGE = `/cohorts/spring/meetings/${LINEAGE}`;
const MINUTES = 60;
/** The day that everybody joins, and the third of the cohort. */
const TODAY = '2026-11-22';

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
  await course.dana.post('/cohorts', course.cohort({ slug: 'spring', startsOn: '2026-11-20' }), '/cohorts/new');
  await course.dana.post('/cohorts/spring/opening', {}, '/cohorts/spring');
  amirId = await addPerson(course.site.house.database, 'Amir');
  await course.give(amirId, 'instructor');
  amir = await course.site.signedIn(amirId);
});
beforeEach(async () => {
  course.site.clock.set(`${TODAY}T15:00:00Z`);
  trainees = [await join(CAST.rosa), await join(CAST.wei), await join(CAST.cher)];
});
afterAll(() => course.site.stop());

const statements = (personId: string) =>
  course.site.house.database.read<{ verb: string; kind: string; minutes: number | null; day: string; voucherKind: string; vouchedBy: string; voids: string | null }>(
    `select verb, kind, minutes, day::text, voucher_kind as "voucherKind", vouched_by as "vouchedBy", voids from statements where person_id = $1 order by id`,
    [personId],
  );
const confirm = (fields: Record<string, string | string[]>, visitor = amir) => visitor.post(`${PAGE}/attendance`, { heldOn: TODAY, ...fields }, PAGE);
const faultAt = (text: string, name: string) => new RegExp(`id="${name}-fault"[^>]*>(?:\\s*<svg[\\s\\S]*?</svg>)?([\\s\\S]*?)</p>`).exec(text)?.[1]?.replace(/<[^>]+>/g, '').trim();

describe('who was in a meeting', () => {
  it('· is confirmed for the whole cohort at once, with the minutes of each', async () => {
    const [zoe, wei, cher] = trainees;
    const { status, location } = await confirm({ present: [zoe!.id, wei!.id], [`minutes[${zoe!.id}]`]: String(MINUTES), [`minutes[${wei!.id}]`]: '40', [`minutes[${cher!.id}]`]: '60' });
    expect([status, location]).toEqual([303, PAGE]);
    const credited = { verb: 'attended', kind: 'meeting', day: TODAY, voucherKind: 'instructor', vouchedBy: amirId, voids: null };
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
    expect((await amir.post(`/cohorts/spring/meetings/${circle}/attendance`, { heldOn: TODAY, present: id }, `/cohorts/spring/meetings/${circle}`)).status).toBe(303);
    expect(await line()).toContain('Done');
    expect(await course.site.house.database.read(`select sum(minutes)::int as sum from statements where person_id = $1`, [id])).toEqual([{ sum: 70 }]);
  });

  it.each<[string, Record<string, string>, string, RegExp]>([
    ['on a day to come', { heldOn: '2030-01-01' }, 'heldOn', /not after 2026-11-22/],
    ['before the cohort began', { heldOn: '2026-11-19' }, 'heldOn', /not before 2026-11-20/],
    ['before they joined', { heldOn: '2026-11-21' }, 'present', /On 2026-11-21 .*Zoë .*, 王小明\./],
    ['on no day', { heldOn: '' }, 'heldOn', /./],
    ['on a day that is none', { heldOn: '2026-02-30' }, 'heldOn', /./],
    ['with more minutes than it had', { minutes: '61' }, 'minutes', /1 to 60/],
    ['with no minutes', { minutes: '0' }, 'minutes', /1 to 60/],
    ['with a part of a minute', { minutes: '12.5' }, 'minutes', /1 to 60/],
    ['with words for minutes', { minutes: 'all of it <b>' }, 'minutes', /1 to 60/],
  ])('· is not confirmed %s, and what was ticked and typed is still there', async (_, { heldOn = TODAY, minutes = '45' }, field, words) => {
    const [zoe, wei] = trainees;
    const { status, text } = await confirm({ heldOn, present: [zoe!.id, wei!.id], [`minutes[${zoe!.id}]`]: minutes, [`minutes[${wei!.id}]`]: '33' });
    expect([status, faultAt(text, field)]).toEqual([422, expect.stringMatching(words)]);
    expect(text).toContain(`id="${field}"`);
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

/** Another day, to which nobody's session lasts. */
async function onDay(day: string): Promise<void> {
  course.site.clock.set(`${day}T15:00:00Z`);
  amir = await course.site.signedIn(amirId);
}
const takeBack = (personId: string, reason = 'It was somebody else.', visitor = amir, page = PAGE) => visitor.post(`${page}/withdrawals`, { personId, reason }, page);

describe('what was confirmed by mistake', () => {
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
  it('· keeps open the form whose reason is missing, with what is wrong at its place', async () => {
    const [id, other] = trainees.map((one) => one.id) as [string, string, string];
    await confirm({ present: [id, other] });
    const tooLong = 'x'.repeat(301);
    const { status, text } = await takeBack(id, tooLong);
    expect([status, faultAt(text, 'reason')]).toEqual([422, expect.stringMatching(/./)]);
    const open = text.match(/<details open>[\s\S]*?<\/details>/g)!;
    expect(open).toHaveLength(1);
    expect(open[0]).toContain(`name="personId" value="${id}"`);
    expect(open[0]).toMatch(new RegExp(`id="reason" name="reason"[^>]*value="${tooLong}"[^>]*aria-invalid="true"`));
    expect(text).toContain(`id="reason-${other}"`);
    expect(text).toMatch(new RegExp(`name="heldOn"[^>]*value="${TODAY}"`));
  });
});

describe('what was credited elsewhere', () => {
  const ELSEWHERE = `/cohorts/autumn/meetings/${LINEAGE}`;
  let bea: Visitor;

  beforeAll(async () => {
    const { house, clock, settings } = course.site;
    const roles = new Roles(house.database, clock, new Audit(house.database, clock), { forget: async () => undefined } as never, new Jobs(house.database), settings);
    const organizationId = await roles.foundOrganization('Harbor', 'harbor');
    const beaId = await addPerson(house.database, 'Bea');
    await roles.give(null, beaId, 'coordinator', organizationId);
    await roles.give(null, beaId, 'instructor', organizationId);
    bea = await course.site.signedIn(beaId);
    await bea.post('/cohorts', course.cohort({ slug: 'autumn', startsOn: '2026-11-20', organizationId }), '/cohorts/new');
    await bea.post('/cohorts/autumn/opening', {}, '/cohorts/autumn');
  });

  it('· is neither told in full nor taken back by another organization', async () => {
    const { id, visitor } = trainees[0]!;
    await visitor.post('/join/autumn/enrollment', {}, '/join/autumn');
    await confirm({ present: id });
    const { text } = await bea.get(ELSEWHERE);
    expect(text).toContain('Credited elsewhere');
    expect(text).not.toContain('Amir');
    expect(text).not.toContain(id);
    expect((await takeBack(id, 'Not ours.', bea, ELSEWHERE)).status).toBe(404);
    expect((await statements(id)).map(({ verb }) => verb)).toEqual(['attended']);
    expect((await takeBack(id)).status).toBe(303);
  });
  it.each([['by the server, as a lesson', 'lesson', 'server'], ['before statements named their cohort', 'meeting', 'instructor']])('· is not taken back where it was credited %s', async (_, kind, voucherKind) => {
    const { id } = trainees[0]!;
    await course.site.house.database.read(
      `insert into statements (id, source, person_id, verb, kind, object_id, lineage, title, day, minutes, competencies, voucher_kind, vouched_by, recorded_at)
       values (gen_random_uuid(), $1, $2, 'attended', $3, 'x', $4, 'Lab', $5, 60, '{}', $6, $7, now())`,
      [`lesson:${id}:${LINEAGE}`, id, kind, LINEAGE, TODAY, voucherKind, amirId],
    );
    expect((await amir.get(PAGE)).text).not.toContain(id);
    expect((await takeBack(id)).status).toBe(404);
    await confirm({ present: id });
    expect(await statements(id)).toHaveLength(1);
  });
});

describe('who left the cohort', () => {
  const leave = (visitor: Visitor) => visitor.post('/join/spring/withdrawal', { reason: '' }, '/join/spring');
  const peopleOfList = async () => /crisis\/practice-lab"[\s\S]*?<\/tr>/.exec((await amir.get('/cohorts/spring/meetings')).text)![0].match(/\d+ of \d+/)![0];

  it('· is confirmed for days up to the one they left', async () => {
    const { id } = trainees[0]!;
    await onDay('2026-11-24');
    const before = await peopleOfList();
    expect((await leave(await course.site.signedIn(id))).status).toBe(303);
    await onDay('2026-11-26');
    expect((await amir.get(PAGE)).text).toMatch(new RegExp(`for="present-${id}"><bdi>[^<]*</bdi></label>[\\s\\S]{0,60}has left the cohort`));
    const { status, text } = await confirm({ heldOn: '2026-11-25', present: [id, trainees[1]!.id] });
    expect([status, faultAt(text, 'present')]).toEqual([422, expect.stringMatching(/On 2026-11-25 .*Zoë/)]);
    expect(faultAt(text, 'present')).not.toContain('王小明');
    expect(text).toMatch(new RegExp(`value="${trainees[1]!.id}" checked`));
    expect((await confirm({ heldOn: '2026-11-24', present: id })).status).toBe(303);
    expect(await statements(id)).toMatchObject([{ verb: 'attended', day: '2026-11-24' }]);
    expect(Number((await peopleOfList()).split(' of ')[1])).toBe(Number(before.split(' of ')[1]) - 1);
    expect((await peopleOfList()).split(' of ')[0]).toBe(before.split(' of ')[0]);
  });
  it('· does not take a false credit along', async () => {
    const { id, visitor } = trainees[0]!;
    await confirm({ present: id });
    expect((await leave(visitor)).status).toBe(303);
    expect((await takeBack(id)).status).toBe(303);
    expect((await statements(id)).map(({ verb }) => verb)).toEqual(['attended', 'voided']);
  });
  it('· stands once in the list after coming back', async () => {
    const { id, visitor } = trainees[0]!;
    await leave(visitor);
    await visitor.post('/join/spring/enrollment', {}, '/join/spring');
    const { text } = await amir.get(PAGE);
    expect(text.split(`name="present" value="${id}"`)).toHaveLength(2);
    expect(text).not.toMatch(new RegExp(`for="present-${id}"><bdi>[^<]*</bdi></label>[\\s\\S]{0,60}has left`));
  });
});

describe('a cohort that has ended', () => {
  it('· has no meetings after its last day', async () => {
    await course.dana.post('/cohorts', course.cohort({ slug: 'short', startsOn: '2026-11-22', endsOn: '2026-11-23' }), '/cohorts/new');
    await course.dana.post('/cohorts/short/opening', {}, '/cohorts/short');
    const { id, visitor } = trainees[0]!;
    expect((await visitor.post('/join/short/enrollment', {}, '/join/short')).status).toBe(303);
    await onDay('2026-11-25');
    const page = `/cohorts/short/meetings/${LINEAGE}`;
    const held = (heldOn: string) => amir.post(`${page}/attendance`, { heldOn, present: id }, page);
    const { status, text } = await held('2026-11-24');
    expect([status, faultAt(text, 'heldOn')]).toEqual([422, expect.stringMatching(/not after 2026-11-23/)]);
    expect((await held('2026-11-23')).status).toBe(303);
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
