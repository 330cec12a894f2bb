import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { Applications, CertificationQueries, ChosenProgramQueries, EligibilityQueries, EMPTY_DRAFT, Submissions, type ApplicationDraft, type ApplicationNow, type ChosenProgram, type DraftSaved } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { NotFound } from '#libs/kernel';
import { checkForm, FormTry, page, redirect, submitted, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { choiceView, slugOf } from './choice.view.ts';
import { applicationView, draftOf, typedDraft } from './application.view.ts';
import { DraftForm, SubmissionForm, WithdrawalForm } from './forms.ts';
import { mayApply } from './standing.view.ts';

interface Shown {
  readonly form?: FormTry;
  readonly written?: ApplicationDraft;
  /** What was saved elsewhere meanwhile. */
  readonly kept?: ApplicationDraft | null;
  readonly status?: number;
}

/** An application of the person, and the program it is for. */
interface Current extends ChosenProgram {
  readonly application: ApplicationNow;
}

const pathOf = (program: ChosenProgram): string => `/application${choiceView(program, '').query}`;

/** One's own application, for the program that the address names. */
@Controller('application')
export class ApplicationController {
  constructor(
    private readonly programs: ChosenProgramQueries,
    private readonly applications: Applications,
    private readonly submissions: Submissions,
    private readonly eligibility: EligibilityQueries,
    private readonly certifications: CertificationQueries,
  ) {}

  @Get()
  async show(@Person() person: SignedInPerson, @Query('program') typed?: unknown): Promise<Page> {
    return this.page(person, await this.programs.of(person.id, slugOf(typed)));
  }

  @Post()
  async begin(@Person() person: SignedInPerson, @Query('program') typed?: unknown): Promise<Redirect> {
    const program = await this.programs.of(person.id, slugOf(typed));
    await this.applications.open(person, program);
    return redirect(pathOf(program));
  }

  @Post('draft')
  save(@Person() person: SignedInPerson, @Body() body: unknown, @Query('program') typed?: unknown): Promise<Page | Redirect> {
    const act = async (form: DraftForm): Promise<Page | Redirect> => {
      const current = await this.current(person, typed);
      const kept = await this.keep(person, current, form);
      return kept.saved ? redirect(pathOf(current), { flash: 'certification.application.saved' }) : this.stale(person, current, form, kept.kept);
    };
    return submitted(DraftForm, body, act, (form) => this.again(person, typed, form));
  }

  /** The page's script saves as one writes; it gets what is kept when the page is older than that. */
  @Put('draft')
  async autosave(@Person() person: SignedInPerson, @Body() body: unknown, @Query('program') typed?: unknown): Promise<DraftSaved> {
    const { value } = await checkForm(DraftForm, body);
    return this.keep(person, await this.current(person, typed), value);
  }

  @Post('submission')
  submit(@Person() person: SignedInPerson, @Body() body: unknown, @Query('program') typed?: unknown): Promise<Page | Redirect> {
    const act = async (form: SubmissionForm): Promise<Page | Redirect> => {
      const current = await this.current(person, typed);
      const kept = await this.keep(person, current, form);
      if (!kept.saved) return this.stale(person, current, form, kept.kept);
      await this.submissions.submit(person, current.application.id);
      return redirect(pathOf(current), { flash: 'certification.application.submitted' });
    };
    return submitted(SubmissionForm, body, act, (form) => this.again(person, typed, form));
  }

  @Post('withdrawal')
  withdraw(@Person() person: SignedInPerson, @Body() body: unknown, @Query('program') typed?: unknown): Promise<Page | Redirect> {
    const act = async ({ reason }: WithdrawalForm): Promise<Redirect> => {
      const current = await this.current(person, typed);
      await this.applications.withdraw(person, current.application.id, reason ?? '');
      return redirect(pathOf(current), { flash: 'certification.application.withdrawn' });
    };
    return submitted(WithdrawalForm, body, act, (form) => this.again(person, typed, form));
  }

  private keep(person: SignedInPerson, { application: { id, rules } }: Current, form: DraftForm): Promise<DraftSaved> {
    return this.applications.saveDraft(person, id, form.version, draftOf(form, rules));
  }

  private async current(person: SignedInPerson, typed: unknown): Promise<Current> {
    const { application, ...program } = await this.programs.of(person.id, slugOf(typed));
    if (!application) throw new NotFound('application');
    return { ...program, application };
  }

  /** Somebody (most often oneself, elsewhere) saved meanwhile: both texts are shown, and nothing is overwritten. */
  private async stale(person: SignedInPerson, program: Current, form: DraftForm, kept: ApplicationDraft): Promise<Page> {
    const mine = draftOf(form, program.application.rules);
    const { application } = await this.current(person, program.rules.slug);
    const shown = new FormTry(typedDraft(mine, application.draftVersion), { '': { key: 'certification.application.stale', values: {} } }, 409);
    return this.page(person, program, { form: shown, written: mine, kept, status: 409 });
  }

  private async again(person: SignedInPerson, typed: unknown, form: FormTry): Promise<Page> {
    const current = await this.current(person, typed);
    const { rules, draftVersion } = current.application;
    const written = draftOf(form.typed, rules);
    const shown = { ...form.typed, ...typedDraft(written, Number(form.typed['version'] ?? draftVersion)) };
    return this.page(person, current, { form: new FormTry(shown, form.faults, form.status), written, status: form.status });
  }

  private async page(person: SignedInPerson, program: ChosenProgram, { form, written = program.application?.draft ?? EMPTY_DRAFT, kept = null, status = 200 }: Shown = {}): Promise<Page> {
    const { programId, application: now } = program;
    const rules = now?.rules ?? program.rules;
    const { evaluation } = await this.eligibility.today({ personId: person.id, programId, rules, applicationId: now?.id ?? null });
    const canApply = program.inForce !== undefined && mayApply(await this.certifications.ofPerson(person.id), programId);
    const fresh = now ? new FormTry(typedDraft(now.draft, now.draftVersion), {}) : null;
    const choice = choiceView(program, '/application');
    return page('certification/application', { ...applicationView({ person, now, rules, evaluation, kept, written, canApply, query: choice.query }), ...choice, form: form ?? fresh }, { status });
  }
}
