import { ContentQueries } from '#libs/assessment';
import { Cohorts, Curricula, Enrollments, importCurriculum, Outlines, Progress, type CurriculumOutline, type ModuleOfOutline } from '#libs/course';
import { Roles } from '#libs/identity';
import { day, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { grownCurriculum } from './curriculum.ts';
import { addPeople, addStaff, signIn, type BenchPerson } from './people.ts';
import { addRows, type Row } from './rows.ts';
import type { Services } from './services.ts';

const NOW = new Date();
const at = (hoursAgo: number): string => new Date(NOW.getTime() - hoursAgo * 3_600_000).toISOString();

export interface Trainee extends BenchPerson {
  readonly cookie: string;
  /** Modules that are done; of the next one the lessons are, its check is not. */
  readonly modulesDone: number;
}

/** A role play that waits for its rating, and what one would send to rate it. */
export interface WaitingSubmission {
  readonly id: string;
  readonly criteria: readonly string[];
}

export interface SeededCourse {
  /** Of the first import of the curriculum, and of a second one that changed nothing. */
  readonly importSeconds: readonly [number, number];
  readonly outline: CurriculumOutline;
  readonly trainees: readonly Trainee[];
  readonly instructor: BenchPerson;
  readonly waiting: readonly WaitingSubmission[];
  readonly submissions: number;
}

/** What the record says of somebody who did these lessons, this check or this role play. */
export function statement(personId: string, kind: string, lineage: string, title: string, changes: Row = {}): Row {
  const nothing = { minutes: null, minutes_observed: null, domain: null, competencies: [], result: null, voucher_kind: 'server', vouched_by: null, recorded_at: at(200) };
  const fact = { verb: kind === 'lesson' ? 'completed' : 'passed', kind, object_id: 'bench', lineage, title, day: '2026-11-01' };
  return { id: newId(), source: `bench:${newId()}`, person_id: personId, ...fact, ...nothing, ...changes };
}

export const lessonStatements = (personId: string, { lessons }: ModuleOfOutline): Row[] =>
  lessons.map(({ lineage, title, minutes, domain }) => statement(personId, 'lesson', lineage, title, { minutes, minutes_observed: minutes, domain }));

const judged = (personId: string, module: ModuleOfOutline): Row[] => [
  statement(personId, 'check', `${module.lineage}/check`, module.title, { result: { points: 9, of: 10, percent: 90 } }),
  ...module.rolePlays.map(({ lineage, title }) => statement(personId, 'role-play', lineage, title)),
];

/** Whole modules, as the record knows them. */
export const moduleStatements = (personId: string, module: ModuleOfOutline): Row[] => [...lessonStatements(personId, module), ...judged(personId, module)];

/** Submissions of each trainee, of which half the role plays are answered. */
class RolePlaySeed {
  readonly tables: Record<string, Row[]> = { role_play_attempts: [], role_play_consents: [], files: [], file_uses: [], role_play_submissions: [], ratings: [], role_play_results: [] };
  readonly waiting: { id: string; rubricVersionId: string }[] = [];

  constructor(
    private readonly place: { cohortId: string; organizationId: string },
    private readonly instructorId: string,
  ) {}

  add({ id: personId, name }: BenchPerson, module: ModuleOfOutline, answered: boolean): void {
    const [rolePlay] = module.rolePlays;
    const { lineage, title, scenarioVersionIds: [scenarioVersionId], rubricVersionId } = rolePlay!;
    const [attemptId, fileId, id] = [newId(), newId(), newId()];
    const consents = ['trainee', 'partner'].map((party) => ({ id: newId(), attempt_id: attemptId, party, name, text_version: 1, text_sha256: '0'.repeat(64), days_kept: 90, days_ungraded: 180, taken_by: personId, given_at: at(30) }));
    const [trainee, partner] = consents;
    const place = { cohort_id: this.place.cohortId, organization_id: this.place.organizationId, module_lineage: module.lineage, module_slug: module.slug };
    this.tables['role_play_attempts']!.push({
      id: attemptId, person_id: personId, role_play: lineage, scenario_version_id: scenarioVersionId, rubric_version_id: rubricVersionId, title, competencies: module.competencies, ...place,
      opened_at: at(30), closed_at: answered ? at(10) : null,
    });
    this.tables['role_play_consents']!.push(...consents);
    this.tables['files']!.push({ id: fileId, owner_id: personId, kind: 'recording', name: 'recording.webm', type: 'video/webm', bytes: 4_096, sha256: '0'.repeat(64), stored_at: at(30) });
    this.tables['file_uses']!.push({ file_id: fileId, used_by: `role-play:${attemptId}`, used_at: at(30) });
    this.tables['role_play_submissions']!.push({ id, attempt_id: attemptId, file_id: fileId, trainee_consent_id: trainee!.id, partner_consent_id: partner!.id, receipt: id.slice(-12), submitted_at: at(30) });
    if (answered) this.answer(id, rubricVersionId);
    else this.waiting.push({ id, rubricVersionId });
  }

  private answer(submissionId: string, rubricVersionId: string): void {
    const ratingId = newId();
    const draft = { criteria: {}, comments: [], summary: 'Thank you.' };
    this.tables['ratings']!.push({ id: ratingId, submission_id: submissionId, instructor_id: this.instructorId, rubric_version_id: rubricVersionId, version: 3, draft, saved_at: at(10), released_at: at(10) });
    this.tables['role_play_results']!.push({ submission_id: submissionId, rating_id: ratingId, outcome: 'passed', points: 15, of_points: 20, missing: [], released_by: this.instructorId, released_at: at(10) });
  }
}

/** Answers the seconds that the first import took, and another one of the same files. */
async function importGrown(services: Services): Promise<[number, number]> {
  const { folder, drop } = grownCurriculum();
  const timed = async (): Promise<number> => {
    const began = performance.now();
    const { faults } = await importCurriculum(folder, services.get(Curricula));
    if (faults.length > 0) throw new Error(`The grown curriculum has faults: ${JSON.stringify(faults.slice(0, 5))}`);
    return (performance.now() - began) / 1_000;
  };
  try {
    return [await timed(), await timed()];
  } finally {
    drop();
  }
}

/** One cohort on a curriculum of 12 modules, and trainees at every place of it, each with two role plays handed in. */
export async function seedCourse(services: Services, trainees: number): Promise<SeededCourse> {
  const database = services.get(Database);
  const importSeconds = await importGrown(services);
  const organizationId = await services.get(Roles).foundOrganization('Árbol Recovery', 'arbol');
  const [coordinator, instructor] = [await addStaff(services, 'coordinator', organizationId), await addStaff(services, 'instructor', organizationId)];
  const cohort = await services.get(Cohorts).create(coordinator, { organizationId, title: 'Winter', curriculumSlug: 'default', startsOn: day('2026-11-01') });
  await services.get(Cohorts).open(coordinator, cohort);
  const people = await addPeople(services, trainees);
  for (const person of people) await services.get(Enrollments).enroll(person, cohort);
  const place = (await services.get(Progress).places(people[0]!.id))[0]!;
  const outline = await services.get(Outlines).of(place.curriculumVersionId);
  const { modules } = outline;
  const lessonIds = new Map((await database.read<{ id: string; lineage: string }>(`select id, lineage from lessons`)).map(({ id, lineage }) => [lineage, id]));
  const [statements, openings]: [Row[], Row[]] = [[], []];
  const rolePlays = new RolePlaySeed(place, instructor.id);
  const practised = modules.filter((module) => module.rolePlays.length > 0);
  const seeded: Trainee[] = [];
  for (const [index, person] of people.entries()) {
    const modulesDone = index % modules.length;
    const walked = modules.slice(0, modulesDone + 1);
    for (const module of walked) statements.push(...lessonStatements(person.id, module));
    for (const module of walked.slice(0, -1)) statements.push(...judged(person.id, module));
    for (const { lineage } of walked.flatMap(({ lessons }) => lessons)) {
      openings.push({ person_id: person.id, lesson_id: lessonIds.get(lineage), opened_at: at(210), last_seen_at: at(200), observed_seconds: 1_800, part_seen: 3 });
    }
    rolePlays.add(person, practised[index % practised.length]!, true);
    rolePlays.add(person, practised[(index + 1) % practised.length]!, false);
    seeded.push({ ...person, modulesDone, cookie: await signIn(services, person) });
  }
  await addRows(database, 'statements', statements);
  await addRows(database, 'lesson_openings', openings);
  for (const [table, rows] of Object.entries(rolePlays.tables)) await addRows(database, table, rows);
  const waiting = await Promise.all(rolePlays.waiting.map(async ({ id, rubricVersionId }) => ({ id, criteria: (await services.get(ContentQueries).rubric(rubricVersionId)).criteria.map(({ key }) => key) })));
  return { importSeconds, outline, trainees: seeded, instructor, waiting, submissions: rolePlays.tables['role_play_submissions']!.length };
}
