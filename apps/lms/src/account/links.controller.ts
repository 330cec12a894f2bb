import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Accounts, Emails, OneTimeLinks, People, Sessions } from '#libs/identity';
import { emptyForm, Limits, page, Public, redirect, submitted, type Page, type Redirect, type WebRequest } from '#libs/web';
import { EmailForm, InvitationForm, NewPasswordForm } from './forms.ts';
import { SignIn } from './sign-in.ts';

const RESETS = { name: 'reset-address', tries: 10, perSeconds: 3_600 };

/** Links that come by mail. Opening one shows a page and changes nothing, because mail scanners open links too; its button acts. */
@Public()
@Controller()
export class LinksController {
  constructor(
    private readonly accounts: Accounts,
    private readonly emails: Emails,
    private readonly people: People,
    private readonly links: OneTimeLinks,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
    private readonly limits: Limits,
  ) {}

  @Get('verify-email/:token')
  async verifyForm(@Param('token') token: string): Promise<Page> {
    await this.links.bearer('verify-email', token);
    return page('account/verify-email', { token });
  }

  @Post('verify-email/:token')
  async verify(@Param('token') token: string): Promise<Redirect> {
    await this.sessions.forget(await this.emails.verify(token));
    return redirect('/', { flash: 'account.emailVerified' });
  }

  @Get('forgot-password')
  forgotForm(): Page {
    return page('account/forgot-password', { form: emptyForm() });
  }

  @Post('forgot-password')
  forgot(@Body() body: unknown, @Req() request: WebRequest): Promise<Page | Redirect> {
    const act = async ({ email }: EmailForm): Promise<Redirect> => {
      await this.limits.count(RESETS, request.ip);
      await this.accounts.askForReset(email);
      return redirect('/sign-in', { flash: 'account.resetSent', kind: 'info' });
    };
    return submitted(EmailForm, body, act, (form) => page('account/forgot-password', { form }));
  }

  @Get('reset-password/:token')
  async resetForm(@Param('token') token: string): Promise<Page> {
    await this.links.bearer('reset-password', token);
    return page('account/reset-password', { token, form: emptyForm() });
  }

  @Post('reset-password/:token')
  reset(@Param('token') token: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ password }: NewPasswordForm): Promise<Redirect> => {
      await this.sessions.closeAll(await this.accounts.resetPassword(token, password));
      return redirect('/sign-in', { flash: 'account.passwordSet' });
    };
    return submitted(NewPasswordForm, body, act, (form) => page('account/reset-password', { token, form }));
  }

  @Get('invitation/:token')
  async invitationForm(@Param('token') token: string): Promise<Page> {
    const { personId } = await this.links.bearer('invitation', token);
    const { legalName, preferredName, pronouns } = await this.people.byId(personId!);
    return page('account/invitation', { token, form: emptyForm({ legalName, preferredName, pronouns }) });
  }

  @Post('invitation/:token')
  accept(@Param('token') token: string, @Body() body: unknown, @Req() request: WebRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    const act = async ({ password, ...profile }: InvitationForm): Promise<Redirect> => {
      const id = await this.accounts.acceptInvitation(token, profile, password);
      await this.signIn.open(id, (await this.people.byId(id)).email, request, reply);
      return redirect('/', { flash: 'account.welcome' });
    };
    return submitted(InvitationForm, body, act, (form) => page('account/invitation', { token, form }));
  }
}
