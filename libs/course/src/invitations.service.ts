import { Accounts, People, requireRole, tidyEmail, type Actor } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { CohortLetters } from './cohort-letters.ts';
import { readInvitations, type Invited } from './domain/invitation-list.ts';
import { Enrollments } from './enrollments.service.ts';
import { InvitationList, type Cohort } from './entities/cohort.entity.ts';
import { lockedCohort } from './locked-cohort.ts';
import { CohortFull } from './refusals.ts';

/** How people get into a cohort that they did not find by themselves. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly enrollments: Enrollments,
    private readonly letters: CohortLetters,
  ) {}

  /**
   * Gives a place to everyone in a pasted list and writes to each: to who has no account yet an invitation to make one, to the others where their place is. Keeps
   * what became of each line under the id answered; a line that cannot be read or finds no seat stops no other. @throws NotPermitted, NotFound
   */
  async invite(actor: Actor, slug: string, pasted: string, timeZone: string): Promise<string> {
    return this.database.transaction(async () => {
      const cohort = await lockedCohort(this.database, slug);
      requireRole(actor, 'coordinator', cohort.organizationId);
      const lines: Invited[] = [];
      for (const line of readInvitations(pasted)) lines.push({ ...line, outcome: 'fault' in line ? 'unreadable' : await this.inviteOne(actor, cohort, line, timeZone) });
      const now = this.clock.now();
      const id = newId(now.getTime());
      await this.database.rows(InvitationList).insert({ id, cohortId: cohort.id, lines, invitedBy: actor.id, invitedAt: now });
      return id;
    });
  }

  private async inviteOne(actor: Actor, cohort: Cohort, { email, name }: { email: string; name: string }, timeZone: string): Promise<Invited['outcome']> {
    // Two coordinators who invite the same new person at the same moment make one person, not a fault of the second list.
    await this.database.lock(`invite ${tidyEmail(email).toLowerCase()}`);
    const known = await this.people.idOfEmail(email);
    if (known && (await this.enrollments.standing(cohort.id, known))) return 'in-already';
    try {
      await this.enrollments.requireSeat(cohort);
    } catch (error) {
      if (error instanceof CohortFull) return 'full';
      throw error;
    }
    const personId = await this.accounts.invite(actor, { email, legalName: name, timeZone }, { place: cohort.title });
    const enrollmentId = await this.enrollments.place(actor, cohort, personId);
    await this.letters.placeGiven(actor, cohort, { personId, enrollmentId });
    return 'invited';
  }
}
