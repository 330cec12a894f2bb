import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CheckAlreadySubmitted, CheckQueries, Checks, type AnswerOutcome } from '#libs/assessment';
import type { SignedInPerson } from '#libs/identity';
import { page, redirect, type Page, type Redirect } from '#libs/web';
import { inLanguage, keptLanguage, readingLanguage, type ReadingLanguage } from '../course/reading-language.ts';
import { Person } from '../session.guard.ts';
import { givenAnswer, givenAnswers } from './given-answers.ts';
import { resultView } from './result.view.ts';
import { checkHref, isUnanswered, sheetView } from './sheet.view.ts';

/**
 * A check while it is taken, and its result. Its forms carry no idempotency key: an answer knows which one it replaces and a check is handed in once, so
 * sending them again does nothing; and what was saved stays saved when the page comes back with something to look at.
 */
@Controller('checks/:attemptId')
export class ChecksController {
  constructor(
    private readonly checks: Checks,
    private readonly queries: CheckQueries,
  ) {}

  @Get()
  async sheet(@Person() person: SignedInPerson, @Param('attemptId') attemptId: string, @Query('language') asked?: unknown): Promise<Page | Redirect> {
    const reading = readingLanguage(person, asked);
    const sheet = await this.queries.sheet(person, attemptId, reading.language);
    return sheet.attempt.submittedAt ? redirect(inLanguage(`${checkHref(attemptId)}/result`, reading)) : page('checks/sheet', { ...sheetView(sheet, { timeZone: person.timeZone, reading }) });
  }

  /** One answer from the script, at once. */
  @Post('answers/:number')
  @HttpCode(200)
  async answer(@Person() person: SignedInPerson, @Param('attemptId') attemptId: string, @Param('number') number: string, @Body() body: unknown): Promise<AnswerOutcome> {
    const given = givenAnswer(number, body);
    return this.checks.answer(person, attemptId, given.number, given.chosen, given.sequence);
  }

  /** All answers of the page, where there is no script. */
  @Post('answers')
  async save(@Person() person: SignedInPerson, @Param('attemptId') attemptId: string, @Body() body: unknown): Promise<Page | Redirect> {
    const reading = keptLanguage(person, body);
    const outcomes = await this.checks.save(person, attemptId, givenAnswers(body));
    if (outcomes.some(({ kind }) => kind === 'stale')) return this.again(person, attemptId, { reading, outcomes }, 409);
    return redirect(inLanguage(checkHref(attemptId), reading), { flash: 'checks.flash.saved' });
  }

  /** Saves what is on the page and hands it in; first names what is unanswered, unless the person has seen that. */
  @Post('submission')
  async submit(@Person() person: SignedInPerson, @Param('attemptId') attemptId: string, @Body() body: unknown): Promise<Page | Redirect> {
    const reading = keptLanguage(person, body);
    try {
      const outcomes = await this.checks.save(person, attemptId, givenAnswers(body), { handingIn: true });
      if (outcomes.some(({ kind }) => kind === 'stale')) return await this.again(person, attemptId, { reading, outcomes }, 409);
      const { questions } = await this.queries.sheet(person, attemptId);
      const sure = (body as { sure?: unknown } | undefined)?.sure === 'yes';
      if (!sure && questions.some(isUnanswered)) return await this.again(person, attemptId, { reading, outcomes }, 422);
      await this.checks.submit(person, attemptId);
    } catch (error) {
      // A double click: the first one handed it in.
      if (!(error instanceof CheckAlreadySubmitted)) throw error;
    }
    return redirect(inLanguage(`${checkHref(attemptId)}/result`, reading));
  }

  @Get('result')
  async result(@Person() person: SignedInPerson, @Param('attemptId') attemptId: string, @Query('language') asked?: unknown): Promise<Page | Redirect> {
    const reading = readingLanguage(person, asked);
    const { attempt } = await this.queries.sheet(person, attemptId);
    return attempt.submittedAt ? page('checks/result', { ...resultView(await this.queries.review(person, attemptId, reading.language)) }) : redirect(inLanguage(checkHref(attemptId), reading));
  }

  private async again(person: SignedInPerson, attemptId: string, { reading, outcomes }: { reading: ReadingLanguage; outcomes: readonly AnswerOutcome[] }, status: 409 | 422): Promise<Page> {
    const sheet = await this.queries.sheet(person, attemptId, reading.language);
    return page('checks/sheet', { ...sheetView(sheet, { timeZone: person.timeZone, reading, outcomes, handingIn: status === 422 }) }, { status });
  }
}
