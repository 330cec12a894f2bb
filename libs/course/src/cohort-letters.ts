import { calledName, Passwords, People, type Actor } from '#libs/identity';
import { Settings } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import type { Cohort } from './entities/cohort.entity.ts';

/** What people are told by mail about their places. */
@Injectable()
export class CohortLetters {
  constructor(
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly jobs: Jobs,
    private readonly settings: Settings,
  ) {}

  /** One letter for each place, to somebody who can sign in already. Everybody else is invited to make an account, which leads to the place too. */
  async placeGiven(actor: Actor, { title, slug }: Pick<Cohort, 'title' | 'slug'>, { personId, enrollmentId }: { personId: string; enrollmentId: string }): Promise<void> {
    if (!(await this.passwords.has(personId))) return;
    const facts = { invitedBy: calledName(await this.people.byId(actor.id)), place: title, link: `${this.settings.publicUrl}/join/${slug}` };
    await this.jobs.letter('place-given', personId, facts, `place-given:${enrollmentId}`);
  }
}
