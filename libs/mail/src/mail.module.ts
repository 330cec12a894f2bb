import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { MailboxLetter } from './entities/mailbox-letter.entity.ts';
import { Letters, loadLetters } from './letters.ts';
import { MailboxMailer } from './mailbox-mailer.ts';
import { Mailer } from './mailer.ts';
import { SmtpMailer } from './smtp-mailer.ts';

/** An installation with real people but no mail server: letters wait in the queue and are tried again, instead of lying where nobody looks. */
class NoMailServer extends Mailer {
  override send(): Promise<void> {
    return Promise.reject(new Error('PEERWAY_SMTP_URL is not set, so letters wait'));
  }
}

function chooseMailer(settings: Settings, database: Database, clock: Clock): Mailer {
  if (settings.smtpUrl) return new SmtpMailer(settings.smtpUrl, settings.mailFrom);
  return settings.demonstration ? new MailboxMailer(database, clock, settings.mailFrom) : new NoMailServer();
}

@Module({})
export class MailModule {
  static forRoot(lettersFolder: string): DynamicModule {
    return {
      module: MailModule,
      imports: [TypeOrmModule.forFeature([MailboxLetter])],
      providers: [
        { provide: Letters, useFactory: () => loadLetters(lettersFolder) },
        { provide: Mailer, useFactory: chooseMailer, inject: [Settings, Database, Clock] },
      ],
      exports: [Letters, Mailer],
    };
  }
}
