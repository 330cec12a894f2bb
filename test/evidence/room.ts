import { HoursQueries, SupervisedHours, SupervisorApprovals, SupervisorLinks, SupervisorQueries, TrainingQueries, TransferredTraining, TransferReview, Vouching, type HoursRow } from '#libs/evidence';
import { FileFolder, StoredFiles } from '#libs/files';
import { Audit, OneTimeLinks, People, Roles, Sessions, type Actor } from '#libs/identity';
import { day } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { RecordQueries, TrainingRecord } from '#libs/record';
import { HoursEntries } from '../../libs/evidence/src/hours-entries.ts';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

/** The services of the room over a database, as the module puts them together. */
export function evidenceRoom({ database }: TestDatabase, clock: StillClock) {
  const settings = testSettings({ PEERWAY_DATA: process.env['PEERWAY_TEST_FOLDER'] ?? '/tmp' });
  const files = new StoredFiles(database, clock, new Jobs(database), new FileFolder(settings));
  const audit = new Audit(database, clock);
  const roles = new Roles(database, clock, audit, new Sessions(database, clock));
  const people = new People(database, clock, audit, settings);
  const links = new OneTimeLinks(database, clock);
  const [record, recordQueries] = [new TrainingRecord(database, clock, settings, new Jobs(database)), new RecordQueries(database)];
  const [hours, supervisors, training] = [new HoursQueries(database, recordQueries), new SupervisorQueries(database), new TrainingQueries(database)];
  return {
    roles,
    links,
    files,
    record: recordQueries,
    hours,
    supervisors,
    training,
    supervisedHours: new SupervisedHours(database, clock, settings, new Jobs(database), hours, supervisors),
    vouching: new Vouching(database, clock, hours, new HoursEntries(record, recordQueries), audit),
    supervisorLinks: new SupervisorLinks(links, roles),
    transferred: new TransferredTraining(database, clock, settings, training, files),
    review: new TransferReview(database, clock, record, training, audit),
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
  actor(who: keyof typeof CAST): Promise<Actor>;
}

export async function furnish(house: TestDatabase, clock: StillClock): Promise<Scene> {
  const room = evidenceRoom(house, clock);
  const ids = Object.fromEntries(await Promise.all(Object.entries(CAST).map(async ([who, name]) => [who, await addPerson(house.database, name)]))) as Scene['ids'];
  const organization = await room.roles.foundOrganization('Casa de la Niña', 'casa');
  await room.roles.give(null, ids.june, 'supervisor', organization);
  await room.roles.give(null, ids.wei, 'supervisor', null);
  await room.roles.give(null, ids.odette, 'registrar', null);
  await room.roles.give(null, ids.dana, 'coordinator', organization);
  const approvals = await room.supervisors.approved(ids.rosa);
  const approval = (personId: string): string => approvals.find((one) => one.personId === personId)!.approvalId;
  return { ...room, house, clock, organization, ids, approvalOf: { june: approval(ids.june), wei: approval(ids.wei) }, actor: (who) => room.roles.actor(ids[who]) };
}

export async function scene(): Promise<Scene> {
  return furnish(await testDatabase(), new StillClock());
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
