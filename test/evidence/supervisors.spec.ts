import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Trainee } from '#libs/evidence';
import { addPerson } from '../support/cast.ts';
import { hoursOn, scene, type Scene } from './room.ts';

let s: Scene;
let harbor: string;
let omar: string;
/** The approval of a supervisor whom another organization approved. */
let elsewhere: string;
beforeAll(async () => {
  s = await scene();
  harbor = await s.roles.foundOrganization('Harbor', 'harbor');
  omar = await addPerson(s.house.database, 'Omar');
  await s.roles.give(null, omar, 'supervisor', harbor);
  const [found] = await s.supervisors.approved({ id: s.ids.rosa, organizationIds: [harbor] });
  elsewhere = found!.approvalId;
});
afterAll(() => s.house.drop());

const rosaIn = (...organizationIds: string[]): Trainee => ({ id: s.ids.rosa, roles: [], organizationIds });
const names = async (trainee: Trainee): Promise<string[]> => (await s.supervisors.approved(trainee)).map(({ name }) => name);

describe('supervisors that a trainee can choose', () => {
  it('· are those approved by her organizations, and by the body', async () => {
    expect([await names(rosaIn(s.organization)), await names(rosaIn(harbor)), await names(rosaIn(s.organization, harbor)), await names(rosaIn())]).toEqual([
      ['June Šimůnková', '王小明'],
      ['Omar', '王小明'],
      ['June Šimůnková', 'Omar', '王小明'],
      ['王小明'],
    ]);
  });

  it('· are never herself, nor somebody whose approval has ended', async () => {
    const short = await addPerson(s.house.database, 'Sukarno');
    await s.roles.give(null, short, 'supervisor', harbor);
    expect(await names({ id: short, roles: [], organizationIds: [harbor] })).toEqual(['Omar', '王小明']);
    const { approvalId } = (await s.supervisors.approved(rosaIn(harbor))).find(({ personId }) => personId === short)!;
    await s.roles.give(null, s.ids.amir, 'administrator', null);
    await s.approvals.end(await s.actor('amir'), approvalId, harbor, 'Moved away');
    expect(await names(rosaIn(harbor))).toEqual(['Omar', '王小明']);
    await expect(s.supervisedHours.log(rosaIn(harbor), approvalId, [hoursOn('2026-09-01')])).rejects.toThrow('SupervisorNotApproved');
  });
});

describe('a supervisor of another organization', () => {
  it('· cannot be chosen, although the approval is right, and nothing is kept', async () => {
    for (const trainee of [rosaIn(s.organization), rosaIn()])
      await expect(s.supervisedHours.log(trainee, elsewhere, [hoursOn('2026-09-02')])).rejects.toMatchObject({ name: 'SupervisorNotApproved', field: 'supervisor' });
    expect(await s.hours.of(s.ids.rosa)).toEqual([]);
  });

  it('· can be chosen by who belongs there, and in the place of the body by anyone', async () => {
    const [one] = await s.supervisedHours.log(rosaIn(harbor), elsewhere, [hoursOn('2026-09-03')]);
    const [two] = await s.supervisedHours.log(rosaIn(), s.approvalOf.wei, [hoursOn('2026-09-03')]);
    expect((await s.hours.byIds([one!, two!])).map(({ organizationId }) => organizationId)).toEqual([harbor, null]);
  });

  it('· cannot be brought in by a correction', async () => {
    const [row] = await s.supervisedHours.log(rosaIn(s.organization), s.approvalOf.june, [hoursOn('2026-09-04')]);
    await s.supervisedHours.askToConfirm(rosaIn(s.organization), 'Rosa');
    await s.vouching.answer(await s.actor('june'), [{ claimId: row!, verdict: 'confirmed', reason: null }]);
    await expect(s.supervisedHours.amend(rosaIn(s.organization), row!, elsewhere, hoursOn('2026-09-04'), 'Longer')).rejects.toThrow('SupervisorNotApproved');
  });

  it('· still answers a correction of a row written when she belonged there', async () => {
    const [row] = await s.supervisedHours.log(rosaIn(harbor), elsewhere, [hoursOn('2026-09-05')]);
    const actor = await s.roles.actor(omar);
    await s.supervisedHours.askToConfirm(rosaIn(harbor), 'Rosa');
    await s.vouching.answer(actor, [{ claimId: row!, verdict: 'disputed', reason: 'Shorter' }]);
    const amended = await s.supervisedHours.amend(rosaIn(s.organization), row!, elsewhere, hoursOn('2026-09-05', { minutes: 60 }), 'Right');
    expect((await s.hours.byIds([amended]))[0]).toMatchObject({ organizationId: harbor, supervisorId: omar });
  });
});
