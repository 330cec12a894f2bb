import { AssessmentContent } from '#libs/assessment';
import { Curricula, importCurriculum, type ImportReport } from '#libs/course';
import { Audit, Roles, type Role } from '#libs/identity';
import { newId } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { addPerson, CAST } from '../support/cast.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { CurriculumCopy } from './course.ts';

/** The pages with a copy of the curriculum, or the one given; Dana coordinates an organization, Rosa has an account and no place yet. */
export interface CourseSite {
  readonly site: TestSite;
  readonly organizationId: string;
  readonly dana: Visitor;
  readonly rosa: Visitor;
  readonly rosaId: string;
  /** Publishes another state of the curriculum. */
  importAgain(folder: string): Promise<ImportReport>;
  /** Gives somebody a role in the organization. */
  give(personId: string, role: Role): Promise<void>;
  /** Cohorts of the organization, `many-1` and on, and one of another that is not Dana's; answers the slugs in the order they were made. */
  manyCohorts(count: number): Promise<string[]>;
  /** What Dana types to make a cohort, with changes. */
  cohort(changes?: Record<string, string>): Record<string, string>;
  /** Credits lessons and checks as if done long ago; by the beginning of their lineage. */
  credit(lineages: string): Promise<void>;
}

export async function courseSite(folder?: string): Promise<CourseSite> {
  const site = await testSite();
  const { database } = site.house;
  const audit = new Audit(database, site.clock);
  const curricula = new Curricula(database, site.clock, new AssessmentContent(database, site.clock), audit);
  const copy = folder === undefined ? new CurriculumCopy() : undefined;
  await importCurriculum(folder ?? copy!.folder, curricula);
  copy?.drop();
  const roles = new Roles(database, site.clock, audit, { forget: async () => undefined } as never, new Jobs(database), site.settings);
  const organizationId = await roles.foundOrganization('Árbol Recovery', 'arbol');
  const danaId = await addPerson(database, CAST.dana);
  await roles.give(null, danaId, 'coordinator', organizationId);
  const rosaId = await addPerson(database, CAST.rosa);
  const add = `insert into statements (id, source, person_id, verb, kind, object_id, lineage, title, day, minutes, domain, competencies, voucher_kind, recorded_at)`;
  return {
    site,
    organizationId,
    dana: await site.signedIn(danaId),
    rosa: await site.signedIn(rosaId),
    rosaId,
    importAgain: (changed) => importCurriculum(changed, curricula),
    give: (personId, role) => roles.give(null, personId, role, organizationId),
    async manyCohorts(count) {
      const version = `(select id from curriculum_versions limit 1)`;
      const add = (id: string, slug: string, organization: string) =>
        database.read(`insert into cohorts (id, slug, title, organization_id, curriculum_version_id, starts_on, made_by, made_at) values ($1, $2, $3, $4, ${version}, '2027-01-11', $5, now())`, [id, slug, slug, organization, danaId]);
      const slugs = Array.from({ length: count }, (_, at) => `many-${at + 1}`);
      for (const slug of slugs) await add(newId(Date.parse('2030-01-01')), slug, organizationId);
      await add(newId(Date.parse('2030-01-01')), 'Not ours', await roles.foundOrganization('Another', 'another'));
      return slugs;
    },
    cohort: (changes = {}) => ({ title: 'Spring 2027', organizationId, curriculumSlug: 'default', startsOn: '2027-01-11', endsOn: '', seats: '', slug: '', ...changes }),
    async credit(lineages) {
      await database.read(
        `${add} select gen_random_uuid(), 'lesson:' || $1 || ':' || l.lineage, $1::uuid, 'completed', 'lesson', l.id::text, l.lineage, l.title, '2026-11-22', l.minutes, l.domain, '{}', 'server', now()
         from lessons l where l.lineage like $2 || '%' on conflict do nothing`,
        [rosaId, lineages],
      );
      await database.read(
        `${add} select gen_random_uuid(), 'check:' || $1 || ':' || m.lineage, $1::uuid, 'passed', 'check', m.id::text, m.lineage || '/check', m.title, '2026-11-22', null, null, '{}', 'server', now()
         from modules m where m.lineage like $2 || '%' on conflict do nothing`,
        [rosaId, lineages],
      );
    },
  };
}
