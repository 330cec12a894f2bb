/**
 * identity: people, their names and passwords, sessions, roles and scopes, mailed links, and the audit trail.
 * Owns people, email_changes, passwords, sessions, one_time_links, organizations, role_grants, role_endings, audit_entries. Knows nothing of training or certifying:
 * who may do what with those is asked here (`requireRole`) and decided there.
 */
export { Accounts } from './accounts.service.ts';
export { Audit, type AuditFault } from './audit.service.ts';
export { checkScope, holds, holdsAnywhere, LastAdministrator, mayGrant, NotPermitted, organizationsOf, requireAnyRole, requireRole, RoleEndedAlready, ROLES, SCOPES, ScopeDoesNotFit, type Actor, type HeldRole, type Role } from './domain/permissions.ts';
export { calledName, EmailTaken, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, PasswordNotRight, PasswordTooWeak, tidyEmail, tidyName } from './domain/person.ts';
export { Emails } from './emails.service.ts';
export { Person } from './entities/person.entity.ts';
export { Organization } from './entities/role.entity.ts';
export { FirstAdministrator } from './first-administrator.service.ts';
export { IdentityModule } from './identity.module.ts';
export { LINK_LIFETIME_HOURS, LinkNoLongerWorks, OneTimeLinks, type LinkBearer, type LinkPurpose } from './links.service.ts';
export { Passwords } from './passwords.service.ts';
export { People, type NewPerson, type Profile } from './people.service.ts';
export { Roles } from './roles.service.ts';
export { Sessions, type Device, type SignedInPerson } from './sessions.service.ts';
