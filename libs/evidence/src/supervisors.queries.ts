import { Injectable } from '@nestjs/common';
import { Database } from '#libs/persistence';

/** An approval as a trainee may see it: who, and for whom. Never an address. */
export interface ApprovedSupervisor {
  readonly approvalId: string;
  readonly personId: string;
  readonly name: string;
  /** Null for the certifying body. */
  readonly organizationId: string | null;
  readonly organization: string | null;
}

const APPROVED = `
  select g.id as "approvalId", g.person_id as "personId", coalesce(p.preferred_name, p.legal_name) as name, g.organization_id as "organizationId", o.name as organization
  from role_grants g join people p on p.id = g.person_id left join organizations o on o.id = g.organization_id
  where g.role = 'supervisor' and not exists (select from role_endings e where e.grant_id = g.id)`;

@Injectable()
export class SupervisorQueries {
  constructor(private readonly database: Database) {}

  /** Supervisors that a trainee can name, by organization; never the trainee. */
  async approved(traineeId: string): Promise<ApprovedSupervisor[]> {
    return this.database.read<ApprovedSupervisor>(`${APPROVED} and g.person_id <> $1 order by o.name nulls last, name, g.id`, [traineeId]);
  }

  /** An approval that holds now. */
  async approval(approvalId: string): Promise<ApprovedSupervisor | undefined> {
    const [found] = await this.database.read<ApprovedSupervisor>(`${APPROVED} and g.id = $1`, [approvalId]);
    return found;
  }
}
