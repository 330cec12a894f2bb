import { Programs, readProgramFolder } from '#libs/certification';
import { HoursQueries, SupervisedHours, SupervisorApprovals, SupervisorLinks, SupervisorQueries, TrainingQueries, TransferredTraining, TransferReview, Vouching, type HoursRow, type Trainee } from '#libs/evidence';
import { FileFolder, StoredFiles } from '#libs/files';
import { Audit, OneTimeLinks, People, Roles, Sessions } from '#libs/identity';
import { day, newId } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { RecordQueries, TrainingRecord } from '#libs/record';
import { AnswerLetters } from '../../libs/evidence/src/answer-letters.ts';
import { HoursEntries } from '../../libs/evidence/src/hours-entries.ts';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

/** The services of the room over a database, as the module puts them together. */
export function evidenceRoom({ database }: TestDatabase, clock: StillClock) {
  const settings = testSettings({ PEERWAY_DATA: process.env['PEERWAY_TEST_FOLDER'] ?? '/tmp' });
  const files = new StoredFiles(database, clock, new Jobs(database), new FileFolder(settings));
  const audit = new Audit(database, clock);
  const roles = new Roles(database, clock, audit, new Sessions(database, clock), new Jobs(database), settings);
  const people = new People(database, clock, audit, settings);
  const links = new OneTimeLinks(database, clock);
  const [record, recordQueries] = [new TrainingRecord(database, clock, settings, new Jobs(database)), new RecordQueries(database)];
  const [hours, supervisors, training] = [new HoursQueries(database, recordQueries), new SupervisorQueries(database), new TrainingQueries(database)];
  const letters = new AnswerLetters(new Jobs(database), settings);
  return {
    roles,
    links,
    files,
    record: recordQueries,
    hours,
    supervisors,
    training,
    supervisedHours: new SupervisedHours(database, clock, settings, new Jobs(database), hours, supervisors),
    vouching: new Vouching(database, clock, hours, new HoursEntries(record, recordQueries), audit, letters),
    supervisorLinks: new SupervisorLinks(links, roles),
    transferred: new TransferredTraining(database, clock, settings, training, files),
    review: new TransferReview(database, clock, record, training, audit, letters),
    approvals: new SupervisorApprovals(database, people, roles),
  };
}

export type Room = ReturnType<typeof evidenceRoom>;

/** Rosa logs hours; June supervises for an organization, Wei for the body; Odette is its registrar, Dana coordinates. */
export interface Scene extends Room {
  readonly house: TestDatabase;
  readonly clock: StillClock;
  readonly organization: string;
  readonly ids: Readonly<Record<keyof typeof CAST, string>>;
  readonly approvalOf: Readonly<Record<'june' | 'wei', string>>;
  /** With the roles held now; everybody has a place with the organization. */
  actor(who: keyof typeof CAST): Promise<Trainee>;
}

export async function furnish(house: TestDatabase, clock: StillClock): Promise<Scene> {
  const room = evidenceRoom(house, clock);
  const ids = Object.fromEntries(await Promise.all(Object.entries(CAST).map(async ([who, name]) => [who, await addPerson(house.database, name)]))) as Scene['ids'];
  const organization = await room.roles.foundOrganization('Casa de la Niña', 'casa');
  await room.roles.give(null, ids.june, 'supervisor', organization);
  await room.roles.give(null, ids.wei, 'supervisor', null);
  await room.roles.give(null, ids.odette, 'registrar', null);
  await room.roles.give(null, ids.dana, 'coordinator', organization);
  const approvals = await room.supervisors.approved({ id: ids.rosa, organizationIds: [organization] });
  const approval = (personId: string): string => approvals.find((one) => one.personId === personId)!.approvalId;
  return { ...room, house, clock, organization, ids, approvalOf: { june: approval(ids.june), wei: approval(ids.wei) }, actor: async (who) => ({ ...(await room.roles.actor(ids[who])), organizationIds: [organization] }) };
}

export async function scene(): Promise<Scene> {
  return furnish(await testDatabase(), new StillClock());
}

/** Gives a person a place in a cohort of an organization, for pages that ask the course where somebody belongs. */
export async function placeIn({ database }: TestDatabase, organizationId: string, personId: string): Promise<void> {
  const [curriculum, version, cohort] = [newId(), newId(), newId()];
  await database.read(`insert into curricula values ($1, $2, 1)`, [curriculum, curriculum]);
  await database.read(
    `insert into curriculum_versions (id, curriculum_id, number, digest, title, summary, language, license, observed_percent, domains, competencies, pinned, changes, published_at)
     values ($1, $2, 1, '', 'Peer support', '', 'en', '', 50, '[{"key": "mentoring", "title": "Mentoring, as taught here"}]', '[]', '[]', '[]', now())`,
    [version, curriculum],
  );
  await database.read(`insert into cohorts (id, slug, title, organization_id, curriculum_version_id, starts_on, made_by, made_at) values ($1, $5, 'A cohort', $2, $3, '2026-01-01', $4, now())`, [cohort, organizationId, version, personId, cohort]);
  await database.read(`insert into enrollments (id, cohort_id, person_id, enrolled_by, enrolled_at) values ($1, $2, $3, $3, now())`, [newId(), cohort, personId]);
}

/** Brings the model program into force, after `change` of its text. */
export async function bringProgram({ database }: TestDatabase, clock: StillClock, change: (text: string) => string = (text) => text): Promise<void> {
  const [source] = readProgramFolder('programs');
  const programs = new Programs(database, clock, new Audit(database, clock));
  await programs.importProgram({ ...source!, program: { ...source!.program, text: change(source!.program.text) } });
}

export const hoursOn = (date: string, changes: Partial<HoursRow> = {}): HoursRow => ({
  day: day(date),
  minutes: 240,
  site: 'Riverside drop-in',
  domain: 'mentoring',
  activity: 'one-to-one',
  supervisionDay: null,
  individualMinutes: 0,
  groupMinutes: 0,
  ...changes,
});
