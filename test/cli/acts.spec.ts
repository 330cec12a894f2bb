import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#libs/kernel';
import { Acknowledged, faultsOf } from '../support/checker.ts';
import { Visitor } from '../support/site.ts';
import { grade, press, taken } from '../walkthroughs/support/acts.ts';
import { Acts, form, script, type Repeatable } from './support/acts.ts';
import { Checkout, type Serving } from './support/peerway.ts';

// A person presses a button, and Peerway is killed: before the commit, after it and before the answer, or at any moment. The browser sends the same form again.

jest.setTimeout(400_000); // some seconds each, but not on a machine that many share

const PAGES = { PEERWAY_APPS: 'lms' };
const WITHOUT_POINT = { PEERWAY_FAIL_AT: '' };
const POINTS = ['act-before-commit', 'act-after-commit'] as const;
const NEWCOMER = { legalName: "Zoë O'Brien-Ñandú the Second", preferredName: '', pronouns: '', email: 'second-zoe@example.org', password: 'quiet river stones', next: '/' };

let checkout: Checkout;
let serving: Serving;
let acts: Acts;
const acknowledged = new Acknowledged();

beforeAll(async () => {
  checkout = await Checkout.make();
  serving = await checkout.serve();
  acts = await Acts.over(checkout);
});
afterAll(async () => {
  await acts?.close();
  await checkout.clear();
});

let diesAt: string | undefined = '';

/** With the pages alone, which start sooner, and ready to be killed at a point; as it is, when it runs so already. */
async function pagesDyingAt(at: string): Promise<void> {
  if (diesAt === at && serving.child.exitCode === null && serving.child.signalCode === null) return;
  await serveAgain({ ...PAGES, PEERWAY_FAIL_AT: at });
  diesAt = at;
}

async function serveAgain(environment: Record<string, string>): Promise<void> {
  diesAt = undefined;
  if (serving.child.exitCode === null && serving.child.signalCode === null) serving.child.kill('SIGKILL');
  await serving.ended;
  serving = await checkout.serve(environment);
}

/** Until the worker has nothing left to do, with all apps up. What was put off, because workers died with it, is due now. */
async function idle(): Promise<void> {
  for (let tries = 0; ; tries++, await sleep(50)) {
    await acts.database.read(`update graphile_worker._private_jobs set run_at = now() where run_at between now() and now() + interval '1 day' and locked_at is null and task_id in (select id from graphile_worker._private_tasks where identifier in ('send-letter', 'draw-certificate'))`);
    if ((await acts.database.read(`select 1 from graphile_worker.jobs where task_identifier in ('send-letter', 'draw-certificate')`)).length === 0) return;
    if (tries > 2_000) throw new Error('The queue does not empty');
  }
}

interface Act {
  readonly what: string;
  /** The form, on the page where it stands. */
  prepare(): Promise<Repeatable>;
  /** What the answer says was done, to be found once. */
  readonly stored: string;
}

let application: string;
let grading: string;
let check: string;

const ACTS: readonly Act[] = [
  { what: 'a sign-up', prepare: () => form(new Visitor(acts.origin), '/sign-up', NEWCOMER, '/sign-up'), stored: `select 1 from people p join passwords w on w.person_id = p.id where p.email = '${NEWCOMER.email}'` },
  {
    what: 'an application handed in',
    prepare: async () => {
      const omar = await acts.as('omar@demo.example');
      await press(omar, '/application', '/application');
      return form(omar, '/application/submission', { version: '0', note: 'Thank you — شكرا', released: 'yes' }, '/application');
    },
    stored: `select 1 from application_submissions u join applications a on a.id = u.application_id join people p on p.id = a.person_id where p.email = 'omar@demo.example'`,
  },
  {
    what: 'an award',
    prepare: async () => {
      const odette = await acts.as('odette@demo.example');
      const [row] = await acts.database.read<{ id: string }>(`select a.id from applications a join people p on p.id = a.person_id where p.email = 'omar@demo.example'`);
      application = `/registrar/applications/${row!.id}`;
      await press(odette, `${application}/claim`, application);
      await press(odette, `${application}/identity-check`, application, { method: 'video-call', documentKind: 'passport' });
      return form(odette, `${application}/award`, { words: 'Welcome, colleague' }, application);
    },
    stored: `select 1 from certifications c join registry.listings l on l.id = c.id join people p on p.id = c.person_id where p.email = 'omar@demo.example'`,
  },
  {
    what: 'a rubric released',
    prepare: async () => {
      const amir = await acts.as('amir@demo.example');
      grading = await grade(amir);
      return form(amir, `${grading}/release`, { version: '1' }, `${grading}/release`);
    },
    stored: `select 1 from role_play_results r join role_play_submissions u on u.id = r.submission_id join role_play_attempts a on a.id = u.attempt_id join people p on p.id = a.person_id where p.email = 'wei@demo.example'`,
  },
  {
    what: 'an answer of a check',
    prepare: async () => {
      const wei = await acts.as('wei@demo.example');
      check = await press(wei, '/modules/engagement/check-attempts', '/modules/engagement');
      return script(wei, `${check}/answers/1`, { chosen: [0], sequence: 0 }, check);
    },
    stored: `select 1 from check_answers c join check_attempts a on a.id = c.attempt_id join people p on p.id = a.person_id where p.email = 'wei@demo.example' and a.submitted_at is null`,
  },
];

describe('Peerway is killed in the middle of', () => {
  it.each(ACTS)('· $what: what was not acknowledged can be sent again, and is done once', async ({ what, prepare, stored }) => {
    await pagesDyingAt('');
    const send = await prepare();
    for (const point of POINTS) {
      await pagesDyingAt(point);
      await expect(send()).rejects.toThrow();
      expect(await serving.ended).toBeNull();
      expect([point, await acts.database.read(stored)]).toEqual([point, point === 'act-before-commit' ? [] : [expect.anything()]]);
    }
    await pagesDyingAt('');
    const first = await send();
    const again = await send();
    expect([200, 303]).toContain(first.status);
    expect([again.status, again.location]).toEqual([first.status, first.location]);
    acknowledged.add(what, stored, []);
    expect(await acknowledged.broken(acts.database)).toEqual([]);
  });

  it('· nothing in particular: all that was acknowledged is stored, nothing twice, and the worker finishes the rest', async () => {
    await serveAgain(WITHOUT_POINT);
    await idle();
    expect(acknowledged.count).toBe(ACTS.length);
    expect(await acknowledged.broken(acts.database)).toEqual([]);
    expect(await faultsOf(acts.database)).toEqual([]);
  });
});

describe('Peerway is killed again and again', () => {
  const CLIENTS = 20;
  const KILLS = 3;

  let gaveUp = false;

  /** Asks until there is an answer, as a person does who sees a browser's error page. */
  async function insist<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (gaveUp || (error as Error).message !== 'fetch failed') throw error;
        await sleep(50);
      }
    }
  }

  /** One newcomer: joins, opens an application, signs the code of ethics, attests, and writes draft after draft until told to stop. */
  async function busy(client: number, over: () => boolean): Promise<void> {
    const [visitor, email] = [new Visitor(acts.origin), `client-${client}@example.org`];
    const legalName = `Client ${client} 王小明`;
    const act = async (what: string, action: string, fields: Record<string, string>, from: string, stored: string, values: readonly unknown[] = [email]): Promise<void> => {
      const send = await insist(() => form(visitor, action, fields, from));
      taken(await insist(send));
      acknowledged.add(`${what} of ${email}`, stored, values);
    };
    const own = (table: string): string => `select 1 from ${table} t join people p on p.id = t.person_id where p.email = $1`;
    await act('sign-up', '/sign-up', { ...NEWCOMER, legalName, email }, '/sign-up', `select 1 from people p join passwords w on w.person_id = p.id where p.email = $1`);
    // Who got no answer to a sign-up got no session with it either, and signs in as one does.
    if ((await insist(() => visitor.get('/account'))).status !== 200) taken(await insist(await insist(() => form(visitor, '/sign-in', { email, password: NEWCOMER.password, next: '/' }, '/sign-in'))));
    await act('application', '/application', {}, '/application', own('applications'));
    await act('signature', '/ethics/signature', { agreed: 'yes', signature: legalName }, '/ethics', own('ethics_signatures'));
    await act('attestation', '/attestation', { agreed: 'yes', signature: legalName, narrative: '' }, '/attestation', own('attestations'));
    for (let version = 0; !over(); version++) {
      const note = `draft ${version} ${newId()}`;
      const send = await insist(() => form(visitor, '/application/draft', { version: String(version), note }, '/application'));
      taken(await insist(send));
      drafts.set(email, { version: version + 1, note });
    }
  }
  const drafts = new Map<string, { version: number; note: string }>();

  it('· while twenty people press buttons: nothing acknowledged is lost, nothing is done twice', async () => {
    let over = false;
    const clients = Array.from({ length: CLIENTS }, (_, client) => busy(client, () => over));
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        const before = acknowledged.count;
        for (let tries = 0; acknowledged.count < before + 8 && tries < 1_000; tries++) await sleep(20);
        await sleep(Math.random() * 400);
        await serveAgain(WITHOUT_POINT);
      }
      over = true;
    })().catch((error: unknown) => {
      gaveUp = true;
      throw error;
    });
    await Promise.all([killing, ...clients]);
    await idle();
    expect(acknowledged.count).toBe(ACTS.length + 4 * CLIENTS);
    expect(await acknowledged.broken(acts.database)).toEqual([]);
    for (const [email, draft] of drafts) {
      expect([email, await acts.database.read(`select draft_version as version, draft ->> 'note' as note from applications a join people p on p.id = a.person_id where p.email = $1`, [email])]).toEqual([email, [draft]]);
    }
    expect(await faultsOf(acts.database)).toEqual([]);
  });
});
