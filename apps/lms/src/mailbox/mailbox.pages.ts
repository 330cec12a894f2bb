import { Module } from '@nestjs/common';
import { MailboxController } from './mailbox.controller.ts';
import { Mailbox } from './mailbox.queries.ts';

@Module({ controllers: [MailboxController], providers: [Mailbox] })
export class MailboxPages {}
