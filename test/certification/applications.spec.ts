import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationQueries, Applications, Review, ReviewQueries, Submissions } from '#libs/certification';
import { People } from '#libs/identity';
import { CAST } from '../support/cast.ts';
import { Body } from './support/body.ts';

let body: Body;
beforeAll(async () => {
  body = await Body.open();
});
afterAll(() => body.close());

const draft = (note: string, waiverReasons: Record<string, string> = {}) => ({ note, waiverReasons });

describe('an application', () => {
  it('· is opened once, also by two clicks at once', async () => {
    const rosa = await body.trainee();
    const ids = await Promise.all([body.opened(rosa), body.opened(rosa), body.opened(rosa)]);
    expect(new Set(ids).size).toBe(1);
  });

  it('· is not open to another person', async () => {
    const [rosa, amir] = [await body.trainee(), await body.trainee(CAST.amir)];
    const id = await body.opened(rosa);
    await expect(body.get(Applications).saveDraft(amir, id, 0, draft('mine now'))).rejects.toThrow('NotFound');
    await expect(body.get(Submissions).submit(amir, id)).rejects.toThrow('NotFound');
  });

  it('· withdrawn is over, and another can be opened', async () => {
    const rosa = await body.trainee();
    const id = await body.opened(rosa);
    await body.get(Applications).withdraw(rosa, id, '');
    await expect(body.get(Applications).saveDraft(rosa, id, 0, draft('late'))).rejects.toThrow('ApplicationIsNotThere');
    expect(await body.opened(rosa)).not.toBe(id);
  });
});

describe('a draft', () => {
  it('· saved from a stale page overwrites nothing and gets what is kept', async () => {
    const rosa = await body.trainee();
    const id = await body.opened(rosa);
    expect(await body.get(Applications).saveDraft(rosa, id, 0, draft('from the phone'))).toMatchObject({ saved: true, version: 1 });
    expect(await body.get(Applications).saveDraft(rosa, id, 0, draft('from the laptop'))).toEqual({ saved: false, version: 1, kept: draft('from the phone') });
    expect((await body.get(ApplicationQueries).latest(rosa.id))!.draft).toEqual(draft('from the phone'));
  });

  it('· of two saves at the same moment keeps one and tells the other', async () => {
    const rosa = await body.trainee();
    const id = await body.opened(rosa);
    const saves = await Promise.all(['a', 'b'].map((note) => body.get(Applications).saveDraft(rosa, id, 0, draft(note))));
    expect(saves.map(({ saved }) => saved).sort()).toEqual([false, true]);
  });
});

describe('handing in', () => {
  it('· with gaps and no reasons is refused, and names them', async () => {
    const rosa = await body.trainee();
    const id = await body.opened(rosa);
    await expect(body.get(Submissions).submit(rosa, id)).rejects.toMatchObject({ name: 'GapsRemain', facts: { count: 12 } });
    expect((await body.get(ApplicationQueries).latest(rosa.id))!.state).toBe('draft');
  });

  it('· with a reason for each gap is open, but not for what nobody is excused from', async () => {
    const rosa = await body.trainee();
    await body.signAndAttest(rosa);
    const id = await body.opened(rosa);
    const { rules } = (await body.get(ApplicationQueries).latest(rosa.id))!;
    const reasons = Object.fromEntries(rules.requirements.map(({ key }) => [key, 'Certified in another country for ten years']));
    await body.get(Applications).saveDraft(rosa, id, 0, draft('', reasons));
    await body.get(Submissions).submit(rosa, id);
    expect((await body.get(ApplicationQueries).latest(rosa.id))!.state).toBe('submitted');
  });

  it('· freezes the name and the checklist, thanks by letter, and shows in the queue', async () => {
    const wei = await body.trainee(CAST.wei);
    const odette = await body.registrar();
    const id = await body.applied(wei);
    await body.get(People).updateProfile(wei, { legalName: '王大明', preferredName: null, pronouns: null, language: 'en', timeZone: 'UTC' });
    const file = await body.get(ReviewQueries).file(odette, id);
    expect(file).toMatchObject({ certifiedName: CAST.wei, state: 'submitted', submitted: { number: 1, checklist: { eligible: true } } });
    expect((await body.letters(wei.id)).map(({ letter }) => letter)).toEqual(['application-received']);
    expect((await body.get(ReviewQueries).queue(odette, 50, null)).map((row) => row.id)).toContain(id);
  });

  it('· twice is refused', async () => {
    const rosa = await body.trainee();
    const id = await body.applied(rosa);
    await expect(body.get(Submissions).submit(rosa, id)).rejects.toThrow('ApplicationIsNotThere');
  });
});

describe('a registrar', () => {
  it('· sees nothing before it is handed in, and nothing after it is withdrawn', async () => {
    const [rosa, odette] = [await body.trainee(), await body.registrar()];
    const draftId = await body.opened(rosa);
    await expect(body.get(ReviewQueries).file(odette, draftId)).rejects.toThrow('NotFound');
    const cher = await body.trainee(CAST.cher);
    const handedIn = await body.applied(cher);
    await body.get(Applications).withdraw(cher, handedIn, 'Moving away');
    await expect(body.get(ReviewQueries).file(odette, handedIn)).rejects.toThrow('NotFound');
    await expect(body.get(Review).claim(odette, handedIn)).rejects.toThrow('NotFound');
  });

  it('· pages through the queue, the oldest first, without a gap', async () => {
    const odette = await body.registrar();
    const all = await body.get(ReviewQueries).queue(odette, 100, null);
    const seen: string[] = [];
    for (let after = null as Parameters<ReviewQueries['queue']>[2]; ; ) {
      const rows = await body.get(ReviewQueries).queue(odette, 2, after);
      if (rows.length === 0) break;
      seen.push(...rows.map(({ id }) => id));
      const last = rows.at(-1)!;
      after = { submittedAt: last.submittedAt.toISOString(), submissionId: last.submissionId };
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(all.length).toBeGreaterThan(2);
  });

  it('· finds in the queue what waits, whatever became of the others', async () => {
    const odette = await body.registrar();
    const [drafted, waiting, claimed, returned, denied, withdrawn, again] = await Promise.all(['draft', 'waiting', 'claimed', 'returned', 'denied', 'withdrawn', 'again'].map((name) => body.trainee(name)));
    await body.opened(drafted!);
    const ids = new Map<string, string>();
    for (const person of [waiting!, claimed!, returned!, denied!, withdrawn!, again!]) ids.set(person.name, await body.applied(person));
    for (const name of ['claimed', 'returned', 'denied', 'again']) await body.get(Review).claim(odette, ids.get(name)!);
    for (const name of ['returned', 'again']) await body.get(Review).return(odette, ids.get(name)!, 'More, please');
    await body.get(Review).deny(odette, ids.get('denied')!, 'No');
    await body.get(Applications).withdraw(withdrawn!, ids.get('withdrawn')!, '');
    await body.get(Submissions).submit(again!, ids.get('again')!);
    const queue = await body.get(ReviewQueries).queue(odette, 500, null);
    expect(queue.filter(({ id }) => [...ids.values()].includes(id)).map(({ name }) => name).sort()).toEqual(['again', 'claimed', 'waiting']);
    const states = await body.read<{ id: string }>(`select application_id as id from application_states where state in ('submitted', 'claimed') order by submitted_at, submission_id`);
    expect(queue.map(({ id }) => id)).toEqual(states.map(({ id }) => id));
    await body.get(Applications).withdraw(again!, ids.get('again')!, '');
    expect((await body.get(ReviewQueries).queue(odette, 500, null)).map(({ name }) => name)).not.toContain('again');
  });

  it('· is a role: others are refused', async () => {
    const [rosa, amir] = [await body.trainee(), await body.trainee(CAST.amir)];
    const id = await body.applied(rosa);
    await expect(body.get(Review).claim(amir, id)).rejects.toThrow('NotPermitted');
    await expect(body.get(ReviewQueries).queue(amir, 10, null)).rejects.toThrow('NotPermitted');
    await expect(body.get(ReviewQueries).file(amir, id)).rejects.toThrow('NotPermitted');
  });
});
