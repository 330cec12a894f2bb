import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContentQueries, foresee, GradingQueue, Ratings, Results, type RatingSheet, type RubricContent, type SaveOutcome } from '#libs/assessment';
import type { SignedInPerson } from '#libs/identity';
import { Clock, isId } from '#libs/kernel';
import { emptyForm, page, redirect, submitted, Whole, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { gradingView, releaseView } from './grading.view.ts';
import { queueView } from './queue.view.ts';

export class ReleaseForm {
  @Whole() version: number;
}

interface DraftBody {
  readonly version?: unknown;
  readonly next?: unknown;
}

/** The draft's form carries no idempotency key: a save knows which version it replaces, and sending it again does nothing. */
@Controller('grading')
export class GradingController {
  constructor(
    private readonly queue: GradingQueue,
    private readonly ratings: Ratings,
    private readonly results: Results,
    private readonly content: ContentQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Person() person: SignedInPerson, @Query('after') asked?: string): Promise<Page> {
    const after = isId(asked) ? asked : null;
    return page('grading/queue', { ...queueView(await this.queue.list(person, after), person.id, this.clock.now(), after) });
  }

  @Post('claims')
  async next(@Person() person: SignedInPerson): Promise<Redirect> {
    const id = await this.queue.claimNext(person);
    return id ? redirect(`/grading/${id}`) : redirect('/grading', { flash: 'role-plays.queue.nothing', kind: 'info' });
  }

  @Get(':submissionId')
  async grade(@Person() person: SignedInPerson, @Param('submissionId') id: string): Promise<Page> {
    return this.page(await this.ratings.sheet(person, id));
  }

  /** From the script: JSON. From the form: the way on, or both drafts when there is a newer one. */
  @Post(':submissionId/draft')
  async save(@Person() person: SignedInPerson, @Param('submissionId') id: string, @Body() given: DraftBody | null | undefined, @Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | Redirect | SaveOutcome> {
    const body = given ?? {};
    const outcome = await this.ratings.saveDraft(person, id, body, Number(body.version));
    if (accept?.startsWith('application/json')) {
      void reply.code(outcome.kind === 'saved' ? 200 : 409);
      return outcome;
    }
    if (outcome.kind === 'stale') return this.page(await this.ratings.sheet(person, id), outcome);
    return body.next === 'release' ? redirect(`/grading/${id}/release`) : redirect(`/grading/${id}`, { flash: 'role-plays.grading.saved' });
  }

  @Post(':submissionId/leave')
  async leave(@Person() person: SignedInPerson, @Param('submissionId') id: string): Promise<Redirect> {
    await this.queue.leave(person, id);
    return redirect('/grading', { flash: 'role-plays.queue.left' });
  }

  @Get(':submissionId/release')
  async summary(@Person() person: SignedInPerson, @Param('submissionId') id: string): Promise<Page> {
    return this.summaryPage(await this.ratings.sheet(person, id), emptyForm());
  }

  @Post(':submissionId/release')
  release(@Person() person: SignedInPerson, @Param('submissionId') id: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ version }: ReleaseForm): Promise<Redirect> => {
      const { outcome } = await this.results.release(person, id, version);
      return redirect('/grading', { flash: `role-plays.release.done.${outcome}` });
    };
    return submitted(ReleaseForm, body, act, async (form) => this.summaryPage(await this.ratings.sheet(person, id), form));
  }

  private rubric(sheet: RatingSheet): Promise<RubricContent> {
    return this.content.rubric(sheet.rubricVersionId);
  }

  private async page(sheet: RatingSheet, stale: Extract<SaveOutcome, { kind: 'stale' }> | null = null): Promise<Page> {
    const scenario = await this.content.scenario(sheet.scenarioVersionId);
    return page('grading/sheet', { ...gradingView(sheet, await this.rubric(sheet), scenario, stale) }, { status: stale ? 409 : 200 });
  }

  private async summaryPage(sheet: RatingSheet, form: FormTry): Promise<Page> {
    const rubric = await this.rubric(sheet);
    return page('grading/release', { ...releaseView(sheet, rubric, foresee(rubric, sheet.draft, sheet.file.durationMs)), form });
  }
}
