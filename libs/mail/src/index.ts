/**
 * mail: letters. Turns a letter's name and facts into subject, text and HTML, and sends it: by SMTP, or into the mailbox of a demonstration.
 * Owns the templates below templates/letters and the table `mailbox_letters`. Does not know who may have a letter, makes no token and
 * decides nothing: others enqueue a letter's name and a person's id, and only the worker imports this library.
 */
export { MailboxLetter } from './entities/mailbox-letter.entity.ts';
export { Letters, loadLetters, type ComposedLetter, type LetterContext, type LetterFacts } from './letters.ts';
export { Mailer, messageId, type Addressee, type Outgoing } from './mailer.ts';
export { MailModule } from './mail.module.ts';
export { MailboxMailer } from './mailbox-mailer.ts';
export { LetterNotSent, SmtpMailer } from './smtp-mailer.ts';
