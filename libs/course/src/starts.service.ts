import { Checks, RolePlays } from '#libs/assessment';
import type { Actor } from '#libs/identity';
import { NotFound } from '#libs/kernel';
import { Injectable } from '@nestjs/common';
import { checkKey, type ModuleProgress } from './domain/progress.ts';
import type { ModuleOfOutline } from './outlines.queries.ts';
import { Progress, type Journey } from './progress.queries.ts';
import { LessonsLeft, ModuleLocked } from './refusals.ts';

interface Found {
  readonly journey: Journey;
  readonly pinned: ModuleOfOutline;
  readonly module: ModuleProgress;
}

/** The way from a module to what judges it: asks whether its time has come, and hands assessment the versions that the module pins. */
@Injectable()
export class Starts {
  constructor(
    private readonly progress: Progress,
    private readonly checks: Checks,
    private readonly rolePlays: RolePlays,
  ) {}

  /** Begins the check of a module, or goes on with the attempt that is open; answers the attempt's id. @throws NotFound, ModuleLocked, LessonsLeft */
  async check(actor: Actor, moduleSlug: string): Promise<string> {
    const { journey, pinned, module } = await this.ready(actor, moduleSlug);
    if (!pinned.check) throw new NotFound('check');
    return this.checks.start(actor, {
      checkKey: checkKey(pinned.lineage),
      moduleLineage: pinned.lineage,
      moduleSlug: pinned.slug,
      title: module.title,
      itemVersionIds: pinned.itemVersionIds,
      draw: pinned.check.draw,
      passPercent: pinned.check.passPercent,
      competencies: pinned.competencies,
      cohortId: journey.place.cohortId,
      organizationId: journey.place.organizationId,
    });
  }

  /** Opens a role play of a module, or goes on with the attempt that is open; answers the attempt's id. @throws NotFound, ModuleLocked, LessonsLeft */
  async rolePlay(actor: Actor, moduleSlug: string, key: string): Promise<string> {
    const { journey, pinned } = await this.ready(actor, moduleSlug);
    const rolePlay = pinned.rolePlays.find(({ lineage }) => lineage === key);
    if (!rolePlay) throw new NotFound('role play');
    return this.rolePlays.open(actor, {
      rolePlay: rolePlay.lineage,
      scenarioVersionIds: rolePlay.scenarioVersionIds,
      rubricVersionId: rolePlay.rubricVersionId,
      moduleLineage: pinned.lineage,
      moduleSlug: pinned.slug,
      cohortId: journey.place.cohortId,
      organizationId: journey.place.organizationId,
    });
  }

  /** A module whose lessons are done, in the cohort joined last that has it. */
  private async ready(actor: Actor, slug: string): Promise<Found> {
    const journey = await this.progress.journeyWith(actor.id, ({ modules }) => modules.some((module) => module.slug === slug));
    const pinned = journey?.outline.modules.find((module) => module.slug === slug);
    const module = journey?.path.modules.find((one) => one.slug === slug);
    if (!journey || !pinned || !module) throw new NotFound('module');
    const [lock] = module.locks;
    if (lock) throw new ModuleLocked(lock.title, lock.reason);
    if (module.lessonsLeft > 0) throw new LessonsLeft(module.lessonsLeft);
    return { journey, pinned, module };
  }
}
