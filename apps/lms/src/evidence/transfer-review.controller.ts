import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { may, TransferReview, type TrainingClaim } from '#libs/evidence';
import { StoredFiles } from '#libs/files';
import type { SignedInPerson } from '#libs/identity';
import { Clock, Settings } from '#libs/kernel';
import { emptyForm, page, redirect, Site, submitted, type FormTry, type Page, type Redirect, type WebRequest } from '#libs/web';
import { Person } from '../session.guard.ts';
import { sendDocument } from './documents.ts';
import { options } from './choices.ts';
import { IdPipe, pageKey } from './id.pipe.ts';
import { ProgramHours } from './program-hours.ts';
import { DeclineNeedsReason } from './refusals.ts';
import { minutesOf, ReviewForm, REVIEWS, timeField, typedFromMinutes } from './training.form.ts';
import { pageOf, queueRowView } from './training.view.ts';

const PER_PAGE = 50;

@Controller('registrar/training')
export class TransferReviewController {
  constructor(
    private readonly review: TransferReview,
    private readonly files: StoredFiles,
    private readonly site: Site,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly program: ProgramHours,
  ) {}

  @Get()
  async queue(@Person() person: SignedInPerson, @Query('after') after?: string): Promise<Page> {
    const { shown, further } = pageOf(await this.review.queue(person, { after: pageKey(after), most: PER_PAGE + 1 }), PER_PAGE, (id) => `/registrar/training?after=${id}`);
    return page('evidence/transfer-queue', { rows: shown.map((claim) => this.row(claim)), previous: pageKey(after) === null ? null : '/registrar/training', next: further });
  }

  @Get(':id')
  async show(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<Page> {
    const claim = await this.review.claim(person, id);
    return this.page(person, claim, emptyForm(typedFromMinutes(claim.minutes)));
  }

  @Get(':id/document')
  async document(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendDocument(await this.files.readable(await this.review.document(person, id)), request, reply);
  }

  @Post(':id')
  async answer(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: ReviewForm): Promise<Redirect> => {
      await this.decide(person, id, form, body);
      return redirect('/registrar/training', { flash: `evidence.transfers.${form.verdict}` });
    };
    return submitted(ReviewForm, body, act, async (form) => this.page(person, await this.review.claim(person, id), form));
  }

  private async decide(person: SignedInPerson, id: string, form: ReviewForm, body: unknown): Promise<void> {
    const { contact } = await this.program.asked(person.language);
    if (form.verdict === 'credited') {
      const { minutes } = await this.review.claim(person, id);
      return this.review.credit(person, id, minutesOf(body, minutes.map(({ domain }) => domain)), form.reason, contact);
    }
    if (form.reason === null) throw new DeclineNeedsReason();
    return this.review.decline(person, id, form.reason, contact);
  }

  /** Only what was claimed can be credited, so only those domains have a field: also one that no program asks any more. */
  private async page(person: SignedInPerson, claim: TrainingClaim, form: FormTry): Promise<Page> {
    const { titleOf } = await this.program.asked(person.language);
    const domains = claim.minutes.map(({ domain, minutes }) => ({ name: timeField(domain), label: titleOf(domain), minutes }));
    const verdicts = options(this.site, person, 'evidence.review', REVIEWS);
    return page('evidence/transfer', { claim: this.row(claim), domains, open: may('review', claim), verdicts, form });
  }

  private row(claim: TrainingClaim): object {
    return queueRowView(claim, this.clock.now(), this.settings.timeZone);
  }
}
