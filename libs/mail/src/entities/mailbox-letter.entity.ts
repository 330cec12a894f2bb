import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A letter of a demonstration, which has no mail server: kept to be read on a page instead of being sent. */
@Entity({ name: 'mailbox_letters' })
export class MailboxLetter {
  @PrimaryColumn('uuid') id: string;
  @Column('text') messageId: string;
  @Column('text') toAddress: string;
  @Column('text') subject: string;
  @Column('text') text: string;
  @Column('text') html: string;
  @Column('timestamptz') sentAt: Date;
}
