import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Verifications, verificationPath, type Verification } from '#libs/registry';
import { emptyForm, faultWords, FormTry, OpenToOtherSites, page, Public, redirect, submitted, type Page, type Redirect, type WebRequest } from '#libs/web';
import { answerView } from './answer.view.ts';
import { listingView } from './listing.view.ts';
import { CodeQuestion, DayQuestion, NumberQuestion } from './questions.ts';
import { receiveFile } from './received-file.ts';
import { TriesByAddress } from './tries.ts';

const home = (form: FormTry): Page => page('registry/home', { form });

/** An answer other than genuine, with the ways to try again below it. */
function shown(verification: Verification, form: FormTry): Page {
  if (verification.answer === 'genuine') return page('registry/listing', { listing: listingView(verification), form });
  return page('registry/answer', { answer: answerView(verification), form }, { status: verification.reason === 'not-listed' ? 404 : 200 });
}

/** For people. A question changes nothing and no cookie counts, so it may come from any site: an employer's own page may have the form. */
@Public()
@OpenToOtherSites()
@Controller()
export class VerificationsController {
  constructor(
    private readonly verifications: Verifications,
    private readonly tries: TriesByAddress,
  ) {}

  @Get()
  start(): Page {
    return home(emptyForm());
  }

  @Get('v')
  code(@Query() typed: unknown): Promise<Page | Redirect> {
    return submitted(CodeQuestion, typed, ({ code }) => Promise.resolve(redirect(verificationPath(encodeURIComponent(code)))), home);
  }

  @Get('v/:code')
  listing(@Param('code') code: string, @Query() typed: unknown): Promise<Page | Redirect> {
    return submitted(
      DayQuestion,
      typed,
      async ({ on }) => shown(await this.verifications.byCode(code, on ?? undefined), emptyForm({ on })),
      async (form) => shown(await this.verifications.byCode(code), form),
    );
  }

  @Post('verifications')
  async byNumber(@Body() typed: unknown, @Req() request: WebRequest): Promise<Page | Redirect> {
    await this.tries.guess(request.ip, (typed as { number?: unknown } | undefined)?.number);
    return submitted(NumberQuestion, typed, (question) => this.look(question), home);
  }

  @Post('file-verifications')
  async byFile(@Req() request: WebRequest): Promise<Page> {
    await this.tries.file(request.ip);
    const file = await receiveFile(request);
    if (!file) return page('registry/home', { form: new FormTry({}, { file: faultWords('registry.faults.fileMissing') }) }, { status: 422 });
    return shown(await this.verifications.byFile(file), emptyForm());
  }

  /** What was found has a page of its own, which can be kept; what was not is answered with everything typed still there. */
  private async look({ number, name, on }: NumberQuestion): Promise<Page | Redirect> {
    const verification = await this.verifications.byNumberAndName(number, name, on ?? undefined);
    if (verification.answer !== 'genuine') return shown(verification, emptyForm({ number, name, on }));
    return redirect(verificationPath(verification.listing.code) + (on ? `?on=${on}` : ''));
  }
}
