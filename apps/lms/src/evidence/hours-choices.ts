import { Injectable } from '@nestjs/common';
import { Progress } from '#libs/course';
import { ACTIVITIES, SupervisorQueries, type ApprovedSupervisor, type Trainee } from '#libs/evidence';
import type { SignedInPerson } from '#libs/identity';
import { Settings } from '#libs/kernel';
import { Site } from '#libs/web';
import { options, type Option } from './choices.ts';

export interface HoursChoices {
  readonly activities: readonly Option[];
  readonly supervisors: readonly Option[];
}

/** What a trainee can choose from when writing down hours. */
@Injectable()
export class ChoicesForHours {
  constructor(
    private readonly supervisors: SupervisorQueries,
    private readonly progress: Progress,
    private readonly site: Site,
    private readonly settings: Settings,
  ) {}

  /** A person with the organizations in whose cohorts they have a place: evidence knows no cohort. */
  async trainee(person: SignedInPerson): Promise<SignedInPerson & Trainee> {
    const places = await this.progress.places(person.id);
    return { ...person, organizationIds: [...new Set(places.map(({ organizationId }) => organizationId))] };
  }

  approved(trainee: Trainee): Promise<ApprovedSupervisor[]> {
    return this.supervisors.approved(trainee);
  }

  for(person: SignedInPerson, approved: readonly ApprovedSupervisor[]): HoursChoices {
    return {
      activities: options(this.site, person, 'evidence.activity', ACTIVITIES),
      supervisors: approved.map(({ approvalId, name, organization }) => ({ value: approvalId, label: `${name} · ${organization ?? this.settings.bodyName}` })),
    };
  }
}
