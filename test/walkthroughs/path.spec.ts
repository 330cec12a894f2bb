import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { minutesOffered, type CurriculumOutline } from '#libs/course';
import { Audit, FirstAdministrator, IdentityModule } from '#libs/identity';
import { addDays, dayOf, type Day } from '#libs/kernel';
import { withServices } from '../../apps/cli/src/first-steps/services.ts';
import { CAST } from '../support/cast.ts';
import type { Visitor } from '../support/site.ts';
import { itWith } from '../support/tools.ts';
import { grade, performRolePlay, press, read, release, sendFile, source, takeCheck, taken, wordsOf, workLesson, workModule } from './support/acts.ts';
import { linkIn, openHouse, type House } from './support/house.ts';
import { follow, nextStep, passRolePlay, taught, type Company } from './support/way.ts';

// One person's way from an invitation to an employer's check, told in order: each sentence begins where the one before ended.

const PASSWORD = 'quiet river stones';
const EMAILS = { ada: 'ada@body.example', odette: 'odette@body.example', dana: 'dana@harbor.example', amir: 'amir@harbor.example', june: 'june@clinic.example', rosa: 'rosa@mail.example', wei: 'wei@mail.example' } as const;
type Who = keyof typeof EMAILS;
const NARRATIVE = 'I keep well by walking with friends, and I say so when a day is hard.';
const NOTE = 'An open question about supervision.';

let house: House;
let course: CurriculumOutline;
let wentWrong: string | undefined;
let folder: string;
let organizationId: string;
let attempt: string;
let submission: string;
let application: string;
let number: string;
let code: string;
let certificate: Buffer;

beforeAll(async () => {
  house = await openHouse();
  course = await taught(house);
  folder = mkdtempSync(join(tmpdir(), 'peerway-path-'));
}, 120_000);
afterAll(async () => {
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One step of the story. Once a step went wrong, those after it say so and no more: what they would say is noise. */
function step(sentence: string, act: () => Promise<void>, timeoutMs = 60_000): void {
  it(sentence, async () => {
    if (wentWrong) throw new Error(`The story stopped at: ${wentWrong}`);
    wentWrong = sentence;
    await act();
    wentWrong = undefined;
  }, timeoutMs);
}

/** Somebody who has an account, in a fresh browser: the clock of the story runs past the end of sessions. */
const as = async (who: Who): Promise<Visitor> => house.signedIn(await house.personId(EMAILS[who]));
const today = (): Day => dayOf(house.clock.now(), house.settings.timeZone);
/** How many requirements are met, and of how many. */
const met = (page: string): readonly [met: number, of: number] => [/(\d+) of \d+ are done/, /\d+ of (\d+) are done/].map((pattern) => Number(pattern.exec(page)![1])) as [number, number];
/** Requirements that are not met, by their keys. */
const missing = (page: string): string[] => [...page.matchAll(/<li id="requirement-([^"]+)">([\s\S]*?)<\/p>/g)].filter(([, , state]) => wordsOf(state!).includes('Not yet')).map(([, key]) => key!);
/** Hours of training that the model program asks, in all (no domain) and by domain, in its order. */
const { requirements } = parse(readFileSync('programs/model.yaml', 'utf8')) as { requirements: { key: string; kind: string; domain?: string; hours: number }[] };
const asked = requirements.filter(({ kind }) => kind === 'training-minutes' || kind === 'domain-minutes');
const firstLesson = () => course.modules[0]!.lessons.find(({ meeting }) => !meeting)!;
/** Rosa with those who answer her. */
const company = async (): Promise<Company> => ({ trainee: () => as('rosa'), instructor: () => as('amir'), personId: await house.personId(EMAILS.rosa), names: { trainee: CAST.rosa, partner: CAST.wei }, cohort: 'evenings' });

/** Follows the invitation of a letter and chooses a password; answers the browser. */
async function acceptInvitation(who: Who, place: string, legalName: string): Promise<Visitor> {
  const [letter] = await house.letters(EMAILS[who], `An invitation to ${place}`);
  const link = linkIn(letter, house.settings.publicUrl);
  const visitor = house.visitor();
  await read(visitor, link);
  expect(taken(await visitor.post(link, { legalName, preferredName: '', pronouns: '', password: PASSWORD }))).toBe('/');
  return visitor;
}

describe('an installation', () => {
  step('· gets its first administrator by a link that works once', async () => {
    const { settings, clock } = house;
    const token = await withServices({ settings, clock, databaseUrl: house.house.url }, [IdentityModule], (services) => services.get(FirstAdministrator).invite());
    const visitor = house.visitor();
    const fields = { legalName: 'Ada Okonkwo-Lindqvist', preferredName: '', pronouns: '', email: EMAILS.ada, password: PASSWORD, next: '' };
    expect(taken(await visitor.post(`/first-administrator/${token}`, fields))).toBe('/');
    expect((await house.visitor().get(`/first-administrator/${token}`)).status).toBe(404);
  });

  step('· fills with an organization and people who hold roles, each invited by a letter', async () => {
    const ada = await as('ada');
    await press(ada, '/roles/organizations', '/roles', { organization: 'Harbor Peer Institute' });
    organizationId = /<option value="([0-9a-f-]{36})"[^>]*>Harbor Peer Institute/.exec(await source(ada, '/roles'))![1]!;
    const hired = [['odette', CAST.odette, 'registrar', 'body'], ['dana', CAST.dana, 'coordinator', organizationId], ['amir', CAST.amir, 'instructor', organizationId]] as const;
    for (const [who, name, role, scope] of hired) {
      expect(await press(ada, '/roles', '/roles', { name, email: EMAILS[who], role, scope })).toBe('/roles');
      await acceptInvitation(who, scope === 'body' ? house.settings.bodyName : 'Harbor Peer Institute', name);
    }
    expect(await read(ada, '/roles')).toMatch(/Odette Nguyễn · [Rr]egistrar.*Dana Brontë · [Cc]oordinator.*Amir محمد العلي · [Ii]nstructor/);
  });
});

describe('Dana, coordinator', () => {
  step('· makes a cohort, opens it, and invites Rosa and Wei by mail', async () => {
    const dana = await as('dana');
    const fields = { title: 'Evenings in spring', organizationId, curriculumSlug: 'default', startsOn: '2026-11-23', endsOn: '', seats: '12', slug: 'evenings' };
    expect(await press(dana, '/cohorts', '/cohorts/new', fields)).toBe('/cohorts/evenings');
    await press(dana, '/cohorts/evenings/opening', '/cohorts/evenings');
    const invited = await press(dana, '/cohorts/evenings/invitations', '/cohorts/evenings', { people: `${CAST.rosa} <${EMAILS.rosa}>\n${CAST.wei} <${EMAILS.wei}>` });
    expect(await read(dana, invited)).toMatch(/Rosa Zoë O'Brien-Ñandú.*Has a place/);
    expect(await read(dana, '/cohorts/evenings')).toContain('Invited');
  });

  step('· approves June as a supervisor', async () => {
    const dana = await as('dana');
    expect(await press(dana, '/supervisors', '/supervisors', { name: CAST.june, email: EMAILS.june, scope: organizationId })).toBe('/supervisors');
    expect(await read(dana, '/supervisors')).toContain('June Šimůnková');
  });
});

describe('Rosa, trainee', () => {
  step('· accepts the invitation of her letter, and sees the one next step', async () => {
    const rosa = await acceptInvitation('rosa', 'Evenings in spring', CAST.rosa);
    await acceptInvitation('wei', 'Evenings in spring', CAST.wei);
    const { title, lineage } = firstLesson();
    expect(await nextStep(rosa)).toEqual({ title, label: 'Begin the lesson', href: `/lessons/${lineage}` });
  });

  step('· signs in again with the password she chose', async () => {
    const visitor = house.visitor();
    expect((await visitor.post('/sign-in', { email: EMAILS.rosa, password: 'another river', next: '/' })).status).toBe(422);
    expect(await press(visitor, '/sign-in', '/sign-in', { email: EMAILS.rosa.toUpperCase(), password: PASSWORD, next: '/' })).toBe('/');
  });

  step('· is told kindly when a lesson was too short, and gets its minutes once they were seen', async () => {
    const rosa = await as('rosa');
    const { lineage, minutes } = firstLesson();
    const path = `/lessons/${lineage}`;
    await source(rosa, path);
    expect(await press(rosa, `${path}/completion`, path)).toBe(`${path}#finish`);
    expect(await read(rosa, path)).toMatch(/Not quite yet.*Time with the lesson/);
    const home = await workLesson(house, rosa, lineage);
    expect(home).toMatch(new RegExp(`${minutes} minutes are in your record\\. We saw you here for \\d+ minutes`));
    expect(await read(await as('dana'), '/cohorts/evenings')).toContain('Rosa Zoë');
  });

  step('· finishes the lessons of the first module, and is led to its check', async () => {
    const [first] = course.modules;
    await workModule(house, await as('rosa'), first!.slug);
    expect(await nextStep(await as('rosa'))).toMatchObject({ title: `Check: ${first!.title}`, href: `/modules/${first!.slug}#check` });
  }, 60_000);

  step('· does not pass the check at first, reads why, and passes with another draw', async () => {
    const { slug } = course.modules[0]!;
    const first = await takeCheck(house, await as('rosa'), slug, 5);
    expect(await read(await as('rosa'), first)).toContain('Not there yet');
    const second = await takeCheck(house, await as('rosa'), slug, 1);
    expect(second).not.toBe(first);
    expect(await read(await as('rosa'), second)).not.toContain('Not there yet');
    const drawn = await house.house.database.read<{ draw: string }>(`select string_agg(item_version_id::text, ',' order by number) as draw from check_questions group by attempt_id`);
    expect(new Set(drawn.map(({ draw }) => draw)).size).toBe(2);
    expect((await nextStep(await as('rosa'))).href).not.toContain('#check');
  });

  step('· goes where the home page leads her, to the role play about boundaries', async () => {
    const way = await follow(house, await company(), ({ href }) => href === '/modules/ethics#role-plays');
    expect(way).toContain('/modules/engagement#role-plays');
  }, 120_000);
});

describe('a role play', () => {
  const lineage = 'ethics/role-play/boundaries';

  step('· is recorded with the consent of both, and handed in with a receipt', async () => {
    const rosa = await as('rosa');
    attempt = await performRolePlay(rosa, 'ethics', lineage, { trainee: CAST.rosa, partner: CAST.wei });
    expect(await source(rosa, `${attempt}/receipt`)).toMatch(/<code>[0-9A-Z]{10}<\/code>/);
    const [row] = await house.house.database.read<{ id: string; file: string }>(`select id, file_id as file from role_play_submissions where attempt_id = $1`, [attempt.split('/').at(-1)]);
    submission = row!.id;
    const bytes = await fetch(`${house.origin}/recordings/${row!.file}`, { headers: { cookie: rosa.cookieHeader(), range: 'bytes=0-3' } });
    expect([bytes.status, await bytes.text()]).toEqual([206, 'RIFF']);
    for (const who of ['wei', 'june', 'odette'] as const) expect([who, (await (await as(who)).get(`/recordings/${row!.file}`)).status]).toEqual([who, 404]);
  });

  step('· is answered “not yet” by Amir because of one level on boundaries', async () => {
    const amir = await as('amir');
    expect(await read(amir, '/grading')).toContain('Rosa');
    const path = await grade(amir, { boundaries: 1 });
    expect(path).toBe(`/grading/${submission}`);
    expect((await (await as('rosa')).get(`${attempt}/result`)).status).toBe(303);
    await release(amir, path);
    await house.letters(EMAILS.rosa, 'Your role play has been reviewed', 2);
  });

  step('· is read by Rosa criterion by criterion, who tries again and passes', async () => {
    const rosa = await as('rosa');
    const result = await read(rosa, `${attempt}/result`);
    for (const words of ['Not yet, and this is what is missing', 'You waited here. That gave room — 很好', 'Thank you for showing this.', 'Clear and kind limits']) expect(result).toContain(words);
    const again = await passRolePlay(await company(), 'ethics', lineage);
    expect(again).not.toBe(attempt);
    expect(await read(await as('rosa'), `${again}/result`)).not.toContain('Not yet');
  });
});

describe('the rest of the path', () => {
  step('· leads through every lesson, check and role play, and to each meeting, which Amir confirms', async () => {
    const way = await follow(house, await company(), ({ href }) => href === '');
    expect(await read(await as('rosa'), '/')).toContain('You have walked the whole path');
    const meetings = course.modules.flatMap(({ lessons }) => lessons).filter(({ meeting }) => meeting);
    expect(way.filter((href) => meetings.some(({ lineage }) => href === `/lessons/${lineage}`))).toEqual(meetings.map(({ lineage }) => `/lessons/${lineage}`));
  }, 120_000);

  step('· leaves every minute, check and role play of the course in the record, each once', async () => {
    const counts = await house.house.database.read<{ kind: string; domain: string | null; minutes: number; count: number }>(
      `select kind, domain, coalesce(sum(minutes), 0)::int as minutes, count(*)::int as count from statements where person_id = $1 group by kind, domain`,
      [await house.personId(EMAILS.rosa)],
    );
    const sum = (kinds: string[], what: 'minutes' | 'count', domain?: string): number => counts.filter((row) => kinds.includes(row.kind) && (domain === undefined || row.domain === domain)).reduce((total, row) => total + row[what], 0);
    for (const [domain, minutes] of minutesOffered(course)) expect([domain, sum(['lesson', 'meeting'], 'minutes', domain)]).toEqual([domain, minutes]);
    const lessons = course.modules.flatMap((module) => module.lessons);
    expect(sum(['meeting'], 'count')).toBe(lessons.filter(({ meeting }) => meeting).length);
    expect(sum(['lesson'], 'count')).toBe(lessons.filter(({ meeting }) => !meeting).length);
    expect(sum(['check'], 'count')).toBe(course.modules.filter(({ check }) => check).length);
    expect(sum(['role-play'], 'count')).toBe(course.modules.flatMap(({ rolePlays }) => rolePlays).length);
  });
});

describe('the way to an application', () => {
  /** What Rosa's page says is missing now. */
  const left = async (): Promise<string[]> => {
    const page = await source(await as('rosa'), '/certification');
    const [had, of] = met(wordsOf(page));
    expect(had + missing(page).length).toBe(of);
    return missing(page);
  };
  const TRAINING = /^training/;

  step('· shows each exact gap', async () => {
    const page = await read(await as('rosa'), '/certification');
    for (const words of ['Not signed yet.', 'Supervised experience', '120 h to go.']) expect(page).toContain(words);
    const gaps = await left();
    expect(gaps.filter((key) => !TRAINING.test(key))).toEqual(['experience', 'supervision', 'ethics', 'lived-experience']);
    const offered = minutesOffered(course);
    const all = [...offered.values()].reduce((sum, minutes) => sum + minutes, 0);
    expect(gaps.filter((key) => TRAINING.test(key))).toEqual(asked.filter(({ domain, hours }) => (domain ? (offered.get(domain) ?? 0) : all) < hours * 60).map(({ key }) => key));
  });

  step('· logs hours, which June confirms from a mailed link that a scanner opened before her', async () => {
    const approval = async (): Promise<string> => /<option value="([0-9a-f-]{36})"[^>]*>June/.exec(await source(await as('rosa'), '/hours'))![1]!;
    const supervisor = await approval();
    house.clock.forward(60 * 24 * 40);
    for (let form = 0; form < 3; form++) {
      const rosa = await as('rosa');
      const days = Array.from({ length: 5 }, (_, at) => addDays(today(), -form * 7 - at - 2));
      const further = Object.fromEntries(days.slice(1).flatMap((on, at) => [[`day${at + 2}`, on], [`minutes${at + 2}`, '8']]));
      const supervision = { supervisionDay: days[0]!, individualMinutes: '1:30', groupMinutes: '0:15' };
      const fields = { day: days[0]!, minutes: '8:00', site: 'Casa de la Niña', domain: 'mentoring', activity: 'one-to-one', supervisor, ...further, ...supervision };
      expect(await press(rosa, '/hours', '/hours', fields)).toBe('/hours');
    }
    await press(await as('rosa'), '/hours/confirmation-request', '/hours');
    const [letter] = await house.letters(EMAILS.june, `Hours of ${CAST.rosa} to confirm`);
    const link = linkIn(letter, house.settings.publicUrl);
    const june = house.visitor();
    for (let opened = 0; opened < 2; opened++) expect(await read(june, link)).toContain(`${CAST.rosa}: 120 h`);
    expect(await read(await as('rosa'), '/certification')).toContain('120 h to go.');
    const rows = [...(await source(june, link)).matchAll(/name="(answer-[0-9a-f-]{36})"/g)].map(([, name]) => name!);
    expect(new Set(rows).size).toBe(15);
    expect(await press(june, link, link, Object.fromEntries(rows.map((row) => [row, 'confirmed'])))).toBe(link);
    expect((await left()).filter((key) => !TRAINING.test(key))).toEqual(['ethics', 'lived-experience']);
  });

  step('· has training from elsewhere credited by Odette, with its document', async () => {
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
    const fields = { provider: 'Šumava Peer Academy', fromDay: '2026-03-02', toDay: '2026-03-13', 'time-advocacy': '12', 'time-mentoring': '9', 'time-recovery': '15', 'time-ethics': '' };
    expect(taken(await sendFile(await as('rosa'), '/training', '/training', pdf, { name: 'Zertifikat 王.pdf', type: 'application/pdf' }, fields))).toBe('/training');
    const odette = await as('odette');
    const path = /href="(\/registrar\/training\/[0-9a-f-]{36})"/.exec(await source(odette, '/registrar/training'))![1]!;
    expect((await odette.get(`${path}/document`)).text).toBe(pdf.toString());
    expect(await press(odette, path, path, { verdict: 'credited', 'time-advocacy': '12', 'time-mentoring': '9', 'time-recovery': '15', 'time-ethics': '', reason: '' })).toBe('/registrar/training');
    expect(await left()).toEqual(['ethics', 'lived-experience']);
  });

  step('· signs the code of ethics, attests with words of her own, and has no gap left', async () => {
    const rosa = await as('rosa');
    expect(await press(rosa, '/ethics/signature', '/ethics', { agreed: 'yes', signature: CAST.rosa })).toBe('/certification');
    expect(await left()).toEqual(['lived-experience']);
    expect((await rosa.post('/application/submission', { version: '0', note: '', released: 'yes' }, '/certification')).status).toBe(404);
    taken(await rosa.post('/attestation', { agreed: 'yes', signature: CAST.rosa, narrative: NARRATIVE }, '/attestation'));
    expect(await left()).toEqual([]);
    expect(await read(rosa, '/certification')).toContain('You have everything');
  });

  step('· hands in an application', async () => {
    const rosa = await as('rosa');
    await press(rosa, '/application', '/application');
    expect(await press(rosa, '/application/submission', '/application', { version: '0', note: 'Thank you for reading', released: 'yes' })).toBe('/application');
    expect(await read(rosa, '/application')).toContain('A registrar will read it next.');
    await house.letters(EMAILS.rosa, 'We have your application');
  });
});

describe('Odette, registrar', () => {
  step('· claims the application, reads it with its narrative, and checks the identity', async () => {
    const odette = await as('odette');
    application = /href="(\/registrar\/applications\/[^"]+)"><bdi>Rosa/.exec(await source(odette, '/registrar'))![1]!;
    await press(odette, `${application}/claim`, application);
    const review = await read(odette, application);
    const [had, of] = met(review);
    expect(had).toBe(of);
    for (const words of [ 'Thank you for reading', 'Šumava Peer Academy', 'The identity is not checked yet.']) expect(review).toContain(words);
    expect(await read(odette, `${application}/narrative`)).toContain(NARRATIVE);
    expect((await odette.post(`${application}/award`, { words: '' }, application)).status).toBe(409);
    await press(odette, `${application}/identity-check`, application, { method: 'video-call', documentKind: 'passport' });
  });

  step('· awards once, whatever is clicked how often, and letters follow', async () => {
    const odette = await as('odette');
    const key = { idempotencyKey: '0190b0c0-0000-7000-8000-00000000aaaa', words: 'Welcome, colleague' };
    const awards = await Promise.all([1, 2].map(() => odette.post(`${application}/award`, key, application)));
    expect(awards.map(taken)).toEqual([application, application]);
    number = /CPS-\d{4}-\d{6}/.exec(await read(await as('rosa'), '/certification'))![0];
    expect(await house.house.database.read(`select number from certifications`)).toEqual([{ number }]);
    await house.letters(EMAILS.rosa, 'Congratulations: your certification is awarded');
  });
});

describe('the certificate', () => {
  step('· is downloaded by Rosa, and by nobody who may not', async () => {
    const rosa = await as('rosa');
    await house.idle();
    expect(await read(rosa, `/certifications/${number}`)).toContain(number);
    const answer = await fetch(`${house.origin}/certifications/${number}/certificate`, { headers: { cookie: rosa.cookieHeader() } });
    certificate = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get('content-type'), certificate.subarray(0, 8).toString()]).toEqual([200, 'application/pdf', '%PDF-1.7']);
    for (const who of ['wei', 'amir', 'dana'] as const) expect([who, (await (await as(who)).get(`/certifications/${number}/certificate`)).status]).toEqual([who, 404]);
  });

  itWith('pdfsig', '· is accepted by tools that are not ours, and gives her name back', () => {
    const file = join(folder, 'certificate.pdf');
    writeFileSync(file, certificate);
    const run = (tool: string, ...args: string[]) => spawnSync(tool, args, { encoding: 'utf8' });
    expect(run('pdfsig', '-nocert', file).stdout).toMatch(/Total document signed[\s\S]*Signature is Valid/);
    expect(run('qpdf', '--check', file).status).toBe(0);
    expect(run('pdftotext', file, '-').stdout).toContain(CAST.rosa);
  });
});

describe('an employer', () => {
  const file = async (bytes: Buffer): Promise<string> => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytes)], 'certificate.pdf', { type: 'application/pdf' }));
    return wordsOf((await house.employer().send('POST', '/file-verifications', {}, form)).text);
  };
  const facts = (): string[] => [number, CAST.rosa, 'Certified Peer Specialist', 'Active', house.settings.bodyName];

  step('· verifies by the link that Rosa shares', async () => {
    const link = new RegExp(`${house.settings.registryUrl}(/v/[0-9A-Z-]+)`).exec(await source(await as('rosa'), `/certifications/${number}`))![1]!;
    code = link.slice('/v/'.length);
    const page = await read(house.employer(), link);
    for (const fact of facts()) expect(page).toContain(fact);
    expect(page).not.toContain('walking with friends');
  });

  step('· verifies by the typed code, and by the number with a part of the name', async () => {
    const employer = house.employer();
    expect(await read(employer, taken(await employer.get(`/v?code=${code.toLowerCase()}`)))).toContain(number);
    const found = await employer.send('POST', '/verifications', {}, new URLSearchParams({ number: number.toLowerCase(), name: 'nandu' }) as never);
    expect(taken(found)).toBe(`/v/${code}`);
    const wrong = await employer.send('POST', '/verifications', {}, new URLSearchParams({ number, name: 'Smith' }) as never);
    expect([wrong.status, wordsOf(wrong.text).includes('Nothing in the registry matches')]).toEqual([404, true]);
  });

  step('· verifies by the file, and is warned of one whose bytes were changed', async () => {
    const genuine = await file(certificate);
    for (const fact of [...facts(), 'byte for byte the certificate that was issued']) expect(genuine).toContain(fact);
    const changed = Buffer.from(certificate);
    changed[Math.floor(changed.length / 3)]! ^= 1;
    expect(await file(changed)).toContain('Not genuine');
    expect(await file(Buffer.concat([certificate, Buffer.from('\n')]))).toContain('This file was changed after it was issued');
    expect(await file(Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'))).not.toContain('Active');
  });

  step('· verifies by program', async () => {
    const answer = await fetch(`${house.settings.registryUrl}/api/v1/verifications/${code}`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { answer: 'genuine', listing: { number, name: CAST.rosa, standing: { standing: 'active' } } }]);
    const asked = await fetch(`${house.settings.registryUrl}/api/v1/verifications`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ number, name: "O'Brien-Ñandú" }) });
    expect(await asked.json()).toMatchObject({ answer: 'genuine', listing: { number } });
    expect((await fetch(`${house.settings.registryUrl}/api/v1/openapi.json`)).status).toBe(200);
  });
});

describe('the standing of a certification', () => {
  const decide = async (noun: string, effectiveOn: string, publicNote = ''): Promise<string> => {
    const path = `/registrar/certifications/${number}`;
    return press(await as('odette'), `${path}/${noun}`, `${path}/${noun}`, { reason: 'Kept by the body alone', effectiveOn, publicNote });
  };
  const registry = (on = ''): Promise<string> => read(house.employer(), `/v/${code}${on && `?on=${on}`}`);

  step('· is suspended, and the registry says so at once', async () => {
    house.clock.forward(60 * 24 * 10);
    await decide('suspension', today(), NOTE);
    const page = await registry();
    for (const words of ['Suspended', NOTE]) expect(page).toContain(words);
    expect(page).not.toContain('Kept by the body alone');
    await house.letters(EMAILS.rosa, 'About your certification');
    expect(await read(await as('rosa'), `/certifications/${number}`)).toContain('Suspended');
  });

  step('· is reinstated, then revoked, and every day of its history can still be asked about', async () => {
    const suspended = today();
    house.clock.forward(60 * 24 * 5);
    const reinstated = today();
    await decide('reinstatement', reinstated);
    expect(await registry()).toContain('This certification is valid today.');
    house.clock.forward(60 * 24 * 5);
    await decide('revocation', today());
    expect(await registry()).toContain('The certifying body has taken this certification back.');
    expect(await registry(suspended)).toMatch(/On \w+ \d+, \d+ .*Suspended/);
    const answers = await Promise.all([suspended, reinstated, today()].map(async (on) => (await fetch(`${house.settings.registryUrl}/api/v1/verifications/${code}?on=${on}`)).json() as Promise<{ listing: { asked: { standing: string }; history: { standing: string }[] } }>));
    expect(answers.map(({ listing }) => listing.asked.standing)).toEqual(['suspended', 'active', 'revoked']);
    expect(answers[0]!.listing.history.map(({ standing }) => standing)).toEqual(['active', 'suspended', 'active', 'revoked']);
    expect((await (await as('odette')).post(`/registrar/certifications/${number}/reinstatement`, { reason: 'x', effectiveOn: today() }, '/registrar')).status).toBe(409);
    await house.letters(EMAILS.rosa, 'About your certification', 3);
  });
});

describe('pages of others', () => {
  it.each<[string, Who, string]>([
    ['/roles', 'rosa', 'administrators'],
    ['/cohorts', 'rosa', 'coordinators'],
    ['/cohorts/new', 'amir', 'coordinators'],
    ['/cohorts/evenings', 'rosa', 'coordinators'],
    ['/grading', 'rosa', 'instructors'],
    ['/grading', 'dana', 'instructors'],
    ['/supervision', 'rosa', 'supervisors'],
    ['/supervisors', 'amir', 'coordinators'],
    ['/registrar', 'rosa', 'registrars'],
    ['/registrar', 'dana', 'registrars'],
    ['/registrar/training', 'amir', 'registrars'],
    ['/registrar/certifications', 'rosa', 'registrars'],
    ['/registrar/name-corrections', 'dana', 'registrars'],
  ])('· %s answers %s who can', async (path, who, roles) => {
    const { status, text } = await (await as(who)).get(path);
    expect([status, wordsOf(text).includes(roles)]).toEqual([403, true]);
  });

  step('· of the registrar about Rosa are closed to everybody else', async () => {
    for (const who of ['rosa', 'dana', 'amir'] as const) {
      for (const path of [application, `${application}/narrative`, `/registrar/certifications/${number}`]) expect([who, path, (await (await as(who)).get(path)).status]).toEqual([who, path, 403]);
    }
  });

  step('· of Rosa are not there for another trainee', async () => {
    const wei = await as('wei');
    for (const path of [attempt, `${attempt}/result`, `${attempt}/receipt`, `/certifications/${number}`]) expect([path, (await wei.get(path)).status]).toEqual([path, 404]);
    const [check] = await house.house.database.read<{ id: string }>(`select id from check_attempts limit 1`);
    expect((await wei.get(`/checks/${check!.id}/result`)).status).toBe(404);
    expect((await wei.get(`/grading/${submission}`)).status).toBe(404);
  });

  step('· lead a stranger to sign in, and back', async () => {
    for (const path of ['/hours', attempt, '/registrar', '/certification', `/certifications/${number}`]) expect(await house.visitor().get(path)).toMatchObject({ status: 303, location: `/sign-in?next=${encodeURIComponent(path)}` });
  });
});

describe('after it all', () => {
  step('· no job was given up, and the audit trail is whole', async () => {
    await house.idle();
    expect(await house.house.database.read(`select task_identifier, last_error from graphile_worker.jobs where attempts > 0`)).toEqual([]);
    expect(await new Audit(house.house.database, house.clock).firstFault()).toBeUndefined();
  });
});
