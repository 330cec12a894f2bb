import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { MailboxLetter, MailboxMailer, messageId, SmtpMailer, type Outgoing } from '#libs/mail';
import { SystemClock } from '#libs/kernel';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const FROM = 'Peerway <no-reply@peerway.example.org>';
const letter = (letterId: string, changes: Partial<Outgoing> = {}): Outgoing => ({
  to: { name: `Zoë O'Brien-Ñandú`, email: 'zoe@example.org', lang: 'en' },
  letterId,
  subject: 'Grüße an 王小明',
  text: 'Hello Zoë\n',
  html: '<p>Hello Zoë</p>',
  ...changes,
});

describe('a Message-ID', () => {
  it.each([
    ['r1', '<r1@peerway.example.org>'],
    ['result:0198', '<result%3A0198@peerway.example.org>'],
    ['a b>\r\nBcc: x@y', '<a%20b%3E%0D%0ABcc%3A%20x%40y@peerway.example.org>'],
    ['(a)', '<%28a%29@peerway.example.org>'],
  ])('· of %p is %s', (letterId, expected) => expect(messageId(letterId, FROM)).toBe(expected));
  it('· has a domain even when the sender has none', () => expect(messageId('r1', 'Peerway')).toBe('<r1@localhost>'));
});

describe('the mailbox of a demonstration', () => {
  let house: TestDatabase;
  beforeAll(async () => {
    house = await testDatabase([MailboxLetter]);
  });
  afterAll(() => house.drop());

  it('· keeps a letter once, however often it is sent', async () => {
    const mailbox = new MailboxMailer(house.database, new SystemClock(), FROM);
    await Promise.all([mailbox.send(letter('r1')), mailbox.send(letter('r1')), mailbox.send(letter('r2'))]);
    await mailbox.send(letter('r1', { subject: 'composed again' }));
    const kept = await house.database.rows(MailboxLetter).find({ order: { messageId: 'asc' } });
    expect(kept).toMatchObject([
      { messageId: '<r1@peerway.example.org>', toAddress: 'zoe@example.org', subject: 'Grüße an 王小明', text: 'Hello Zoë\n', html: '<p>Hello Zoë</p>' },
      { messageId: '<r2@peerway.example.org>' },
    ]);
  });
});

describe('a mail server', () => {
  let server: SMTPServer;
  let mailer: SmtpMailer;
  const received: string[] = [];
  const connections = new Set<string>();

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, { id }, done) => {
        connections.add(id);
        done(address.startsWith('unknown') ? Object.assign(new Error(`No such person: ${address}`), { responseCode: 550 }) : null);
      },
      onData: (stream, _session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
          received.push(String(Buffer.concat(parts)));
          done();
        });
      },
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    mailer = new SmtpMailer(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, FROM);
  });
  afterEach(() => void received.splice(0));
  afterAll(async () => {
    mailer.onApplicationShutdown();
    await new Promise<void>((done) => server.close(done));
  });

  it('· gets a letter with both forms, a name in any script, and a Message-ID that stays the same', async () => {
    await mailer.send(letter('r1'));
    await mailer.send(letter('r1'));
    expect(received).toHaveLength(2);
    for (const message of received) {
      expect(message).toContain('Message-ID: <r1@peerway.example.org>\r\n');
      expect(message).toContain('From: Peerway <no-reply@peerway.example.org>\r\n');
      expect(message).toContain('Auto-Submitted: auto-generated\r\n');
      expect(message).toMatch(/To: =\?UTF-8\?\S+\?= <zoe@example.org>/);
      expect(message).toContain('Content-Type: text/plain; charset=utf-8');
      expect(message).toContain('Content-Type: text/html; charset=utf-8');
    }
  });

  it('· gets many letters over a few connections', async () => {
    connections.clear();
    await Promise.all(Array.from({ length: 40 }, (_, n) => mailer.send(letter(`many-${n}`))));
    expect(new Set(received.map((message) => /Message-ID: (\S+)/.exec(message)![1])).size).toBe(40);
    expect(connections.size).toBeLessThanOrEqual(5);
  });

  it('· gets no headers that a name or a subject smuggles in', async () => {
    await mailer.send(letter('r3', { to: { name: 'A\r\nBcc: evil@example.org', email: 'a@example.org', lang: 'en' }, subject: 'B\r\nX-Evil: 1' }));
    expect(received[0]).not.toMatch(/^(Bcc|X-Evil):/im);
  });

  it('· that refuses an address makes an error that does not repeat the address', async () => {
    const refused = mailer.send(letter('r4', { to: { name: 'U', email: 'unknown@example.org', lang: 'en' } }));
    await expect(refused).rejects.toMatchObject({ name: 'LetterNotSent', message: expect.stringMatching(/EENVELOPE 550/) });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('unknown@') });
  });

  it('· that is not there makes an error, so that the job is tried again', async () => {
    const nowhere = new SmtpMailer('smtp://127.0.0.1:1', FROM);
    await expect(nowhere.send(letter('r5'))).rejects.toMatchObject({ name: 'LetterNotSent', code: expect.stringMatching(/ECONN|ESOCKET/) });
    nowhere.onApplicationShutdown();
  });
});
