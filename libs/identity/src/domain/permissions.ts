import { Refusal } from '#libs/kernel';

/** Roles are granted for the certifying body (`organizationId` null) or for one training organization. Being a trainee needs no role: an enrollment says it. */
export type Role = 'administrator' | 'registrar' | 'coordinator' | 'instructor' | 'supervisor';

export const ROLES: readonly Role[] = ['administrator', 'registrar', 'coordinator', 'instructor', 'supervisor'];

/** Which roles belong to the body, and which to an organization; a supervisor may be approved by either. */
export const SCOPES: Readonly<Record<Role, readonly ('body' | 'organization')[]>> = {
  administrator: ['body'],
  registrar: ['body'],
  coordinator: ['organization'],
  instructor: ['organization'],
  supervisor: ['body', 'organization'],
};

export interface HeldRole {
  readonly role: Role;
  readonly organizationId: string | null;
}

/** Who acts. Handed as the first argument to every act. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly HeldRole[];
}

/** The act is for others; `who` names the roles that may, for the page that says so. */
export class NotPermitted extends Refusal {
  readonly who: readonly Role[];
  constructor(...who: readonly Role[]) {
    super('forbidden', { who: who.join(',') });
    this.who = who;
  }
}

export class ScopeDoesNotFit extends Refusal {
  constructor(role: Role) {
    super('invalid', { role }, 'organization');
  }
}

/** Two ended the same role: the first one's reason stands. */
export class RoleEndedAlready extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** Without an administrator nobody could let anybody in again. */
export class LastAdministrator extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** Holds the role for the organization, or for the body when no organization is named. */
export function holds(actor: Actor, role: Role, organizationId: string | null = null): boolean {
  return actor.roles.some((held) => held.role === role && held.organizationId === organizationId);
}

export function holdsAnywhere(actor: Actor, role: Role): boolean {
  return actor.roles.some((held) => held.role === role);
}

/** Organizations in whose scope the person holds the role; lists are looked up through these. */
export function organizationsOf(actor: Actor, role: Role): string[] {
  return actor.roles.flatMap((held) => (held.role === role && held.organizationId !== null ? [held.organizationId] : []));
}

/** @throws NotPermitted */
export function requireRole(actor: Actor, role: Role, organizationId: string | null = null): void {
  if (!holds(actor, role, organizationId)) throw new NotPermitted(role);
}

/** @throws NotPermitted unless one of the roles is held in any scope. */
export function requireAnyRole(actor: Actor, ...roles: readonly Role[]): void {
  if (!roles.some((role) => holdsAnywhere(actor, role))) throw new NotPermitted(...roles);
}

/** An administrator grants any role; a coordinator only instructors and supervisors of the own organization. */
export function mayGrant(actor: Actor, role: Role, organizationId: string | null): boolean {
  if (holds(actor, 'administrator')) return true;
  return organizationId !== null && holds(actor, 'coordinator', organizationId) && (role === 'instructor' || role === 'supervisor');
}

/** @throws ScopeDoesNotFit */
export function checkScope(role: Role, organizationId: string | null): void {
  if (!SCOPES[role].includes(organizationId === null ? 'body' : 'organization')) throw new ScopeDoesNotFit(role);
}
