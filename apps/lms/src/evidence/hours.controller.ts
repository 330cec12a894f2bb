import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { correcting, HoursQueries, may, SupervisedHours, type ApprovedSupervisor, type HoursClaim } from '#libs/evidence';
import { calledName, type SignedInPerson } from '#libs/identity';
import { Clock, NotFound } from '#libs/kernel';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { ChoicesForHours } from './hours-choices.ts';
import { AmendmentForm, HoursForm, rowOf, rowsOf, typedFrom } from './hours.form.ts';
import { askable, hoursRowView, hoursView } from './hours.view.ts';
import { IdPipe, pageKey } from './id.pipe.ts';
import { ProgramHours } from './program-hours.ts';

const PER_PAGE = 30;

@Controller('hours')
export class HoursController {
  constructor(
    private readonly acts: SupervisedHours,
    private readonly hours: HoursQueries,
    private readonly choices: ChoicesForHours,
    private readonly program: ProgramHours,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Query('before') before?: string): Promise<Page> {
    return this.page(person, emptyForm(), pageKey(before));
  }

  @Post()
  log(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: HoursForm): Promise<Redirect> => {
      const { domains } = await this.program.asked(person.language);
      const ids = await this.acts.log(await this.choices.trainee(person), form.supervisor, rowsOf(form, domains));
      return redirect('/hours', { flash: 'evidence.hours.logged', values: { rows: ids.length } });
    };
    return submitted(HoursForm, body, act, (form) => this.page(person, form, null));
  }

  @Post('confirmation-request')
  async ask(@Person() person: SignedInPerson): Promise<Redirect> {
    const letters = await this.acts.askToConfirm(person, calledName(person));
    return redirect('/hours', { flash: 'evidence.hours.asked', values: { letters } });
  }

  @Post(':id/withdrawal')
  async withdraw(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<Redirect> {
    await this.acts.withdraw(person, id);
    return redirect('/hours', { flash: 'evidence.hours.withdrawn' });
  }

  @Get(':id/amendment')
  async amendment(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<Page> {
    const claim = await this.own(person, id);
    if (!may('amend', claim)) throw new NotFound('claim');
    const approved = await this.approvedFor(person, claim);
    const approval = approved.find(({ personId, organizationId }) => personId === claim.supervisorId && organizationId === claim.organizationId);
    return this.amendmentPage(person, claim, emptyForm(typedFrom(claim, approval?.approvalId ?? null)), approved);
  }

  @Post(':id/amendment')
  async amend(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<Page | Redirect> {
    const claim = await this.own(person, id);
    const act = async (form: AmendmentForm): Promise<Redirect> => {
      const { domains } = await this.program.asked(person.language);
      await this.acts.amend(await this.choices.trainee(person), id, form.supervisor, rowOf(form, [...domains, claim.domain]), form.reason);
      return redirect('/hours', { flash: 'evidence.hours.amended' });
    };
    return submitted(AmendmentForm, body, act, async (form) => this.amendmentPage(person, claim, form, await this.approvedFor(person, claim)));
  }

  private async page(person: SignedInPerson, form: FormTry, before: string | null): Promise<Page> {
    const claims = await this.hours.of(person.id, { before, most: PER_PAGE + 1 });
    const asked = await this.program.asked(person.language);
    const view = hoursView(claims, await this.hours.totals(person.id), asked, PER_PAGE);
    const ask = askable(await this.hours.waitingOf(person.id), this.clock.now());
    const approved = await this.choices.approved(await this.choices.trainee(person));
    return page('evidence/hours', { ...view, ask, form, newer: before === null ? null : '/hours', domains: asked.domainOptions, ...this.choices.for(person, approved) });
  }

  private async amendmentPage(person: SignedInPerson, claim: HoursClaim, form: FormTry, approved: readonly ApprovedSupervisor[]): Promise<Page> {
    const { domains, domainOptions, titleOf } = await this.program.asked(person.language);
    const kept = domains.includes(claim.domain) ? [] : [{ value: claim.domain, label: titleOf(claim.domain) }];
    return page('evidence/amendment', { row: hoursRowView(claim, titleOf), form, domains: [...domainOptions, ...kept], ...this.choices.for(person, approved) });
  }

  private async approvedFor(person: SignedInPerson, claim: HoursClaim): Promise<ApprovedSupervisor[]> {
    return this.choices.approved(correcting(await this.choices.trainee(person), claim));
  }

  private async own(person: SignedInPerson, id: string): Promise<HoursClaim> {
    const [claim] = await this.hours.byIds([id]);
    if (claim?.personId !== person.id) throw new NotFound('claim');
    return claim;
  }
}
