import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ACTIVITIES, HoursQueries, may, SupervisedHours, SupervisorQueries, type ApprovedSupervisor, type HoursClaim } from '#libs/evidence';
import { calledName, type SignedInPerson } from '#libs/identity';
import { Clock, NotFound, Settings } from '#libs/kernel';
import { emptyForm, page, redirect, Site, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { DOMAINS, options } from './domains.ts';
import { AmendmentForm, HoursForm, rowOf, rowsOf, typedFrom } from './hours.form.ts';
import { askable, hoursRowView, hoursView } from './hours.view.ts';
import { IdPipe, pageKey } from './id.pipe.ts';

const PER_PAGE = 30;

@Controller('hours')
export class HoursController {
  constructor(
    private readonly acts: SupervisedHours,
    private readonly hours: HoursQueries,
    private readonly supervisors: SupervisorQueries,
    private readonly site: Site,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Query('before') before?: string): Promise<Page> {
    return this.page(person, emptyForm(), pageKey(before));
  }

  @Post()
  log(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: HoursForm): Promise<Redirect> => {
      const ids = await this.acts.log(person, form.supervisor, rowsOf(form));
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
    const [claim, approved] = [await this.amendable(person, id), await this.supervisors.approved(person.id)];
    const approval = approved.find(({ personId, organizationId }) => personId === claim.supervisorId && organizationId === claim.organizationId);
    return this.amendmentPage(person, claim, approved, emptyForm(typedFrom(claim, approval?.approvalId ?? null)));
  }

  @Post(':id/amendment')
  async amend(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<Page | Redirect> {
    const claim = await this.own(person, id);
    const act = async (form: AmendmentForm): Promise<Redirect> => {
      await this.acts.amend(person, id, form.supervisor, rowOf(form), form.reason);
      return redirect('/hours', { flash: 'evidence.hours.amended' });
    };
    return submitted(AmendmentForm, body, act, async (form) => this.amendmentPage(person, claim, await this.supervisors.approved(person.id), form));
  }

  private async page(person: SignedInPerson, form: FormTry, before: string | null): Promise<Page> {
    const claims = await this.hours.of(person.id, { before, most: PER_PAGE + 1 });
    const view = hoursView(claims, await this.hours.totals(person.id), PER_PAGE);
    const ask = askable(await this.hours.waitingOf(person.id), this.clock.now());
    return page('evidence/hours', { ...view, ask, form, newer: before === null ? null : '/hours', ...this.choices(person, await this.supervisors.approved(person.id)) });
  }

  private amendmentPage(person: SignedInPerson, claim: HoursClaim, approved: readonly ApprovedSupervisor[], form: FormTry): Page {
    return page('evidence/amendment', { row: hoursRowView(claim), form, ...this.choices(person, approved) });
  }

  private choices(person: SignedInPerson, approved: readonly ApprovedSupervisor[]): object {
    return {
      domains: options(this.site, person, 'evidence.domain', DOMAINS),
      activities: options(this.site, person, 'evidence.activity', ACTIVITIES),
      supervisors: approved.map(({ approvalId, name, organization }) => ({ value: approvalId, label: `${name} · ${organization ?? this.settings.bodyName}` })),
    };
  }

  private async own(person: SignedInPerson, id: string): Promise<HoursClaim> {
    const [claim] = await this.hours.byIds([id]);
    if (claim?.personId !== person.id) throw new NotFound('claim');
    return claim;
  }

  private async amendable(person: SignedInPerson, id: string): Promise<HoursClaim> {
    const claim = await this.own(person, id);
    if (!may('amend', claim)) throw new NotFound('claim');
    return claim;
  }
}
