import { Cohorts, CohortQueries, CourseModule, Curricula, Enrollments, importCurriculum, Invitations, LessonQueries, Lessons, Outlines, Progress, type ImportReport } from '#libs/course';
import { Roles, type Actor } from '#libs/identity';
import { day } from '#libs/kernel';
import { Database, PersistenceModule } from '#libs/persistence';
import { NestFactory } from '@nestjs/core';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

export const CURRICULUM = fileURLToPath(new URL('../../../curriculum', import.meta.url));

/** A copy of the real curriculum that a test may spoil. */
export class CurriculumCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'peerway-curriculum-'));

  constructor() {
    cpSync(CURRICULUM, this.folder, { recursive: true });
  }

  change(path: string, from: string | RegExp, to: string | ((found: string) => string)): this {
    const before = readFileSync(join(this.folder, path), 'utf8');
    const after = before.replace(from, to as string);
    if (after === before) throw new Error(`${path} has no ${String(from)}`);
    return this.write(path, after);
  }

  write(path: string, text: string | Uint8Array): this {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
    return this;
  }

  remove(path: string): this {
    rmSync(join(this.folder, path));
    return this;
  }

  /** Number of the first line that holds a text; the first one of a file that is not there. */
  line(path: string, text: string): number {
    const lines = existsSync(join(this.folder, path)) ? readFileSync(join(this.folder, path), 'utf8').split('\n') : [''];
    return lines.findIndex((line) => line.includes(text)) + 1;
  }

  drop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A letter as the outbox holds it. */
export interface Letter {
  readonly letter: string;
  readonly personId: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** The course library over a database of its own, with the real curriculum, an organization and its coordinator Dana. */
export interface CourseHouse {
  readonly house: TestDatabase;
  readonly clock: StillClock;
  readonly curricula: Curricula;
  readonly cohorts: Cohorts;
  readonly cohortQueries: CohortQueries;
  readonly enrollments: Enrollments;
  readonly invitations: Invitations;
  readonly lessons: Lessons;
  readonly lessonQueries: LessonQueries;
  readonly progress: Progress;
  readonly outlines: Outlines;
  readonly organizationId: string;
  readonly dana: Actor;
  import(folder?: string): Promise<ImportReport>;
  person(name?: string): Promise<Actor>;
  /** Letters that wait for the worker, in the order they were asked for. */
  letters(): Promise<Letter[]>;
  /** An open cohort; answers its slug. */
  cohort(seats?: number): Promise<string>;
  stop(): Promise<void>;
}

export async function courseHouse(): Promise<CourseHouse> {
  const house = await testDatabase();
  const clock = new StillClock();
  const app = await NestFactory.createApplicationContext(
    { module: CourseModule, imports: [PersistenceModule.forRoot({ settings: testSettings(), clock, databaseUrl: house.url, name: 'test' })] },
    { logger: ['error'], abortOnError: false },
  );
  const get = app.get.bind(app);
  const organizationId = await get(Roles).foundOrganization('Árbol Recovery', 'arbol');
  const actor = async (id: string): Promise<Actor> => get(Roles).actor(id);
  const danaId = await addPerson(get(Database), CAST.dana);
  await get(Roles).give(null, danaId, 'coordinator', organizationId);
  const dana = await actor(danaId);
  let made = 0;
  const it: CourseHouse = {
    house, clock, organizationId, dana, curricula: get(Curricula), cohorts: get(Cohorts), cohortQueries: get(CohortQueries), enrollments: get(Enrollments), invitations: get(Invitations),
    lessons: get(Lessons), lessonQueries: get(LessonQueries), progress: get(Progress), outlines: get(Outlines),
    import: (folder = CURRICULUM) => importCurriculum(folder, get(Curricula)),
    person: async (name = CAST.rosa) => actor(await addPerson(get(Database), name)),
    letters: () => house.database.read<Letter>(`select payload ->> 'letter' as letter, payload ->> 'personId' as "personId", payload -> 'facts' as facts from graphile_worker._private_jobs order by id`),
    async cohort(seats) {
      const slug = await get(Cohorts).create(dana, { organizationId, title: `Spring ${++made}`, curriculumSlug: 'default', startsOn: day('2026-12-01'), ...(seats ? { seats } : {}) });
      await get(Cohorts).open(dana, slug);
      return slug;
    },
    async stop() {
      await app.close();
      await house.drop();
    },
  };
  await it.import();
  return it;
}
