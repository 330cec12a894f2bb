import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Accounts, type SignedInPerson } from '#libs/identity';
import { Settings } from '#libs/kernel';
import { checkForm, emptyForm, faultWords, FormTry, ownPath, page, Public, redirect, submitted, type Page, type Redirect, type WebRequest } from '#libs/web';
import { Person } from '../session.guard.ts';
import { SignInForm, SignUpForm } from './forms.ts';
import { PasswordGuard, SignIn } from './sign-in.ts';

/** Whoever came from a page gets back to it by either way in. */
function withNext(path: string, form: FormTry): string {
  const next = ownPath(form.typed['next'] as string | undefined);
  return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
}

const signUpPage = (form: FormTry): Page => page('account/sign-up', { form, signInHref: withNext('/sign-in', form) });

type SigningIn = WebRequest & { user?: { id: string } | null };

@Controller()
export class SignInController {
  constructor(
    private readonly accounts: Accounts,
    private readonly signIn: SignIn,
    private readonly settings: Settings,
  ) {}

  @Public()
  @Get('sign-in')
  form(@Query('next') next: string | undefined, @Person() person: SignedInPerson | undefined): Page | Redirect {
    return person ? redirect(ownPath(next)) : this.page(emptyForm({ next: ownPath(next) }));
  }

  @Public()
  @UseGuards(PasswordGuard)
  @Post('sign-in')
  async open(@Body() body: unknown, @Req() request: SigningIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    const { value, state } = await checkForm(SignInForm, body);
    if (request.user && state.ok) {
      await this.signIn.open(request.user.id, value.email, request, reply);
      return redirect(ownPath(value.next ?? '/'));
    }
    const { password, ...typed } = state.typed;
    const faults = state.ok ? { '': faultWords('account.signIn.wrong') } : state.faults;
    return this.page(new FormTry({ next: '/', ...typed }, faults), 422);
  }

  @Post('sign-out')
  async close(@Req() request: WebRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    await this.signIn.close(request, reply);
    return redirect('/sign-in', { flash: 'account.signedOut' });
  }

  @Public()
  @Get('sign-up')
  signUpForm(@Query('next') next: string | undefined): Page {
    return signUpPage(emptyForm({ next: ownPath(next) }));
  }

  @Public()
  @Post('sign-up')
  signUp(@Body() body: unknown, @Req() request: WebRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect> {
    return submitted(
      SignUpForm,
      body,
      async ({ password, next, ...person }) => {
        const id = await this.accounts.signUp(person, password);
        await this.signIn.open(id, person.email, request, reply);
        return redirect(ownPath(next ?? '/'), { flash: 'account.welcome' });
      },
      signUpPage,
    );
  }

  private page(form: FormTry, status = 200): Page {
    return page('account/sign-in', { form, signUpHref: withNext('/sign-up', form), demonstration: this.settings.demonstration && !this.settings.smtpUrl }, { status });
  }
}
