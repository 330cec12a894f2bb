import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Progress, Starts } from '#libs/course';
import type { SignedInPerson } from '#libs/identity';
import { checkForm, page, redirect, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { RolePlayForm } from './forms.ts';
import { moduleOf } from './module.view.ts';
import { inLanguage, keptLanguage, readingLanguage } from './reading-language.ts';

@Controller('modules/:slug')
export class ModulesController {
  constructor(
    private readonly progress: Progress,
    private readonly starts: Starts,
  ) {}

  @Get()
  async show(@Person() person: SignedInPerson, @Param('slug') slug: string, @Query('language') asked?: unknown): Promise<Page> {
    const journey = await this.progress.journeyWith(person.id, ({ modules }) => modules.some((module) => module.slug === slug));
    return page('course/module', { ...moduleOf(journey, slug, readingLanguage(person, asked)) });
  }

  @Post('check-attempts')
  async startCheck(@Person() person: SignedInPerson, @Param('slug') slug: string, @Body() body: unknown): Promise<Redirect> {
    return redirect(inLanguage(`/checks/${await this.starts.check(person, slug)}`, keptLanguage(person, body)));
  }

  @Post('role-play-attempts')
  async startRolePlay(@Person() person: SignedInPerson, @Param('slug') slug: string, @Body() body: unknown): Promise<Redirect> {
    const { value } = await checkForm(RolePlayForm, body);
    return redirect(inLanguage(`/role-plays/${await this.starts.rolePlay(person, slug, value.rolePlay)}`, keptLanguage(person, body)));
  }
}
