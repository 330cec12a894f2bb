/** A worker in a process of its own, with handlers that tell what they do, so that a test can kill it in the middle. */
import { Injectable } from '@nestjs/common';
import { readSettings, SystemClock, Clock } from '#libs/kernel';
import { MailboxMailer, Mailer, type LetterFacts, type Outgoing } from '#libs/mail';
import { Database } from '#libs/persistence';
import { HANDLERS, LetterBook, PARTS, startWorker, type Handler, type RunningJob } from '../../../apps/worker/src/index.ts';
import { TestBook } from './test-book.ts';

const failAt = process.env['FAIL_AT'];
const failHere = (point: string): void => void (failAt === point && process.kill(process.pid, 'SIGKILL'));

interface SlowJob {
  /** How long each attempt takes. */
  readonly ms: readonly number[];
}

@Injectable()
class Slow implements Handler<SlowJob> {
  constructor(private readonly database: Database) {}

  async handle({ ms }: SlowJob, { attempt }: RunningJob): Promise<void> {
    await this.tell('begins');
    await new Promise((done) => setTimeout(done, ms[attempt - 1] ?? 0));
    await this.tell('ends');
  }

  private tell(what: string): Promise<unknown> {
    return this.database.read(`insert into told (what, by) values ($1, $2)`, [what, process.pid]);
  }
}

@Injectable()
class Deadly implements Handler {
  handle(): Promise<void> {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  }
}

class DyingBook extends TestBook {
  override links(letter: string, personId: string, facts: LetterFacts, letterId: string): Promise<LetterFacts> {
    failHere('before-sending');
    return super.links(letter, personId, facts, letterId);
  }
}

class DyingMailer extends MailboxMailer {
  override async send(letter: Outgoing): Promise<void> {
    await super.send(letter);
    failHere('after-sending');
  }
}

const settings = readSettings({ ...process.env, PEERWAY_LOG_LEVEL: 'info' }, '/nowhere', () => '');
const { stop } = await startWorker(
  { settings, clock: new SystemClock(), databaseUrl: process.env['TEST_DATABASE_URL']! },
  {
    imports: PARTS.imports,
    providers: [
      ...(process.env['REAL_BOOK'] ? PARTS.providers : [{ provide: LetterBook, useClass: DyingBook }]),
      { provide: Mailer, useFactory: (database: Database, clock: Clock) => new DyingMailer(database, clock, settings.mailFrom), inject: [Database, Clock] },
    ],
    handlers: { ...HANDLERS, slow: Slow, deadly: Deadly },
  },
);
process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
