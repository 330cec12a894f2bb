import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApplicationQueries, Applications, EligibilityQueries, EMPTY_DRAFT, ProgramQueries, Submissions, type ApplicationDraft, type ApplicationNow, type DraftSaved } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { NotFound } from '#libs/kernel';
import { checkForm, FormTry, page, redirect, submitted, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { applicationView, draftOf, typedDraft } from './application.view.ts';
import { DraftForm, SubmissionForm, WithdrawalForm } from './forms.ts';

interface Shown {
  readonly form?: FormTry;
  readonly written?: ApplicationDraft;
  /** What was saved elsewhere meanwhile. */
  readonly kept?: ApplicationDraft | null;
  readonly status?: number;
}

@Controller('application')
export class ApplicationController {
  constructor(
    private readonly programs: ProgramQueries,
    private readonly queries: ApplicationQueries,
    private readonly applications: Applications,
    private readonly submissions: Submissions,
    private readonly eligibility: EligibilityQueries,
  ) {}

  @Get()
  async show(@Person() person: SignedInPerson): Promise<Page> {
    return this.page(person, await this.queries.latest(person.id));
  }

  @Post()
  async begin(@Person() person: SignedInPerson): Promise<Redirect> {
    await this.applications.open(person, await this.programs.inForce());
    return redirect('/application');
  }

  @Post('draft')
  save(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: DraftForm): Promise<Page | Redirect> => {
      const { now, kept } = await this.keep(person, form);
      return kept.saved ? redirect('/application', { flash: 'certification.application.saved' }) : this.stale(person, now, form, kept.kept);
    };
    return submitted(DraftForm, body, act, (form) => this.again(person, form));
  }

  /** The page's script saves as one writes; it gets what is kept when the page is older than that. */
  @Put('draft')
  async autosave(@Person() person: SignedInPerson, @Body() body: unknown): Promise<DraftSaved> {
    const { value } = await checkForm(DraftForm, body);
    return (await this.keep(person, value)).kept;
  }

  @Post('submission')
  submit(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: SubmissionForm): Promise<Page | Redirect> => {
      const { now, kept } = await this.keep(person, form);
      if (!kept.saved) return this.stale(person, now, form, kept.kept);
      await this.submissions.submit(person, now.id);
      return redirect('/application', { flash: 'certification.application.submitted' });
    };
    return submitted(SubmissionForm, body, act, (form) => this.again(person, form));
  }

  @Post('withdrawal')
  withdraw(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ reason }: WithdrawalForm): Promise<Redirect> => {
      await this.applications.withdraw(person, (await this.current(person)).id, reason ?? '');
      return redirect('/application', { flash: 'certification.application.withdrawn' });
    };
    return submitted(WithdrawalForm, body, act, (form) => this.again(person, form));
  }

  private async keep(person: SignedInPerson, form: DraftForm): Promise<{ now: ApplicationNow; kept: DraftSaved }> {
    const now = await this.current(person);
    return { now, kept: await this.applications.saveDraft(person, now.id, form.version, draftOf(form, now.rules)) };
  }

  private async current(person: SignedInPerson): Promise<ApplicationNow> {
    const now = await this.queries.latest(person.id);
    if (!now) throw new NotFound('application');
    return now;
  }

  /** Somebody (most often oneself, elsewhere) saved meanwhile: both texts are shown, and nothing is overwritten. */
  private async stale(person: SignedInPerson, now: ApplicationNow, form: DraftForm, kept: ApplicationDraft): Promise<Page> {
    const mine = draftOf(form, now.rules);
    const shown = new FormTry(typedDraft(mine, (await this.current(person)).draftVersion), { '': { key: 'certification.application.stale', values: {} } }, 409);
    return this.page(person, now, { form: shown, written: mine, kept, status: 409 });
  }

  private async again(person: SignedInPerson, form: FormTry): Promise<Page> {
    const now = await this.current(person);
    const written = draftOf(form.typed, now.rules);
    const typed = { ...form.typed, ...typedDraft(written, Number(form.typed['version'] ?? now.draftVersion)) };
    return this.page(person, now, { form: new FormTry(typed, form.faults, form.status), written, status: form.status });
  }

  private async page(person: SignedInPerson, now: ApplicationNow | undefined, { form, written = now?.draft ?? EMPTY_DRAFT, kept = null, status = 200 }: Shown = {}): Promise<Page> {
    const { programId, rules } = now ?? (await this.programs.inForce());
    const { evaluation } = await this.eligibility.today({ personId: person.id, programId, rules, applicationId: now?.id ?? null });
    const fresh = now ? new FormTry(typedDraft(now.draft, now.draftVersion), {}) : null;
    return page('certification/application', { ...applicationView({ person, now, rules, evaluation, kept, written }), form: form ?? fresh }, { status });
  }
}
