import { newId, type Clock } from '#libs/kernel';
import type { Database } from '#libs/persistence';
import { MailboxLetter } from './entities/mailbox-letter.entity.ts';
import { Mailer, messageId, type Outgoing } from './mailer.ts';

/** For a demonstration without a mail server. Exactly once, by the unique Message-ID. */
export class MailboxMailer extends Mailer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mailFrom: string,
  ) {
    super();
  }

  override async send({ to, letterId, subject, text, html }: Outgoing): Promise<void> {
    const sentAt = this.clock.now();
    const letter = { id: newId(sentAt.getTime()), messageId: messageId(letterId, this.mailFrom), toAddress: to.email, subject, text, html, sentAt };
    await this.database.rows(MailboxLetter).createQueryBuilder().insert().values(letter).orIgnore().execute();
  }
}
