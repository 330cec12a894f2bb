import { Injectable } from '@nestjs/common';
import { Settings } from '#libs/kernel';
import { Letters, Mailer, type LetterFacts } from '#libs/mail';
import type { Handler, RunningJob } from '../handler.ts';
import { WorkerLog } from '../log.ts';
import { LetterBook } from './letter-book.ts';

/** What `Jobs.letter` put into the queue. */
export interface LetterJob {
  readonly letter: string;
  readonly personId: string;
  readonly facts: LetterFacts;
  readonly letterId: string;
}

@Injectable()
export class SendLetter implements Handler<LetterJob> {
  constructor(
    private readonly book: LetterBook,
    private readonly letters: Letters,
    private readonly mailer: Mailer,
    private readonly settings: Settings,
    private readonly log: WorkerLog,
  ) {}

  async handle({ letter, personId, facts, letterId }: LetterJob, job: RunningJob): Promise<void> {
    const to = await this.book.addressee(personId, letter, facts);
    if (!to) return this.log.write('warn', 'letter to nobody', { letter, job: job.id });
    const links = await this.book.links(letter, personId, facts, letterId);
    const { bodyName, publicUrl } = this.settings;
    const composed = this.letters.compose(letter, to.lang, { ...facts, ...links }, { name: to.name, bodyName, publicUrl });
    await this.mailer.send({ ...composed, to, letterId });
  }
}
