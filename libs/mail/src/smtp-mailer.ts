import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Mailer, messageId, type Outgoing } from './mailer.ts';

const PATIENCE_MS = 20_000;

/** What the mail server said without whom it said it about: its own words often repeat the address, and errors are logged. */
export class LetterNotSent extends Error {
  readonly code: string;

  constructor(error: unknown) {
    const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number };
    super(`The mail server did not take the letter (${code}${responseCode === undefined ? '' : ` ${responseCode}`})`);
    this.name = 'LetterNotSent';
    this.code = code;
  }
}

/** Keeps a few connections open: two hundred letters take one second instead of twenty. */
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  private readonly transport: ReturnType<typeof createTransport>;

  constructor(
    smtpUrl: string,
    private readonly mailFrom: string,
  ) {
    super();
    this.transport = createTransport({ url: smtpUrl, pool: true, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
  }

  /** @throws LetterNotSent */
  override async send({ to, letterId, subject, text, html }: Outgoing): Promise<void> {
    const headers = { 'Auto-Submitted': 'auto-generated' }; // RFC 3834 §5: nobody's vacation notice answers
    const letter = { from: this.mailFrom, to: { name: to.name, address: to.email }, messageId: messageId(letterId, this.mailFrom), subject, text, html, headers };
    await this.transport.sendMail(letter).catch((error: unknown) => {
      throw new LetterNotSent(error);
    });
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
