import { Cohorts, CohortQueries, CourseModule, Curricula, Enrollments, importCurriculum, Invitations, LessonQueries, Lessons, Outlines, Progress, type ImportReport } from '#libs/course';
import { Roles, type Actor } from '#libs/identity';
import { day } from '#libs/kernel';
import { Database, PersistenceModule } from '#libs/persistence';
import { NestFactory } from '@nestjs/core';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addPerson, CAST, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';

export const CURRICULUM = fileURLToPath(new URL('../../../curriculum', import.meta.url));

/** The modules of a copy, when a test asks for no others: enough for locks, checks and role plays, so that it knows what it begins with. */
const MODULES = ['02-engagement', '04-ethics', '05-crisis'];

/** What a translation names its original by. */
const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A few modules of the real curriculum, that a test may spoil: what comes to the others is nothing to it. The exam stays away, for it asks about all of them. */
export class CurriculumCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'peerway-curriculum-'));

  constructor(private readonly taught: readonly string[] = MODULES) {
    const [modules, exam] = [join(CURRICULUM, 'modules'), join(CURRICULUM, 'exam')];
    cpSync(CURRICULUM, this.folder, { recursive: true, filter: (from) => from !== exam && (dirname(from) !== modules || taught.includes(basename(from))) });
    this.change('curriculum.yaml', /^modules:[\s\S]*$/m, `modules:\n${taught.map((module) => `  - ${module}\n`).join('')}`);
    this.write('curriculum.yaml', `${readFileSync(join(this.folder, 'curriculum.yaml'), 'utf8').replace(/^coverage: .*\n/m, '')}coverage: partial\n`);
    this.keepForms();
  }

  /** Forms of these modules, said to be of these alone; and their translations, said to be of what the forms are now. */
  private keepForms(): void {
    const here = this.taught.map((module) => module.slice('00-'.length));
    for (const name of readdirSync(join(this.folder, 'forms'))) {
      const path = `forms/${name}`;
      const before = readFileSync(join(this.folder, path), 'utf8');
      const of = /^modules: \[(.*)\]$/m.exec(before);
      if (!of) continue;
      const after = before.replace(of[0], `modules: [${of[1]!.split(/, */).filter((module) => here.includes(module)).join(', ')}]`);
      this.write(path, after);
      const spanish = path.replace('.md', '.es.md');
      if (existsSync(join(this.folder, spanish))) this.write(spanish, readFileSync(join(this.folder, spanish), 'utf8').replace(markOf(before), markOf(after)));
    }
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
    rmSync(join(this.folder, path), { recursive: true, force: true });
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

/** The course library over a database of its own, with a copy of the curriculum, an organization and its coordinator Dana. */
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
  const copy = new CurriculumCopy();
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
    import: (folder = copy.folder) => importCurriculum(folder, get(Curricula)),
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
      copy.drop();
    },
  };
  await it.import();
  return it;
}
