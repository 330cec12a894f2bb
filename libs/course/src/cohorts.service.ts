import { Audit, requireRole, type Actor } from '#libs/identity';
import { Clock, newId, NotFound, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { cohortSlug } from './domain/slug.ts';
import { Cohort, CohortClosing, CohortOpening } from './entities/cohort.entity.ts';
import { lockedCohort } from './locked-cohort.ts';
import { EndsBeforeStart, SlugTaken } from './refusals.ts';

export interface NewCohort {
  readonly organizationId: string;
  readonly title: string;
  /** Part of its address; made from the title when it is empty. */
  readonly slug?: string | null;
  /** Which curriculum; its newest version is pinned. */
  readonly curriculumSlug: string;
  readonly startsOn: Day;
  readonly endsOn?: Day | null;
  readonly seats?: number | null;
}

@Injectable()
export class Cohorts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Makes a cohort, closed at first, on the newest version of a curriculum. Answers its slug. @throws NotPermitted, NotFound, SlugTaken, EndsBeforeStart */
  async create(actor: Actor, cohort: NewCohort): Promise<string> {
    requireRole(actor, 'coordinator', cohort.organizationId);
    if (cohort.endsOn && cohort.endsOn < cohort.startsOn) throw new EndsBeforeStart();
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const id = newId(now.getTime());
      const curriculumVersionId = await this.newestVersion(cohort.curriculumSlug);
      const slug = cohortSlug(cohort.slug ?? '', cohort.title, id);
      if (slug === undefined) throw new SlugTaken();
      const { organizationId, title, startsOn } = cohort;
      const row = { id, slug, title: title.trim(), organizationId, curriculumVersionId, startsOn, endsOn: cohort.endsOn ?? null, seats: cohort.seats ?? null, madeBy: actor.id, madeAt: now };
      // A broken key would end the transaction that the page is answered in; a conflict passed over does not.
      const added = await this.database.rows(Cohort).createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
      if ((added.raw as unknown[]).length === 0) throw new SlugTaken();
      await this.audit.note(actor.id, 'make-cohort', `cohort:${id}`);
      return slug;
    });
  }

  /** Lets anyone who has its address join; opening what is open changes nothing. @throws NotPermitted, NotFound */
  async open(actor: Actor, slug: string): Promise<void> {
    await this.database.transaction(async () => {
      const cohort = await this.locked(actor, slug);
      if (await this.openingOf(cohort.id)) return;
      const now = this.clock.now();
      await this.database.rows(CohortOpening).insert({ id: newId(now.getTime()), cohortId: cohort.id, openedBy: actor.id, openedAt: now });
      await this.audit.note(actor.id, 'open-cohort', `cohort:${cohort.id}`);
    });
  }

  /** From now on only invited people join; who is in stays in. @throws NotPermitted, NotFound */
  async close(actor: Actor, slug: string): Promise<void> {
    await this.database.transaction(async () => {
      const cohort = await this.locked(actor, slug);
      const openingId = await this.openingOf(cohort.id);
      if (!openingId) return;
      await this.database.rows(CohortClosing).insert({ openingId, closedBy: actor.id, closedAt: this.clock.now() });
      await this.audit.note(actor.id, 'close-cohort', `cohort:${cohort.id}`);
    });
  }

  private async locked(actor: Actor, slug: string): Promise<Cohort> {
    const cohort = await lockedCohort(this.database, slug);
    requireRole(actor, 'coordinator', cohort.organizationId);
    return cohort;
  }

  private async openingOf(cohortId: string): Promise<string | undefined> {
    const [opening] = await this.database.read<{ id: string }>(
      `select id from cohort_openings o where cohort_id = $1 and not exists (select from cohort_closings c where c.opening_id = o.id)`,
      [cohortId],
    );
    return opening?.id;
  }

  private async newestVersion(curriculumSlug: string): Promise<string> {
    const [version] = await this.database.read<{ id: string }>(
      `select v.id from curricula c join curriculum_versions v on v.curriculum_id = c.id and v.number = c.versions where c.slug = $1`,
      [curriculumSlug],
    );
    if (!version) throw new NotFound('curriculum');
    return version.id;
  }
}
