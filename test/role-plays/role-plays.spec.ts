import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AssessmentModule, GradingQueue, Ratings, Recordings, Results, RolePlayQueries, RolePlays, type LevelPoints, type RolePlayOnOffer } from '#libs/assessment';
import { Retention, StoredFiles } from '#libs/files';
import type { Actor } from '#libs/identity';
import { Database, PersistenceModule } from '#libs/persistence';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';
import { rated, RUBRIC, setStage, talk } from './support/stage.ts';

let house: TestDatabase;
let context: INestApplicationContext;
let data: string;
let offer: RolePlayOnOffer;
let amir: Actor;
let odile: Actor;
let stranger: Actor;
const clock = new StillClock();

beforeAll(async () => {
  house = await testDatabase([]);
  data = mkdtempSync(join(tmpdir(), 'peerway-role-plays-'));
  const settings = testSettings({ PEERWAY_DATA: data });
  @Module({ imports: [PersistenceModule.forRoot({ settings, clock, databaseUrl: house.url, name: 'test' }), AssessmentModule] })
  class Room {}
  context = await NestFactory.createApplicationContext(Room, { logger: ['error'] });
  const { offer: offered, here, elsewhere } = await setStage(house.database, clock);
  offer = offered;
  const instructor = async (name: string, organizationId: string): Promise<Actor> => ({ id: await addPerson(house.database, name), roles: [{ role: 'instructor', organizationId }] });
  [amir, odile, stranger] = [await instructor(CAST.amir, here), await instructor('Odile', here), await instructor(CAST.cher, elsewhere)];
});
afterAll(async () => {
  await context.close();
  await house.drop();
  rmSync(data, { recursive: true, force: true });
});

const get = <T>(type: new (...given: never[]) => T): T => context.get<T>(type);
const trainee = async (name: string = CAST.rosa): Promise<Actor> => ({ id: await addPerson(house.database, name), roles: [] });
const record = async (rosa: Actor): Promise<string> => (await get(StoredFiles).keep(rosa.id, 'recording', { name: 'talk.webm', stream: Readable.from([talk()]) })).id;
const stage = async (who: Actor, attempt: string): Promise<string> => (await get(RolePlayQueries).attempt(who, attempt)).stage;

async function agreed(rosa: Actor): Promise<string> {
  const attempt = await get(RolePlays).open(rosa, offer);
  await get(RolePlays).consent(rosa, attempt, 'trainee', "Rosa O'Brien");
  await get(RolePlays).consent(rosa, attempt, 'partner', '王小明');
  return attempt;
}

interface Handed {
  readonly rosa: Actor;
  readonly attempt: string;
  readonly file: string;
  readonly submission: string;
}

async function handedIn(rosa?: Actor): Promise<Handed> {
  rosa ??= await trainee();
  clock.forward(1);
  const attempt = await agreed(rosa);
  const file = await record(rosa);
  await get(RolePlays).submit(rosa, attempt, file);
  const [row] = await house.database.read<{ id: string }>(`select id from role_play_submissions where attempt_id = $1`, [attempt]);
  return { rosa, attempt, file, submission: row!.id };
}

async function answered(work: Handed, ...levels: LevelPoints[]): Promise<string> {
  await get(Ratings).saveDraft(amir, work.submission, rated(...levels), 0);
  return (await get(Results).release(amir, work.submission, 1)).outcome;
}

describe('an attempt', () => {
  it('· is one at a time, also for two clicks at once', async () => {
    const rosa = await trainee();
    const ids = await Promise.all([1, 2, 3].map(() => get(RolePlays).open(rosa, offer)));
    expect(new Set(ids).size).toBe(1);
  });

  it('· asks both for consent before anything is handed in', async () => {
    const rosa = await trainee();
    const attempt = await get(RolePlays).open(rosa, offer);
    await get(RolePlays).consent(rosa, attempt, 'trainee', '  Rosa ');
    await expect(get(RolePlays).submit(rosa, attempt, await record(rosa))).rejects.toMatchObject({ name: 'ConsentMissing' });
    expect(await stage(rosa, attempt)).toBe('consent');
    await get(RolePlays).consent(rosa, attempt, 'partner', 'محمد العلي');
    expect(await stage(rosa, attempt)).toBe('record');
    const [consent] = (await get(RolePlayQueries).attempt(rosa, attempt)).consents;
    expect(consent).toMatchObject({ name: 'Rosa', daysKept: 60, daysUngraded: 180, withdrawnAt: null });
  });

  it('· is handed in once, with a file of one’s own that was used for nothing else', async () => {
    const { rosa, attempt, file } = await handedIn();
    expect(await stage(rosa, attempt)).toBe('waiting');
    await expect(get(RolePlays).submit(rosa, attempt, await record(rosa))).rejects.toMatchObject({ name: 'RolePlayAlreadySubmitted' });
    const other = await trainee('Cher');
    const second = await agreed(other);
    await expect(get(RolePlays).submit(other, second, file)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(house.database.read(`delete from role_play_submissions`)).rejects.toThrow('permission denied');
  });

  it('· is there for its trainee and the instructors of the organization, for nobody else', async () => {
    const { attempt } = await handedIn();
    expect(await stage(amir, attempt)).toBe('waiting');
    for (const other of [stranger, await trainee('Cher')]) await expect(stage(other, attempt)).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('consent taken back', () => {
  it('· before the result deletes the recording, ends the attempt and lets another begin', async () => {
    const { rosa, attempt, file, submission } = await handedIn();
    await get(RolePlays).withdrawConsent(rosa, attempt, 'partner');
    expect(await stage(rosa, attempt)).toBe('withdrawn');
    await expect(get(Recordings).open(rosa, file)).rejects.toMatchObject({ name: 'FileIsGone' });
    await expect(get(Recordings).open(amir, file)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(get(Ratings).saveDraft(amir, submission, rated(), 0)).rejects.toMatchObject({ name: 'AttemptIsClosed' });
    expect(await get(RolePlays).open(rosa, offer)).not.toBe(attempt);
  });

  it('· after the result deletes the recording and leaves the result', async () => {
    const work = await handedIn();
    await answered(work, 3, 3, 3, 3, 3);
    await get(RolePlays).withdrawConsent(amir, work.attempt, 'partner');
    const seen = await get(RolePlayQueries).attempt(work.rosa, work.attempt);
    expect([seen.stage, seen.submission!.file.removed?.why, seen.result!.rating.summary]).toEqual(['passed', 'withdrawn', 'Thank you, Rosa.']);
  });

  it('· before recording only asks again', async () => {
    const rosa = await trainee();
    const attempt = await agreed(rosa);
    await get(RolePlays).withdrawConsent(rosa, attempt, 'trainee');
    expect(await stage(rosa, attempt)).toBe('consent');
    await get(RolePlays).consent(rosa, attempt, 'trainee', 'Rosa');
    expect(await stage(rosa, attempt)).toBe('record');
  });

  it('· is nobody else’s to take back', async () => {
    const { attempt } = await handedIn();
    await expect(get(RolePlays).withdrawConsent(stranger, attempt, 'trainee')).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('the grading queue', () => {
  it('· shows the organization’s work, oldest first, and who grades it; own work never', async () => {
    const teacher: Actor = { ...(await trainee('Teach')), roles: amir.roles };
    const [own, other] = [await handedIn(teacher), await handedIn()];
    const ids = async (who: Actor): Promise<string[]> => (await get(GradingQueue).list(who)).rows.map(({ submissionId }) => submissionId);
    const seen = await ids(amir);
    expect(seen.indexOf(own.submission)).toBeLessThan(seen.indexOf(other.submission));
    expect(seen).toContain(own.submission);
    expect(await ids(teacher)).not.toContain(own.submission);
    expect(await ids(stranger)).toEqual([]);
    await expect(ids(other.rosa)).rejects.toMatchObject({ name: 'NotPermitted' });
    await get(GradingQueue).claim(amir, other.submission);
    expect((await get(GradingQueue).list(odile)).rows.find(({ submissionId }) => submissionId === other.submission)!.claim).toMatchObject({ name: CAST.amir });
    await expect(get(GradingQueue).claim(teacher, own.submission)).rejects.toMatchObject({ name: 'OwnWorkIsNotRated' });
  });

  it('· gives a submission to one of two who claim it at once, and to the other when the lease is over', async () => {
    const { submission } = await handedIn();
    const both = await Promise.allSettled([amir, odile].map((who) => get(GradingQueue).claim(who, submission)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [first, second] = both[0]!.status === 'fulfilled' ? [amir, odile] : [odile, amir];
    await expect(get(Ratings).saveDraft(second, submission, rated(), 0)).rejects.toMatchObject({ name: 'GradedByAnother' });
    clock.forward(44);
    await get(Ratings).saveDraft(first, submission, rated(), 0);
    clock.forward(44);
    await expect(get(GradingQueue).claim(second, submission)).rejects.toMatchObject({ name: 'GradedByAnother' });
    clock.forward(2);
    await get(GradingQueue).claim(second, submission);
    await expect(get(Ratings).saveDraft(first, submission, rated(), 1)).rejects.toMatchObject({ name: 'GradedByAnother' });
  });

  it('· hands different work to two who ask for the next at once', async () => {
    await handedIn();
    await handedIn();
    const next = await Promise.all([get(GradingQueue).claimNext(amir), get(GradingQueue).claimNext(odile)]);
    expect(new Set(next).size).toBe(2);
    for (const [at, who] of [amir, odile].entries()) await get(GradingQueue).leave(who, next[at]!);
  });

  it('· is paged by key', async () => {
    for (let n = 0; n < 28; n++) await handedIn();
    const first = await get(GradingQueue).list(amir);
    const second = await get(GradingQueue).list(amir, first.next);
    expect(first.rows).toHaveLength(25);
    expect(second.rows[0]!.submissionId > first.rows.at(-1)!.submissionId).toBe(true);
  }, 60_000);
});

describe('a rating', () => {
  it('· is saved in three queries', async () => {
    const { submission } = await handedIn();
    const database = get(Database);
    const read = database.read.bind(database);
    let queries = 0;
    database.read = (sql, values) => {
      queries += 1;
      return read(sql, values);
    };
    await get(Ratings).saveDraft(amir, submission, rated(), 0).finally(() => (database.read = read));
    expect(queries).toBe(3);
  });

  it('· saves as a draft with a version; a stale one overwrites nothing and gets both', async () => {
    const { submission } = await handedIn();
    expect(await get(Ratings).saveDraft(amir, submission, rated(3), 0)).toMatchObject({ kind: 'saved', version: 1 });
    expect(await get(Ratings).saveDraft(amir, submission, rated(4), 1)).toMatchObject({ kind: 'saved', version: 2 });
    const stale = await get(Ratings).saveDraft(amir, submission, rated(2), 1);
    expect(stale).toMatchObject({ kind: 'stale', version: 2, theirs: rated(4), yours: rated(2) });
    expect((await get(Ratings).sheet(amir, submission)).draft).toEqual(rated(4));
  });

  it('· is released only whole, only as it was seen, and once', async () => {
    const { submission } = await handedIn();
    await get(Ratings).saveDraft(amir, submission, { ...rated(), criteria: { listening: { level: 4 } } }, 0);
    await expect(get(Results).release(amir, submission, 0)).rejects.toMatchObject({ name: 'RatingIsStale' });
    await expect(get(Results).release(amir, submission, 1)).rejects.toMatchObject({ name: 'RatingIncomplete', facts: { gaps: 5 } });
    await get(Ratings).saveDraft(amir, submission, rated(), 1);
    const both = await Promise.allSettled([get(Results).release(amir, submission, 2), get(Results).release(amir, submission, 2)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { name: 'ResultAlreadyReleased' } });
    await expect(get(Ratings).saveDraft(amir, submission, rated(1), 2)).rejects.toMatchObject({ name: 'AttemptIsClosed' });
  });

  it('· that passes is one statement vouched by the instructor, a letter, and a day for the recording to go', async () => {
    const work = await handedIn();
    expect(await answered(work, 3, 4, 3, 3, 3)).toBe('passed');
    expect(await house.database.read(`select source, kind, verb, lineage, voucher_kind, vouched_by, competencies, result from statements where person_id = $1`, [work.rosa.id])).toEqual([
      { source: `role-play:${work.rosa.id}:ethics/role-play/boundaries`, kind: 'role-play', verb: 'passed', lineage: 'ethics/role-play/boundaries', voucher_kind: 'instructor', vouched_by: amir.id, competencies: ['XII.1', 'IX.6'], result: { points: 16, of: 20 } },
    ]);
    const jobs = await house.database.read<{ name: string; days: number }>(`select task_identifier as name, round(extract(epoch from run_at - $2::timestamptz) / 86400)::int as days from graphile_worker.jobs where key in ($1, $3) order by 1`, [`expire-file:${work.file}`, clock.now(), `letter:role-play-result:${work.submission}`]);
    expect(jobs.map(({ name }) => name)).toEqual(['expire-file', 'send-letter']);
    expect(jobs[0]!.days).toBe(60);
    expect(await get(RolePlays).open(work.rosa, offer)).toBe(work.attempt);
  });

  it('· "not yet" names what is missing, states nothing, and opens another attempt', async () => {
    const work = await handedIn();
    expect(await answered(work, 4, 1, 4, 4, 4)).toBe('not-yet');
    const { result } = await get(RolePlayQueries).attempt(work.rosa, work.attempt);
    expect(result!.missing).toEqual([{ criterion: 'boundaries', title: RUBRIC.criteria[1]!.title, points: 1, needed: 3, critical: true }]);
    expect(await house.database.read(`select 1 from statements where person_id = $1`, [work.rosa.id])).toEqual([]);
    const again = await handedIn(work.rosa);
    expect(again.attempt).not.toBe(work.attempt);
    expect(await answered(again, 3, 3, 3, 3, 3)).toBe('passed');
    expect((await get(RolePlayQueries).attemptsOf(work.rosa.id)).map(({ stage }) => stage)).toEqual(['not-yet', 'passed']);
  });

  it('· is nobody’s of one’s own work, nor of another organization’s', async () => {
    const rosa: Actor = { ...(await trainee()), roles: amir.roles };
    const { submission } = await handedIn(rosa);
    for (const act of [(who: Actor) => get(Ratings).sheet(who, submission), (who: Actor) => get(Ratings).saveDraft(who, submission, rated(), 0), (who: Actor) => get(Results).release(who, submission, 1)]) {
      await expect(act(rosa)).rejects.toMatchObject({ name: 'OwnWorkIsNotRated' });
      await expect(act(stranger)).rejects.toMatchObject({ name: 'NotFound' });
    }
  });
});

describe('a recording', () => {
  it('· plays for its trainee and her instructors, who are noted; for nobody else', async () => {
    const { rosa, file } = await handedIn();
    await get(Recordings).open(rosa, file);
    await get(Recordings).open(amir, file);
    for (const other of [stranger, await trainee('Cher')]) await expect(get(Recordings).open(other, file)).rejects.toMatchObject({ name: 'NotFound' });
    const { viewings } = await get(Recordings).viewings(rosa, file);
    expect(viewings.map(({ name, self }) => `${name}${self ? ' (self)' : ''}`).toSorted()).toEqual([CAST.amir, `${CAST.rosa} (self)`]);
    await expect(get(Recordings).viewings(amir, file)).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('· that is over leaves the result readable and a note of what was there', async () => {
    const work = await handedIn();
    await answered(work, 3, 3, 3, 3, 3);
    await get(Retention).expire(work.file, 'retention');
    const seen = await get(RolePlayQueries).attempt(work.rosa, work.attempt);
    expect([seen.stage, seen.submission!.file.removed!.why, seen.submission!.file.bytes > 0]).toEqual(['passed', 'retention', true]);
  });
});
