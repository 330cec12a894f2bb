import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HoursVerdict } from '#libs/evidence';
import { addPerson, CAST } from '../support/cast.ts';
import { hoursOn, scene, type Scene } from './room.ts';

let s: Scene;
let amy: string;
beforeAll(async () => {
  s = await scene();
  amy = await addPerson(s.house.database, 'Amy');
});
afterAll(() => s.house.drop());
beforeEach(() => s.house.asOwner('delete from graphile_worker._private_jobs'));

interface LetterJob {
  readonly letter: string;
  readonly personId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly letterId: string;
}

const letters = async (): Promise<LetterJob[]> =>
  (await s.house.database.read<{ payload: LetterJob }>(`select payload from graphile_worker._private_jobs order by id`)).map(({ payload }) => payload).filter(({ letter }) => letter.endsWith('-answered'));
const trainee = (id: string) => ({ id, roles: [], organizationIds: [s.organization] });
let days = 0;
/** So many rows of a person that June was asked about. */
async function asked(personId: string, rows: number): Promise<string[]> {
  const date = (): string => new Date(Date.UTC(2026, 0, 1 + days++)).toISOString().slice(0, 10);
  const ids = await s.supervisedHours.log(trainee(personId), s.approvalOf.june, Array.from({ length: rows }, () => hoursOn(date())));
  await s.supervisedHours.askToConfirm(trainee(personId), 'A trainee');
  return ids;
}
const answer = async (verdicts: Readonly<Record<string, HoursVerdict>>): Promise<void> =>
  s.vouching.answer(await s.actor('june'), Object.entries(verdicts).map(([claimId, verdict]) => ({ claimId, verdict, reason: 'We were closed that day' })));

describe('the letter after a supervisor answered', () => {
  it('· is one for all rows of an answer, says how many were confirmed, and leads to the hours', async () => {
    const [one, two, three] = await asked(s.ids.rosa, 3);
    await answer({ [one!]: 'confirmed', [two!]: 'disputed', [three!]: 'confirmed' });
    expect(await letters()).toMatchObject([
      { letter: 'hours-answered', personId: s.ids.rosa, facts: { supervisorName: CAST.june, confirmedRows: 2, disputedRows: 1, link: 'http://localhost:8080/hours' } },
    ]);
  });

  it('· never tells the reason, which may be read by others', async () => {
    const [id] = await asked(s.ids.rosa, 1);
    await answer({ [id!]: 'disputed' });
    expect(JSON.stringify(await letters())).not.toContain('closed');
  });

  it('· goes to each trainee about their own rows, when one press answers rows of two', async () => {
    const [rosas, amys] = [await asked(s.ids.rosa, 1), await asked(amy, 2)];
    await answer({ [rosas[0]!]: 'confirmed', [amys[0]!]: 'confirmed', [amys[1]!]: 'confirmed' });
    const told = (await letters()).map(({ personId, facts }) => [personId, facts['confirmedRows'], facts['disputedRows']]);
    expect(told.sort()).toEqual([[s.ids.rosa, 1, 0], [amy, 2, 0]].sort());
  });

  it('· is sent once for an answer given twice, also at the same moment', async () => {
    const [id] = await asked(s.ids.rosa, 1);
    await Promise.all([answer({ [id!]: 'confirmed' }), answer({ [id!]: 'confirmed' })]);
    await answer({ [id!]: 'confirmed' });
    expect(await letters()).toHaveLength(1);
  });

  it('· of two answers are two letters, told apart by their ids', async () => {
    const [one, two] = await asked(s.ids.rosa, 2);
    await answer({ [one!]: 'confirmed' });
    await answer({ [one!]: 'confirmed', [two!]: 'confirmed' });
    const both = await letters();
    expect([both.map(({ facts }) => facts['confirmedRows']), new Set(both.map(({ letterId }) => letterId)).size]).toEqual([[1, 1], 2]);
  });

  it('· is not written for an answer that was refused as a whole', async () => {
    const [one, two] = await asked(s.ids.rosa, 2);
    await s.supervisedHours.withdraw(trainee(s.ids.rosa), two!);
    await expect(answer({ [one!]: 'confirmed', [two!]: 'confirmed' })).rejects.toThrow('ClaimMovedOn');
    expect([await letters(), (await s.hours.byIds([one!]))[0]!.verdict]).toEqual([[], null]);
  });
});

describe('the letter after a registrar answered', () => {
  const academy = { provider: 'Šumava Peer Academy', fromDay: hoursOn('2026-03-02').day, toDay: hoursOn('2026-03-13').day, minutes: [{ domain: 'ethics', minutes: 600 }] };
  const contact = { contactName: 'Odette', contactWay: '555-0100' };
  const claim = (): Promise<string> => s.transferred.claim(trainee(s.ids.rosa), academy, null);

  it('· says that training was credited, and whom to ask', async () => {
    const id = await claim();
    await s.review.credit(await s.actor('odette'), id, academy.minutes, null, contact);
    expect(await letters()).toMatchObject([
      { letter: 'training-answered', personId: s.ids.rosa, letterId: `training-answered:${id}`, facts: { provider: 'Šumava Peer Academy', credited: true, link: 'http://localhost:8080/training', ...contact } },
    ]);
  });

  it('· says that training was declined, without the reason, and is sent once', async () => {
    const [id, odette] = [await claim(), await s.actor('odette')];
    const both = await Promise.allSettled([1, 2].map(() => s.review.decline(odette, id, 'We do not know this school', null)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [letter, ...others] = await letters();
    expect([letter!.facts, others]).toEqual([{ provider: 'Šumava Peer Academy', credited: false, link: 'http://localhost:8080/training', contactName: null, contactWay: null }, []]);
  });

  it('· is not written for a credit that was refused', async () => {
    const id = await claim();
    await expect(s.review.credit(await s.actor('odette'), id, [{ domain: 'ethics', minutes: 601 }], 'Generous', contact)).rejects.toThrow('CreditNotAccepted');
    expect(await letters()).toEqual([]);
  });
});
