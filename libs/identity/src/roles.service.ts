import { Injectable } from '@nestjs/common';
import { Clock, newCode, newId, NotFound, Settings } from '#libs/kernel';
import { brokenConstraint, Database, Jobs } from '#libs/persistence';
import { Audit } from './audit.service.ts';
import { checkScope, LastAdministrator, mayGrant, NotPermitted, requireRole, RoleEndedAlready, type Actor, type HeldRole, type Role } from './domain/permissions.ts';
import { tidyName } from './domain/person.ts';
import { Organization, RoleEnding, RoleGrant } from './entities/role.entity.ts';
import { Sessions } from './sessions.service.ts';

/** Unguessed uniqueness: names in other scripts than Latin give no slug, and two organizations may share a name. */
const slugOf = (name: string): string => [name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''), newCode().slice(0, 4).toLowerCase()].filter(Boolean).join('-');

const HELD = `from role_grants g where not exists (select from role_endings e where e.grant_id = g.id)`;

@Injectable()
export class Roles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly sessions: Sessions,
    private readonly jobs: Jobs,
    private readonly settings: Settings,
  ) {}

  /** Grants a role, and writes to a person who has an account; granting what is held already changes nothing. @throws NotPermitted, ScopeDoesNotFit */
  async grant(actor: Actor, personId: string, role: Role, organizationId: string | null): Promise<void> {
    if (!mayGrant(actor, role, organizationId)) throw new NotPermitted('administrator', 'coordinator');
    await this.give(actor.id, personId, role, organizationId);
  }

  /** The grant without a granter's permission: for the first administrator and the demonstration cast. */
  async give(grantedBy: string | null, personId: string, role: Role, organizationId: string | null): Promise<void> {
    checkScope(role, organizationId);
    await this.database.transaction(async () => {
      await this.database.read(`select id from people where id = $1 for update`, [personId]);
      const held = await this.database.read(`select 1 ${HELD} and g.person_id = $1 and g.role = $2 and g.organization_id is not distinct from $3`, [personId, role, organizationId]);
      if (held.length > 0) return;
      const grant = { id: newId(this.clock.now().getTime()), personId, role, organizationId, grantedBy, grantedAt: this.clock.now() };
      await this.database.rows(RoleGrant).insert(grant);
      if (grantedBy) await this.tell('role-given', grant, { givenBy: await this.nameOf(grantedBy) });
      await this.sessions.forget(personId);
      await this.audit.note(grantedBy, 'grant-role', `person:${personId}`, { role, organizationId });
    });
  }

  /** Ends a role, and writes to a person who has an account. @throws NotPermitted, NotFound, RoleEndedAlready, LastAdministrator */
  async end(actor: Actor, grantId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const grant = await this.database.rows(RoleGrant).findOneBy({ id: grantId });
      if (!grant) throw new NotFound('role');
      if (!mayGrant(actor, grant.role, grant.organizationId)) throw new NotPermitted('administrator', 'coordinator');
      if (grant.role === 'administrator') await this.requireAnother(grantId);
      await this.insertEnding({ grantId, endedBy: actor.id, reason, endedAt: this.clock.now() });
      await this.tell('role-ended', grant, { endedBy: await this.nameOf(actor.id) });
      await this.sessions.forget(grant.personId);
      await this.audit.note(actor.id, 'end-role', `person:${grant.personId}`, { role: grant.role, organizationId: grant.organizationId });
    });
  }

  private async insertEnding(ending: RoleEnding): Promise<void> {
    try {
      await this.database.rows(RoleEnding).insert(ending);
    } catch (error) {
      if (brokenConstraint(error) === 'role_endings_pkey') throw new RoleEndedAlready();
      throw error;
    }
  }

  /** One ending at a time: two administrators who end each other at once must not both succeed. */
  private async requireAnother(grantId: string): Promise<void> {
    await this.database.lock('administrators');
    const others = await this.database.read(`select 1 ${HELD} and g.role = 'administrator' and g.id <> $1 limit 1`, [grantId]);
    if (others.length === 0) throw new LastAdministrator();
  }

  /** Whoever has no account yet is invited instead, or, as a supervisor, needs none. */
  private async tell(letter: 'role-given' | 'role-ended', { id, personId, role, organizationId }: RoleGrant, by: Readonly<Record<string, string>>): Promise<void> {
    const hasAccount = await this.database.read(`select 1 from passwords where person_id = $1`, [personId]);
    if (hasAccount.length === 0) return;
    const place = organizationId === null ? this.settings.bodyName : (await this.organizations([organizationId]))[0]!.name;
    await this.jobs.letter(letter, personId, { role, place, ...by, link: `${this.settings.publicUrl}/` }, `${letter}:${id}`);
  }

  private async nameOf(personId: string): Promise<string> {
    const [person] = await this.database.read<{ name: string }>(`select coalesce(preferred_name, legal_name) as name from people where id = $1`, [personId]);
    return person!.name;
  }

  async of(personId: string): Promise<HeldRole[]> {
    return this.database.read<HeldRole>(`select g.role, g.organization_id as "organizationId" ${HELD} and g.person_id = $1`, [personId]);
  }

  async actor(personId: string): Promise<Actor> {
    return { id: personId, roles: await this.of(personId) };
  }

  /** Adds a training organization, named in addresses by its name. @throws NotPermitted */
  async addOrganization(actor: Actor, name: string): Promise<string> {
    requireRole(actor, 'administrator');
    return this.database.transaction(async () => {
      const id = await this.foundOrganization(tidyName(name), slugOf(name));
      await this.audit.note(actor.id, 'add-organization', `organization:${id}`);
      return id;
    });
  }

  async foundOrganization(name: string, slug: string): Promise<string> {
    const id = newId(this.clock.now().getTime());
    await this.database.rows(Organization).insert({ id, name, slug, addedAt: this.clock.now() });
    return id;
  }

  async organizations(ids?: readonly string[]): Promise<Organization[]> {
    return this.database.read<Organization>(`select id, slug, name, added_at as "addedAt" from organizations where $1::uuid[] is null or id = any($1) order by name`, [ids ?? null]);
  }

  /** People who hold a role in a scope, by name: for lists of approved supervisors, of instructors. */
  async holders(role: Role, organizationId: string | null): Promise<{ id: string; name: string; email: string; grantId: string }[]> {
    return this.database.read(
      `select p.id, coalesce(p.preferred_name, p.legal_name) as name, p.email, g.id as "grantId" from role_grants g join people p on p.id = g.person_id
       where g.role = $1 and g.organization_id is not distinct from $2 and not exists (select from role_endings e where e.grant_id = g.id) order by name, p.id`,
      [role, organizationId],
    );
  }
}
