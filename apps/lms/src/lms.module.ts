import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdentityModule } from '#libs/identity';
import { AccountPages } from './account/account.pages.ts';
import { CertificationPages } from './certification/certification.pages.ts';
import { ChecksPages } from './checks/checks.pages.ts';
import { CoursePages } from './course/course.pages.ts';
import { CurriculumPages } from './curriculum/curriculum.pages.ts';
import { EvidencePages } from './evidence/evidence.pages.ts';
import { FilesPages } from './files/files.pages.ts';
import { MailboxPages } from './mailbox/mailbox.pages.ts';
import { MeetingsPages } from './meetings/meetings.pages.ts';
import { RolePlaysPages } from './role-plays/role-plays.pages.ts';
import { RolesPages } from './roles/roles.pages.ts';
import { SessionGuard } from './session.guard.ts';

/** The rooms of the pages for people. */
@Module({
  imports: [IdentityModule, AccountPages, CertificationPages, ChecksPages, CoursePages, CurriculumPages, EvidencePages, FilesPages, MailboxPages, MeetingsPages, RolePlaysPages, RolesPages],
  providers: [{ provide: APP_GUARD, useClass: SessionGuard }],
})
export class LmsModule {}
