import { Controller, Get, Query } from '@nestjs/common';
import { CohortQueries, Progress } from '#libs/course';
import { calledName, type SignedInPerson } from '#libs/identity';
import { page, Site, type Page } from '#libs/web';
import { Person } from '../session.guard.ts';
import { AskedMinutes } from './asked-minutes.ts';
import { endedView } from './cohort.view.ts';
import { homeView, type Words } from './home.view.ts';
import { readingLanguage } from './reading-language.ts';

@Controller()
export class HomeController {
  constructor(
    private readonly progress: Progress,
    private readonly cohorts: CohortQueries,
    private readonly site: Site,
    private readonly asked: AskedMinutes,
  ) {}

  @Get()
  async home(@Person() person: SignedInPerson, @Query('cohort') cohort?: string, @Query('language') asked?: unknown): Promise<Page> {
    const journey = await this.progress.journey(person.id, cohort);
    const name = calledName(person);
    if (!journey) return page('course/no-cohort', { name, ended: (await this.cohorts.ended(person.id)).map(endedView) });
    const lang = this.site.languageFor(person.language, undefined);
    const words: Words = (key, values) => this.site.messages.text(lang, key, values);
    return page('course/home', { name, ...homeView(journey, await this.asked.of(person.id), words, readingLanguage(person, asked)) });
  }
}
