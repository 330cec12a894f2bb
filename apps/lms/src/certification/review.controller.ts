import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Awards, Narratives, Review } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { page, redirect, submitted, type FormClass, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { AwardForm, DenialForm, IdentityForm, ReturnForm, WaiverForm } from './forms.ts';
import { applicationId, ReviewPages } from './review-page.ts';

@Controller('registrar/applications/:id')
export class ReviewController {
  constructor(
    private readonly pages: ReviewPages,
    private readonly review: Review,
    private readonly awards: Awards,
    private readonly narratives: Narratives,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Param('id') id: string): Promise<Page> {
    return this.pages.show(person, id);
  }

  /** Opening it is noted on the audit trail, each time. */
  @Get('narrative')
  async narrative(@Person() person: SignedInPerson, @Param('id') id: string): Promise<Page> {
    return page('certification/narrative', { text: await this.narratives.read(person, applicationId(id)), path: `/registrar/applications/${id}` });
  }

  @Post('claim')
  async claim(@Person() person: SignedInPerson, @Param('id') id: string): Promise<Redirect> {
    await this.review.claim(person, applicationId(id));
    return redirect(`/registrar/applications/${id}`, { flash: 'certification.review.claimed' });
  }

  @Post('claim/return')
  async giveBack(@Person() person: SignedInPerson, @Param('id') id: string): Promise<Redirect> {
    await this.review.giveBack(person, applicationId(id));
    return redirect('/registrar', { flash: 'certification.review.givenBack' });
  }

  @Post('identity-check')
  checkIdentity(@Person() person: SignedInPerson, @Param('id') id: string, @Body() body: unknown): Promise<Page | Redirect> {
    return this.act(person, id, IdentityForm, body, 'identityChecked', (form, at) => this.review.recordIdentityCheck(person, at, form));
  }

  @Post('waiver')
  waive(@Person() person: SignedInPerson, @Param('id') id: string, @Body() body: unknown): Promise<Page | Redirect> {
    return this.act(person, id, WaiverForm, body, 'waived', ({ requirementKey, waiverReason }, at) => this.review.waive(person, at, requirementKey, waiverReason));
  }

  @Post('award')
  award(@Person() person: SignedInPerson, @Param('id') id: string, @Body() body: unknown): Promise<Page | Redirect> {
    return this.act(person, id, AwardForm, body, 'awarded', ({ words }, at) => this.awards.award(person, at, words ?? ''));
  }

  @Post('return')
  return(@Person() person: SignedInPerson, @Param('id') id: string, @Body() body: unknown): Promise<Page | Redirect> {
    return this.act(person, id, ReturnForm, body, 'returned', ({ returnReasons }, at) => this.review.return(person, at, returnReasons));
  }

  @Post('denial')
  deny(@Person() person: SignedInPerson, @Param('id') id: string, @Body() body: unknown): Promise<Page | Redirect> {
    return this.act(person, id, DenialForm, body, 'denied', ({ denialReasons }, at) => this.review.deny(person, at, denialReasons));
  }

  /** One form of the page; when it is refused, the page comes back with everything typed. @throws NotFound */
  private act<T extends object>(person: SignedInPerson, typedId: string, Form: FormClass<T>, body: unknown, done: string, decide: (form: T, id: string) => Promise<unknown>): Promise<Page | Redirect> {
    const id = applicationId(typedId);
    const act = async (form: T): Promise<Redirect> => {
      await decide(form, id);
      return redirect(`/registrar/applications/${id}`, { flash: `certification.review.${done}` });
    };
    return submitted(Form, body, act, (form) => this.pages.show(person, id, form));
  }
}
