import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { isId, Settings } from '#libs/kernel';
import { page, Public, type Page } from '#libs/web';
import { letterLines } from './letter.view.ts';
import { Mailbox } from './mailbox.queries.ts';

@Public()
@Controller('mailbox')
export class MailboxController {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly settings: Settings,
  ) {}

  @Get()
  async list(@Query('before') before?: string): Promise<Page> {
    const { letters, next } = await this.mailbox.letters(isId(before) ? before : null);
    return page('mailbox/list', { letters, next });
  }

  @Get(':id')
  async show(@Param('id', ParseUUIDPipe) id: string): Promise<Page> {
    const letter = await this.mailbox.letter(id);
    return page('mailbox/letter', { ...letter, lines: letterLines(letter.text, [this.settings.publicUrl, this.settings.registryUrl]) });
  }
}
