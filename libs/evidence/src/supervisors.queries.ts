import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
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

/** Who claims, and for which organizations: where a person is enrolled is known to the course and not here, so whoever calls has asked there. */
export interface Trainee extends Actor {
  readonly organizationIds: readonly string[];
}

const WITHIN = `(g.organization_id is null or g.organization_id = any($2::uuid[]))`;

@Injectable()
export class SupervisorQueries {
  constructor(private readonly database: Database) {}

  /** Supervisors that a trainee can name: approved by an organization of theirs or by the body, by organization; never the trainee. */
  async approved({ id, organizationIds }: Pick<Trainee, 'id' | 'organizationIds'>): Promise<ApprovedSupervisor[]> {
    return this.database.read<ApprovedSupervisor>(`${APPROVED} and g.person_id <> $1 and ${WITHIN} order by o.name nulls last, name, g.id`, [id, organizationIds]);
  }

  /** An approval that holds now, by an organization of the trainee or by the body. */
  async approval(approvalId: string, { organizationIds }: Pick<Trainee, 'organizationIds'>): Promise<ApprovedSupervisor | undefined> {
    const [found] = await this.database.read<ApprovedSupervisor>(`${APPROVED} and g.id = $1 and ${WITHIN}`, [approvalId, organizationIds]);
    return found;
  }
}
