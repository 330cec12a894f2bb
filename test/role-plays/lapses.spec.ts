import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AssessmentModule, GradingQueue, Lapses, Ratings, Recordings, Results, RolePlayQueries, RolePlays, type RolePlayOnOffer } from '#libs/assessment';
import { Retention, StoredFiles } from '#libs/files';
import type { Actor } from '#libs/identity';
import { PersistenceModule } from '#libs/persistence';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';
import { rated, setStage, talk } from './support/stage.ts';

const DAY = 24 * 60;
let house: TestDatabase;
let data: string;
let offer: RolePlayOnOffer;
let amir: Actor;
let now: INestApplicationContext;
let shorter: INestApplicationContext;
let longer: INestApplicationContext;
const clock = new StillClock();

/** The same house after an operator changed the settings and started it anew. */
async function open(recordingDays: number, ungradedDays: number): Promise<INestApplicationContext> {
  const settings = testSettings({ PEERWAY_DATA: data, PEERWAY_RECORDING_DAYS: String(recordingDays), PEERWAY_UNGRADED_DAYS: String(ungradedDays) });
  @Module({ imports: [PersistenceModule.forRoot({ settings, clock, databaseUrl: house.url, name: 'test' }), AssessmentModule] })
  class Room {}
  return NestFactory.createApplicationContext(Room, { logger: ['error'] });
}

beforeAll(async () => {
  house = await testDatabase([]);
  data = mkdtempSync(join(tmpdir(), 'peerway-lapses-'));
  [now, shorter, longer] = [await open(60, 100), await open(7, 30), await open(400, 800)];
  const stage = await setStage(house.database, clock);
  offer = stage.offer;
  amir = { id: await addPerson(house.database, CAST.amir), roles: [{ role: 'instructor', organizationId: stage.here }] };
}, 60_000);
afterAll(async () => {
  for (const context of [now, shorter, longer]) await context.close();
  await house.drop();
  rmSync(data, { recursive: true, force: true });
});

interface Work {
  readonly rosa: Actor;
  readonly attempt: string;
  readonly submission: string;
  readonly file: string;
}

/** Handed in at the clock's instant; each of the two said yes under the settings of a house. */
async function handedIn(trainees = now, partners = now, rosa?: Actor): Promise<Work> {
  rosa ??= { id: await addPerson(house.database, CAST.rosa), roles: [] };
  const attempt = await trainees.get(RolePlays).open(rosa, offer);
  await trainees.get(RolePlays).consent(rosa, attempt, 'trainee', 'Rosa');
  await partners.get(RolePlays).consent(rosa, attempt, 'partner', '王小明');
  const { id: file } = await now.get(StoredFiles).keep(rosa.id, 'recording', { name: 'talk.webm', stream: Readable.from([talk()]) });
  await now.get(RolePlays).submit(rosa, attempt, file);
  const [row] = await house.database.read<{ id: string }>(`select id from role_play_submissions where attempt_id = $1`, [attempt]);
  return { rosa, attempt, file, submission: row!.id };
}

const view = ({ rosa, attempt }: Work): ReturnType<RolePlayQueries['attempt']> => now.get(RolePlayQueries).attempt(rosa, attempt);
const stage = async (work: Work): Promise<string> => (await view(work)).stage;
const letters = async ({ rosa }: Work): Promise<string[]> =>
  (await house.database.read<{ letter: string }>(`select payload->>'letter' as letter from graphile_worker._private_jobs where payload->>'personId' = $1 order by 1`, [rosa.id])).map(({ letter }) => letter);
const facts = async ({ rosa }: Work, letter: string): Promise<unknown> =>
  (await house.database.read<{ facts: unknown }>(`select payload->'facts' as facts from graphile_worker._private_jobs where payload->>'personId' = $1 and payload->>'letter' = $2`, [rosa.id, letter]))[0]?.facts;
const sweep = (house = now): Promise<void> => house.get(Lapses).sweep();

describe('a recording that nobody grades', () => {
  it('· is kept until its promised end; the trainee is told two weeks before, once, and when it is gone', async () => {
    const work = await handedIn();
    const begun = clock.now();
    clock.forward(86 * DAY - 1);
    await sweep();
    expect([await stage(work), await letters(work)]).toEqual(['waiting', []]);
    clock.forward(1);
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect(await letters(work)).toEqual(['role-play-lapsing']);
    expect(await facts(work, 'role-play-lapsing')).toEqual({ scenario: 'Marisol asks for more', until: '2027-03-02', link: expect.stringContaining(`/role-plays/${work.attempt}`) });
    clock.forward(14 * DAY - 1);
    await sweep();
    expect([await stage(work), (await view(work)).submission!.file.removed]).toEqual(['waiting', null]);
    clock.forward(1);
    await Promise.all([sweep(), sweep(longer)]);
    expect([await stage(work), (await view(work)).submission!.file.removed?.why]).toEqual(['lapsed', 'ungraded']);
    expect(await letters(work)).toEqual(['role-play-lapsed', 'role-play-lapsing']);
    expect(clock.now().getTime() - begun.getTime()).toBe(100 * DAY * 60_000);
  });

  it('· leaves no byte, and can be begun anew by its trainee', async () => {
    const work = await handedIn();
    clock.forward(100 * DAY);
    await sweep();
    await expect(now.get(Recordings).open(work.rosa, work.file)).rejects.toMatchObject({ name: 'FileIsGone' });
    await now.get(Retention).erase(work.file);
    expect(existsSync(join(data, 'files', 'kept', work.file.slice(-2), work.file))).toBe(false);
    const again = await handedIn(now, now, work.rosa);
    expect([again.attempt === work.attempt, await stage(again), await stage(work)]).toEqual([false, 'waiting', 'lapsed']);
  });

  it('· is out of the queue, and cannot be graded or released any more', async () => {
    const work = await handedIn();
    await now.get(Ratings).saveDraft(amir, work.submission, rated(), 0);
    clock.forward(100 * DAY);
    await sweep();
    expect((await now.get(GradingQueue).list(amir)).rows.map(({ submissionId }) => submissionId)).not.toContain(work.submission);
    for (const act of [() => now.get(Ratings).sheet(amir, work.submission), () => now.get(GradingQueue).claim(amir, work.submission), () => now.get(Results).release(amir, work.submission, 1)]) {
      await expect(act()).rejects.toMatchObject({ name: 'AttemptIsClosed' });
    }
    expect(await letters(work)).not.toContain('role-play-result');
  });

  it('· and a result at the same moment: one of the two holds, never both', async () => {
    for (let n = 0; n < 4; n++) {
      const work = await handedIn();
      await now.get(Ratings).saveDraft(amir, work.submission, rated(), 0);
      clock.forward(100 * DAY);
      const release = (): Promise<string> => now.get(Results).release(amir, work.submission, 1).then(({ outcome }) => outcome, (error: Error) => error.name);
      const [released] = n % 2 === 0 ? await Promise.all([release(), sweep()]) : await Promise.all([sweep(), release()]).then(([, one]) => [one]);
      const removed = (await view(work)).submission!.file.removed;
      expect([await stage(work), removed?.why]).toEqual(released === 'passed' ? ['passed', undefined] : ['lapsed', 'ungraded']);
    }
  });
});

describe('what a consent promised', () => {
  it('· is not made longer by a later setting, nor shorter', async () => {
    const [short, long] = [await handedIn(shorter, shorter), await handedIn(longer, longer)];
    clock.forward(30 * DAY);
    await sweep(longer);
    expect([await stage(short), await stage(long)]).toEqual(['lapsed', 'waiting']);
    clock.forward(769 * DAY);
    await sweep(shorter);
    expect([await stage(long), await letters(long)]).toEqual(['waiting', ['role-play-lapsing']]);
    clock.forward(DAY);
    await sweep(shorter);
    expect(await stage(long)).toBe('lapsed');
  });

  it.each([
    ['the trainee', () => [shorter, longer] as const],
    ['the partner', () => [longer, shorter] as const],
  ])('· is the shorter of both: %s was told fewer days', async (_, houses) => {
    const work = await handedIn(...houses());
    expect((await view(work)).terms).toEqual({ daysKept: 7, daysUngraded: 30 });
    await now.get(Ratings).saveDraft(amir, work.submission, rated(), 0);
    await now.get(Results).release(amir, work.submission, 1);
    const [job] = await house.database.read<{ at: Date }>(`select run_at as at from graphile_worker.jobs where key = $1`, [`expire-file:${work.file}`]);
    expect(job!.at.getTime() - clock.now().getTime()).toBe(7 * DAY * 60_000);
  });

  it('· holds for the partner who was shown the trainee’s fewer days, also when the trainee agrees anew to more', async () => {
    const rosa: Actor = { id: await addPerson(house.database, CAST.rosa), roles: [] };
    const attempt = await shorter.get(RolePlays).open(rosa, offer);
    await shorter.get(RolePlays).consent(rosa, attempt, 'trainee', 'Rosa');
    await longer.get(RolePlays).consent(rosa, attempt, 'partner', '王小明');
    await now.get(RolePlays).withdrawConsent(rosa, attempt, 'trainee');
    await longer.get(RolePlays).consent(rosa, attempt, 'trainee', 'Rosa');
    expect((await longer.get(RolePlayQueries).attempt(rosa, attempt)).terms).toEqual({ daysKept: 7, daysUngraded: 30 });
  });

  it('· is told to the instructor in the queue as the instant when it ends', async () => {
    const work = await handedIn(longer, now);
    const row = (await now.get(GradingQueue).list(amir)).rows.find(({ submissionId }) => submissionId === work.submission);
    expect(row!.lapsesAt.getTime() - clock.now().getTime()).toBe(100 * DAY * 60_000);
  });

  it('· stays in its row: nobody changes it', async () => {
    for (const act of [`update role_play_consents set days_ungraded = 9999`, `delete from role_play_lapse_warnings`, `update role_play_lapse_warnings set warned_at = now()`]) await expect(house.database.read(act)).rejects.toThrow('permission denied');
  });
});

describe('an attempt that ended otherwise', () => {
  it('· by a result gets no letter of an end, and its recording stays for the days after the result', async () => {
    const work = await handedIn();
    await now.get(Ratings).saveDraft(amir, work.submission, rated(), 0);
    await now.get(Results).release(amir, work.submission, 1);
    clock.forward(101 * DAY);
    await sweep();
    expect([await stage(work), await letters(work), (await view(work)).submission!.file.removed]).toEqual(['passed', ['role-play-result'], null]);
  });

  it('· by consent taken back stays so', async () => {
    const work = await handedIn();
    await now.get(RolePlays).withdrawConsent(work.rosa, work.attempt, 'partner');
    clock.forward(101 * DAY);
    await sweep();
    expect([await stage(work), await letters(work), (await view(work)).submission!.file.removed?.why]).toEqual(['withdrawn', [], 'withdrawn']);
  });

  it('· before anything was handed in is no matter of time', async () => {
    const rosa: Actor = { id: await addPerson(house.database, 'Cher'), roles: [] };
    const attempt = await now.get(RolePlays).open(rosa, offer);
    clock.forward(1_000 * DAY);
    await sweep();
    expect((await now.get(RolePlayQueries).attempt(rosa, attempt)).stage).toBe('consent');
  });
});
