import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FirstAdministrator, OneTimeLinks } from '#libs/identity';
import { emptyForm, ownPath, page, Public, redirect, submitted, type Page, type Redirect, type WebRequest } from '#libs/web';
import { SignUpForm } from './forms.ts';
import { SignIn } from './sign-in.ts';

@Public()
@Controller('first-administrator/:token')
export class FirstAdministratorController {
  constructor(
    private readonly first: FirstAdministrator,
    private readonly links: OneTimeLinks,
    private readonly signIn: SignIn,
  ) {}

  @Get()
  async form(@Param('token') token: string): Promise<Page> {
    await this.links.bearer('first-administrator', token);
    return page('account/first-administrator', { token, form: emptyForm() });
  }

  @Post()
  accept(@Param('token') token: string, @Body() body: unknown, @Req() request: WebRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    const act = async ({ password, next, ...person }: SignUpForm): Promise<Redirect> => {
      const id = await this.first.accept(token, person, password);
      await this.signIn.open(id, person.email, request, reply);
      return redirect(ownPath(next ?? '/'), { flash: 'account.welcome' });
    };
    return submitted(SignUpForm, body, act, (form) => page('account/first-administrator', { token, form }));
  }
}
