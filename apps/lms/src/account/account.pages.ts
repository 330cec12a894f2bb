import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { CourseModule } from '#libs/course';
import { IdentityModule } from '#libs/identity';
import { AccountController } from './account.controller.ts';
import { EmailController } from './email.controller.ts';
import { FirstAdministratorController } from './first-administrator.controller.ts';
import { LinksController } from './links.controller.ts';
import { PasswordStrategy, SignIn } from './sign-in.ts';
import { SignInController } from './sign-in.controller.ts';

@Module({
  imports: [CourseModule, IdentityModule, PassportModule.register({ session: false })],
  controllers: [SignInController, LinksController, FirstAdministratorController, AccountController, EmailController],
  providers: [PasswordStrategy, SignIn],
})
export class AccountPages {}
