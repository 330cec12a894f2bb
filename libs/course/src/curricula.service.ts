import { AssessmentContent } from '#libs/assessment';
import { Audit, requireRole, type Actor } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { changesBetween, type Change } from './domain/changes.ts';
import { coverageOf } from './domain/coverage.ts';
import { Curriculum, CurriculumVersion } from './entities/curriculum.entity.ts';
import type { ReadCurriculumContent as Content } from './import/read-curriculum.ts';
import { keepLessons } from './kept-lessons.ts';
import { keepMedia } from './kept-media.ts';
import { digestOfCurriculum, pinnedBy, type Pins } from './pins.ts';
import { VersionRows } from './version-rows.ts';

/** `published` is false when the content is that of the newest version already; `changes` are then empty. */
export interface Publication {
  readonly versionId: string;
  readonly number: number;
  readonly published: boolean;
  readonly changes: readonly Change[];
}

@Injectable()
export class Curricula {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assessment: AssessmentContent,
    private readonly audit: Audit,
  ) {}

  /** @throws NotPermitted: only an administrator publishes. */
  async publish(actor: Actor, content: Content): Promise<Publication> {
    requireRole(actor, 'administrator');
    return this.place(actor.id, content);
  }

  /**
   * Publishes without a publisher's permission: for the operator at the command line and the first start. A new version only when something differs from the
   * newest one; cohorts stay on theirs. Items, scenarios, rubrics and the files that lessons play are published in the same transaction.
   */
  async place(publishedBy: string | null, content: Content): Promise<Publication> {
    return this.database.transaction(async () => {
      const curriculum = await this.lockedCurriculum(content.slug);
      const digest = digestOfCurriculum(content);
      const newest = await this.database.rows(CurriculumVersion).findOneBy({ curriculumId: curriculum.id, number: curriculum.versions });
      if (newest?.digest === digest) return { versionId: newest.id, number: newest.number, published: false, changes: [] };
      const pins = await this.pin(content);
      const pinned = pinnedBy(content, pins);
      const changes = changesBetween(newest?.pinned ?? [], pinned);
      const version = await this.addVersion(curriculum, content, { digest, pinned, changes, publishedBy });
      await new VersionRows(this.database, this.clock).add(version.id, content, pins);
      await this.audit.note(publishedBy, 'publish-curriculum', `curriculum-version:${version.id}`, { number: version.number, changes: changes.length });
      return { versionId: version.id, number: version.number, published: true, changes };
    });
  }

  /** The row that publications of one curriculum wait for each other on. */
  private async lockedCurriculum(slug: string): Promise<Curriculum> {
    await this.database.read(`insert into curricula (id, slug, versions) values ($1, $2, 0) on conflict (slug) do nothing`, [newId(this.clock.now().getTime()), slug]);
    const [row] = await this.database.read<Curriculum>(`select id, slug, versions from curricula where slug = $1 for update`, [slug]);
    return row!;
  }

  private async pin({ modules, media, exam, rubrics }: Content): Promise<Pins> {
    await keepMedia(this.database, media, this.clock.now());
    const versions = await this.assessment.publish({
      items: [...modules.flatMap((module) => module.items), ...exam],
      scenarios: modules.flatMap((module) => module.rolePlays.flatMap(({ scenarios }) => scenarios)),
      rubrics: [...new Set([...rubrics, ...modules.flatMap((module) => module.rolePlays.map(({ rubric }) => rubric))])],
    });
    return { ...versions, lessons: await keepLessons(this.database, modules.flatMap((module) => module.lessons), this.clock.now()) };
  }

  private async addVersion(curriculum: Curriculum, content: Content, made: Pick<CurriculumVersion, 'digest' | 'pinned' | 'changes' | 'publishedBy'>): Promise<{ id: string; number: number }> {
    const number = curriculum.versions + 1;
    const now = this.clock.now();
    const id = newId(now.getTime());
    const { title, summary, language, license, observedPercent } = content;
    await this.database.rows(Curriculum).update({ id: curriculum.id }, { versions: number });
    await this.database.rows(CurriculumVersion).insert({
      id, curriculumId: curriculum.id, number, title, summary, language, license, observedPercent, publishedAt: now, ...made,
      domains: [...content.domains], competencies: [...content.competencies], translations: [...content.translations], coverage: coverageOf(content),
    });
    return { id, number };
  }
}
