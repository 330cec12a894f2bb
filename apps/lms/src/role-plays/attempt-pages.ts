import { Injectable } from '@nestjs/common';
import { ConsentTexts, ContentQueries, type AttemptView, type Party } from '#libs/assessment';
import { MAX_BYTES } from '#libs/files';
import { page, type FormTry, type Page } from '#libs/web';
import type { ReadingLanguage } from '../course/reading-language.ts';
import { attemptView, consentAskView } from './attempt.view.ts';

const MEGABYTES = Math.floor(MAX_BYTES.recording / 1_048_576);

/** The page of an attempt that is not handed in: what comes next on it. */
@Injectable()
export class AttemptPages {
  constructor(
    private readonly content: ContentQueries,
    private readonly texts: ConsentTexts,
  ) {}

  async of(attempt: AttemptView, form: FormTry, viewerId: string, reading: ReadingLanguage): Promise<Page> {
    const view = attemptView(attempt, await this.content.scenario(attempt.scenarioVersionId), viewerId, reading);
    if (attempt.stage !== 'consent') return page(attempt.stage === 'record' ? 'role-plays/record' : 'role-plays/ended', { ...view, megabytes: MEGABYTES, form });
    const party: Party = view.given.some((one) => one.party === 'trainee') ? 'partner' : 'trainee';
    return page('role-plays/consent', { ...view, form, ask: consentAskView(attempt.id, this.texts.of(party), reading) });
  }
}
