import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Accounts } from './accounts.service.ts';
import { Audit } from './audit.service.ts';
import { Emails } from './emails.service.ts';
import { AuditEntry } from './entities/audit-entry.entity.ts';
import { EmailChange } from './entities/email-change.entity.ts';
import { Password, Person } from './entities/person.entity.ts';
import { Organization, RoleEnding, RoleGrant } from './entities/role.entity.ts';
import { OneTimeLink, Session } from './entities/session.entity.ts';
import { FirstAdministrator } from './first-administrator.service.ts';
import { OneTimeLinks } from './links.service.ts';
import { Passwords } from './passwords.service.ts';
import { People } from './people.service.ts';
import { Roles } from './roles.service.ts';
import { Sessions } from './sessions.service.ts';

const services = [Accounts, Audit, Emails, FirstAdministrator, OneTimeLinks, Passwords, People, Roles, Sessions];

@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry, EmailChange, Person, Password, Organization, RoleGrant, RoleEnding, Session, OneTimeLink])],
  providers: services,
  exports: services,
})
export class IdentityModule {}
