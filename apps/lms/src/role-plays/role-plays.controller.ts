import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ContentQueries, RolePlayQueries, RolePlays, type Party } from '#libs/assessment';
import type { SignedInPerson } from '#libs/identity';
import { NotFound } from '#libs/kernel';
import { emptyForm, page, redirect, submitted, type Page, type Redirect } from '#libs/web';
import { inLanguage, readingLanguage } from '../course/reading-language.ts';
import { Person } from '../session.guard.ts';
import { AttemptPages } from './attempt-pages.ts';
import { attemptHref, attemptView, personaView } from './attempt.view.ts';
import { ConsentForm } from './forms.ts';
import { resultView } from './result.view.ts';

function readParty(text: string): Party {
  if (text !== 'trainee' && text !== 'partner') throw new NotFound('consent');
  return text;
}

@Controller('role-plays/:attemptId')
export class RolePlaysController {
  constructor(
    private readonly rolePlays: RolePlays,
    private readonly queries: RolePlayQueries,
    private readonly content: ContentQueries,
    private readonly pages: AttemptPages,
  ) {}

  @Get()
  async show(@Person() person: SignedInPerson, @Param('attemptId') id: string, @Query('language') asked?: unknown): Promise<Page | Redirect> {
    const attempt = await this.queries.attempt(person, id);
    if (attempt.stage === 'waiting') return redirect(`${attemptHref(id)}/receipt`);
    if (attempt.result) return redirect(`${attemptHref(id)}/result`);
    return this.pages.of(attempt, emptyForm(), person.id, readingLanguage(person, asked));
  }

  /** For the partner, on paper or a second screen: the trainee does not read it. */
  @Get('persona')
  async persona(@Person() person: SignedInPerson, @Param('attemptId') id: string, @Query('language') asked?: unknown): Promise<Page> {
    const { scenarioVersionId } = await this.queries.attempt(person, id);
    return page('role-plays/persona', { ...personaView(id, await this.content.scenario(scenarioVersionId), readingLanguage(person, asked)) });
  }

  @Post('consents/:party')
  consent(@Person() person: SignedInPerson, @Param('attemptId') id: string, @Param('party') party: string, @Body() body: unknown, @Query('language') asked?: unknown): Promise<Page | Redirect> {
    const reading = readingLanguage(person, asked);
    const act = async ({ name }: ConsentForm): Promise<Redirect> => {
      await this.rolePlays.consent(person, id, readParty(party), name);
      return redirect(inLanguage(attemptHref(id), reading));
    };
    return submitted(ConsentForm, body, act, async (form) => this.pages.of(await this.queries.attempt(person, id), form, person.id, reading));
  }

  @Post('consents/:party/withdrawal')
  async withdraw(@Person() person: SignedInPerson, @Param('attemptId') id: string, @Param('party') party: string): Promise<Redirect> {
    await this.rolePlays.withdrawConsent(person, id, readParty(party));
    return redirect(attemptHref(id), { flash: 'role-plays.consent.withdrawn', kind: 'info' });
  }

  @Get('receipt')
  async receipt(@Person() person: SignedInPerson, @Param('attemptId') id: string): Promise<Page | Redirect> {
    const attempt = await this.queries.attempt(person, id);
    if (!attempt.submission) return redirect(attemptHref(id));
    return page('role-plays/receipt', { ...attemptView(attempt, await this.content.scenario(attempt.scenarioVersionId), person.id) });
  }

  @Get('result')
  async result(@Person() person: SignedInPerson, @Param('attemptId') id: string, @Query('language') asked?: unknown): Promise<Page | Redirect> {
    const attempt = await this.queries.attempt(person, id);
    if (!attempt.result) return redirect(attemptHref(id));
    const [scenario, rubric, attempts] = await Promise.all([this.content.scenario(attempt.scenarioVersionId), this.content.rubric(attempt.rubricVersionId), this.queries.attemptsOf(attempt.personId, [attempt.rolePlay])]);
    return page('role-plays/result', { ...resultView(attempt, scenario, rubric, person.id, attempts.at(-1)!.attemptId, readingLanguage(person, asked)) });
  }
}
