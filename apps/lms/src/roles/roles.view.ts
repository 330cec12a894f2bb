import { holds, mayGrant, ROLES, SCOPES, type Actor, type Role } from '#libs/identity';

export const BODY = 'body';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface Scope extends Option {
  readonly organizationId: string | null;
}

/** The body for an administrator, and the organizations that the person may give roles in. */
export function scopesOf(actor: Actor, bodyName: string, organizations: readonly { readonly id: string; readonly name: string }[]): Scope[] {
  const own = organizations.filter(({ id }) => holds(actor, 'administrator') || holds(actor, 'coordinator', id)).map(({ id, name }) => ({ value: id, label: name, organizationId: id }));
  return holds(actor, 'administrator') ? [{ value: BODY, label: bodyName, organizationId: null }, ...own] : own;
}

/** Roles that the person may give in a scope. Supervisors are approved on a page of their own. */
export function rolesToGrant(actor: Actor, { organizationId }: Scope): Role[] {
  const fits = (role: Role): boolean => SCOPES[role].includes(organizationId === null ? 'body' : 'organization');
  return ROLES.filter((role) => role !== 'supervisor' && fits(role) && mayGrant(actor, role, organizationId));
}
