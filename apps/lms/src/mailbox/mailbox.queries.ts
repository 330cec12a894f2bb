import { Injectable } from '@nestjs/common';
import { NotFound, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';

export interface KeptLetter {
  readonly id: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date;
}

const AT_ONCE = 30;

/** Letters of the demonstration, which go nowhere. Everywhere else there is no such page: letters are their readers' alone. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  /** The newest first, `AT_ONCE` at a time, those before `before`. @throws NotFound outside the demonstration */
  async letters(before: string | null): Promise<{ letters: KeptLetter[]; next: string | null }> {
    this.requireDemonstration();
    const rows = await this.database.read<KeptLetter>(
      `select id, to_address as "toAddress", subject, text, sent_at as "sentAt" from mailbox_letters
       where $1::uuid is null or (sent_at, id) < (select sent_at, id from mailbox_letters where id = $1) order by sent_at desc, id desc limit ${AT_ONCE + 1}`,
      [before],
    );
    const letters = rows.slice(0, AT_ONCE);
    return { letters, next: rows.length > AT_ONCE ? letters.at(-1)!.id : null };
  }

  /** @throws NotFound */
  async letter(id: string): Promise<KeptLetter> {
    this.requireDemonstration();
    const [letter] = await this.database.read<KeptLetter>(`select id, to_address as "toAddress", subject, text, sent_at as "sentAt" from mailbox_letters where id = $1`, [id]);
    if (!letter) throw new NotFound('letter');
    return letter;
  }

  private requireDemonstration(): void {
    if (!this.settings.demonstration || this.settings.smtpUrl) throw new NotFound('mailbox');
  }
}
