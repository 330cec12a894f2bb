import { Body, Controller, Get, Injectable, Param, Post, Req } from '@nestjs/common';
import { HoursQueries, SupervisorLinks, Vouching } from '#libs/evidence';
import type { Actor, SignedInPerson } from '#libs/identity';
import { emptyForm, page, Public, redirect, Site, submitted, type FormTry, type Page, type Redirect, type WebRequest } from '#libs/web';
import { Person } from '../session.guard.ts';
import { options } from './choices.ts';
import { ProgramHours } from './program-hours.ts';
import { answersOf, supervisionView } from './supervision.view.ts';

/** The fields are named by the rows, so they are read one by one. */
class AnswersForm {}

/** The rows of one supervisor, however they came in: by a mailed link, or signed in. */
@Injectable()
abstract class RowsOfSupervisor {
  constructor(
    protected readonly vouching: Vouching,
    private readonly hours: HoursQueries,
    private readonly site: Site,
    private readonly program: ProgramHours,
  ) {}

  protected async page(supervisor: Actor, path: string, lang: string | undefined, form: FormTry): Promise<Page> {
    const [waiting, answered] = [await this.vouching.waitingFor(supervisor), await this.hours.answeredBy(supervisor.id)];
    const choices = options(this.site, { language: lang ?? 'en' }, 'evidence.answer', ['confirmed', 'disputed']);
    return page('evidence/supervision', { ...supervisionView(waiting, answered, (await this.program.asked(lang)).titleOf), form, path, choices });
  }

  protected answerRows(supervisor: Actor, path: string, lang: string | undefined, body: unknown): Promise<Page | Redirect> {
    const act = async (): Promise<Redirect> => {
      await this.vouching.answer(supervisor, answersOf(body));
      return redirect(path, { flash: 'evidence.supervision.thanks' });
    };
    return submitted(AnswersForm, body, act, (form) => this.page(supervisor, path, lang, form));
  }
}

/** No account needed. Opening the link shows rows and changes nothing, because mail scanners open links; only the form's own button answers. */
@Public()
@Controller('confirm/:token')
export class ConfirmController extends RowsOfSupervisor {
  constructor(
    vouching: Vouching,
    hours: HoursQueries,
    site: Site,
    program: ProgramHours,
    private readonly links: SupervisorLinks,
  ) {
    super(vouching, hours, site, program);
  }

  @Get()
  async show(@Param('token') token: string, @Req() { lang }: WebRequest): Promise<Page> {
    return this.page(await this.links.bearer(token), `/confirm/${token}`, lang, emptyForm());
  }

  @Post()
  async answer(@Param('token') token: string, @Req() { lang }: WebRequest, @Body() body: unknown): Promise<Page | Redirect> {
    return this.answerRows(await this.links.bearer(token), `/confirm/${token}`, lang, body);
  }
}

@Controller('supervision')
export class SupervisionController extends RowsOfSupervisor {
  @Get()
  show(@Person() person: SignedInPerson, @Req() { lang }: WebRequest): Promise<Page> {
    return this.page(person, '/supervision', lang, emptyForm());
  }

  @Post()
  answer(@Person() person: SignedInPerson, @Req() { lang }: WebRequest, @Body() body: unknown): Promise<Page | Redirect> {
    return this.answerRows(person, '/supervision', lang, body);
  }
}
