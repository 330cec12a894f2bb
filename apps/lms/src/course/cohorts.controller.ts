import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CohortQueries, Cohorts, Enrollments, Invitations, Outlines } from '#libs/course';
import { holdsAnywhere, organizationsOf, requireAnyRole, Roles, type SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { choicesOf, cohortRow, cohortView, invitedRow, rosterView } from './cohort.view.ts';
import { CohortForm, InvitationForm, WithdrawalForm } from './forms.ts';
import { cohortPath } from './paths.ts';

const PAGE = 50;

@Controller('cohorts')
export class CohortsController {
  constructor(
    private readonly cohorts: Cohorts,
    private readonly queries: CohortQueries,
    private readonly invitations: Invitations,
    private readonly enrollments: Enrollments,
    private readonly outlines: Outlines,
    private readonly roles: Roles,
  ) {}

  @Get()
  async list(@Person() person: SignedInPerson, @Query('olderThan') olderThan?: string): Promise<Page> {
    requireAnyRole(person, 'coordinator', 'instructor');
    const rows = await this.queries.list(person, { limit: PAGE + 1, ...(olderThan ? { olderThan } : {}) });
    const next = rows.length > PAGE ? `/cohorts?olderThan=${rows[PAGE - 1]!.slug}` : null;
    return page('course/cohorts', { rows: rows.slice(0, PAGE).map(cohortRow), makes: holdsAnywhere(person, 'coordinator'), next, previous: null });
  }

  @Get('new')
  make(@Person() person: SignedInPerson): Promise<Page> {
    return this.form(person, emptyForm());
  }

  @Post()
  create(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: CohortForm): Promise<Redirect> => redirect(cohortPath({ slug: await this.cohorts.create(person, form) }), { flash: 'course.cohort.made' });
    return submitted(CohortForm, body, act, (form) => this.form(person, form));
  }

  @Get(':slug')
  show(@Person() person: SignedInPerson, @Param('slug') slug: string, @Query('after') after?: string): Promise<Page> {
    return this.cohort(person, slug, emptyForm(), after);
  }

  @Post(':slug/opening')
  async open(@Person() person: SignedInPerson, @Param('slug') slug: string): Promise<Redirect> {
    await this.cohorts.open(person, slug);
    return redirect(cohortPath({ slug }), { flash: 'course.cohort.opened' });
  }

  @Post(':slug/closing')
  async close(@Person() person: SignedInPerson, @Param('slug') slug: string): Promise<Redirect> {
    await this.cohorts.close(person, slug);
    return redirect(cohortPath({ slug }), { flash: 'course.cohort.closed' });
  }

  @Post(':slug/invitations')
  invite(@Person() person: SignedInPerson, @Param('slug') slug: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ people }: InvitationForm): Promise<Redirect> => redirect(`${cohortPath({ slug })}/invitations/${await this.invitations.invite(person, slug, people, person.timeZone)}`);
    return submitted(InvitationForm, body, act, (form) => this.cohort(person, slug, form));
  }

  @Get(':slug/invitations/:id')
  async invited(@Person() person: SignedInPerson, @Param('slug') slug: string, @Param('id') id: string): Promise<Page> {
    const [cohort, lines] = [await this.queries.coordinated(person, slug), await this.queries.invitations(person, slug, id)];
    return page('course/invited', { ...cohortView(cohort), rows: lines.map(invitedRow), invited: lines.filter(({ outcome }) => outcome === 'invited').length });
  }

  @Post(':slug/withdrawals')
  withdraw(@Person() person: SignedInPerson, @Param('slug') slug: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ personId, reason }: WithdrawalForm): Promise<Redirect> => {
      await this.enrollments.withdraw(person, slug, personId, reason);
      return redirect(cohortPath({ slug }), { flash: 'course.cohort.withdrawn' });
    };
    return submitted(WithdrawalForm, body, act, (form) => this.cohort(person, slug, form));
  }

  private async cohort(person: SignedInPerson, slug: string, form: FormTry, after?: string): Promise<Page> {
    const roster = await this.queries.roster(person, slug, after ? { after } : {});
    return page('course/cohort', { ...cohortView(roster.cohort), roster: rosterView(roster), coordinates: organizationsOf(person, 'coordinator').includes(roster.cohort.organizationId), previous: null, form });
  }

  private async form(person: SignedInPerson, form: FormTry): Promise<Page> {
    requireAnyRole(person, 'coordinator');
    const organizations = await this.roles.organizations(organizationsOf(person, 'coordinator'));
    return page('course/new-cohort', { ...choicesOf(organizations, await this.outlines.curricula()), form });
  }
}
