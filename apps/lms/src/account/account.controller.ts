import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { CurriculumQueries } from '#libs/course';
import { People, Sessions, type SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, Site, submitted, type FormTry, type Page, type Redirect, type WebRequest } from '#libs/web';
import { Person } from '../session.guard.ts';
import { accountView } from './account.view.ts';
import { ProfileForm } from './forms.ts';
import { LanguageNotOffered } from './refusals.ts';

@Controller('account')
export class AccountController {
  constructor(
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly site: Site,
    private readonly curricula: CurriculumQueries,
  ) {}

  @Get()
  async show(@Person() person: SignedInPerson): Promise<Page> {
    const { legalName, preferredName, pronouns, language, timeZone } = await this.people.byId(person.id);
    return this.page(person, emptyForm({ legalName, preferredName, pronouns, language, timeZone }));
  }

  @Post()
  change(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (profile: ProfileForm): Promise<Redirect> => {
      if (!(await this.languages()).includes(profile.language)) throw new LanguageNotOffered();
      await this.people.updateProfile(person, profile);
      await this.sessions.forget(person.id);
      return redirect('/account', { flash: 'account.saved' });
    };
    return submitted(ProfileForm, body, act, (form) => this.page(person, form));
  }

  @Post('sign-out-elsewhere')
  async signOutElsewhere(@Person() person: SignedInPerson, @Req() request: WebRequest): Promise<Redirect> {
    await this.sessions.closeAll(person.id, request.cookies[this.site.cookies.session]);
    return redirect('/account', { flash: 'account.signedOutElsewhere' });
  }

  private async page(person: SignedInPerson, form: FormTry): Promise<Page> {
    return page('account/account', { ...accountView(person, await this.sessions.devices(person.id), await this.languages()), form });
  }

  /** Those of the pages, and those that something taught can be read in. */
  private async languages(): Promise<string[]> {
    return [...new Set([...this.site.messages.languages, ...(await this.curricula.languages())])];
  }
}
