import { Injectable } from '@nestjs/common';
import { Settings } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import type { HoursClaim } from './hours.queries.ts';
import type { TrainingClaim } from './training.queries.ts';

/** Whom a trainee can ask who sees an answer differently; `contactWay` is a telephone number or an e-mail address. */
export interface AnswerContact {
  readonly contactName: string;
  readonly contactWay: string;
}

/** Tells trainees that somebody answered what they claimed. Reasons are on the page and never in a letter: mail is read by others. */
@Injectable()
export class AnswerLetters {
  constructor(
    private readonly jobs: Jobs,
    private readonly settings: Settings,
  ) {}

  /** One letter for each trainee, however many of their rows were answered at once: `answered` holds the rows, each with the verdict just given. */
  async hoursAnswered(answered: readonly Pick<HoursClaim, 'id' | 'personId' | 'supervisor' | 'verdict'>[]): Promise<void> {
    for (const personId of new Set(answered.map((claim) => claim.personId))) {
      const own = answered.filter((claim) => claim.personId === personId);
      const rows = (verdict: HoursClaim['verdict']): number => own.filter((claim) => claim.verdict === verdict).length;
      const facts = { supervisorName: own[0]!.supervisor, confirmedRows: rows('confirmed'), disputedRows: rows('disputed'), link: `${this.settings.publicUrl}/hours` };
      // A row is answered once, so its id names the answer.
      await this.jobs.letter('hours-answered', personId, facts, `hours-answered:${own[0]!.id}`);
    }
  }

  async trainingAnswered({ id, personId, provider }: Pick<TrainingClaim, 'id' | 'personId' | 'provider'>, credited: boolean, contact: AnswerContact | null): Promise<void> {
    await this.jobs.letter('training-answered', personId, { provider, credited, link: `${this.settings.publicUrl}/training`, ...(contact ?? { contactName: null, contactWay: null }) }, `training-answered:${id}`);
  }
}
