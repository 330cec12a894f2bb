import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Emails, OneTimeLinks, Passwords, Sessions, type SignedInPerson } from '#libs/identity';
import { emptyForm, FormTry, Limits, page, Public, redirect, submitted, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { NewEmailForm } from './forms.ts';

/** Letters to an address that somebody typed: a few an hour, or we would write to strangers in anybody's name. Also how often the password may be guessed here. */
const LETTERS = { name: 'email-letters', tries: 5, perSeconds: 3_600 };

/** A person's address: whether it is verified, and the way to another one. */
@Controller()
export class EmailController {
  constructor(
    private readonly emails: Emails,
    private readonly links: OneTimeLinks,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly limits: Limits,
  ) {}

  @Get('account/email')
  show(@Person() person: SignedInPerson): Promise<Page> {
    return this.page(person, emptyForm());
  }

  @Post('account/email')
  ask(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ email, password }: NewEmailForm): Promise<Redirect> => {
      await this.limits.count(LETTERS, person.id);
      const known = await this.passwords.whoIs(person.email, password);
      await this.emails.askForChange(person, email, known === person.id);
      return redirect('/account/email', { flash: 'account.changeAsked' });
    };
    return submitted(NewEmailForm, body, act, ({ typed: { password: _, ...typed }, faults, status }) => this.page(person, new FormTry(typed, faults, status)));
  }

  @Post('account/email/verification')
  async sendProof(@Person() person: SignedInPerson): Promise<Redirect> {
    await this.limits.count(LETTERS, person.id);
    const sent = await this.emails.sendProof(person);
    return redirect('/account/email', { flash: sent ? 'account.proofSent' : 'account.emailVerified' });
  }

  @Post('account/email/withdrawal')
  async withdraw(@Person() person: SignedInPerson): Promise<Redirect> {
    await this.emails.withdraw(person);
    return redirect('/account/email', { flash: 'account.changeWithdrawn' });
  }

  @Public()
  @Get('change-email/:token')
  async changeForm(@Param('token') token: string): Promise<Page> {
    await this.links.bearer('change-email', token);
    return page('account/change-email');
  }

  @Public()
  @Post('change-email/:token')
  async change(@Param('token') token: string): Promise<Redirect> {
    await this.sessions.forget(await this.emails.change(token));
    return redirect('/', { flash: 'account.emailChanged' });
  }

  private async page(person: SignedInPerson, form: FormTry): Promise<Page> {
    return page('account/email', { email: person.email, emailVerified: person.emailVerified, wished: (await this.emails.wished(person.id)) ?? null, form });
  }
}
