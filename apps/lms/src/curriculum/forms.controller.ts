import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurriculumQueries } from '#libs/course';
import type { SignedInPerson } from '#libs/identity';
import { page, Public, type Page } from '#libs/web';
import { Person } from '../session.guard.ts';
import { Agreements } from './agreements.ts';
import { agreementRow, formRow, formView } from './curriculum.view.ts';

/** Papers to print and write on. Nothing that is written on them comes back here, so anybody may have them. */
@Public()
@Controller('forms')
export class FormsController {
  constructor(
    private readonly curricula: CurriculumQueries,
    private readonly agreements: Agreements,
  ) {}

  @Get()
  async list(): Promise<Page> {
    const [forms, agreements] = [await this.curricula.forms(), await this.agreements.all()];
    return page('curriculum/forms', { rows: forms.map(formRow), agreements: agreements.map(agreementRow) });
  }

  @Get(':slug')
  async show(@Person() person: SignedInPerson | undefined, @Param('slug') slug: string, @Query('language') language?: unknown): Promise<Page> {
    const agreement = await this.agreements.find(slug);
    if (agreement) return page('curriculum/agreement', { ...agreement });
    const asked = typeof language === 'string' ? language : (person?.language ?? '');
    return page('curriculum/form', { ...formView(await this.curricula.form(slug), asked) });
  }
}
