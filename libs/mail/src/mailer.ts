import type { ComposedLetter } from './letters.ts';

export interface Addressee {
  readonly name: string;
  readonly email: string;
  /** Language tag of the words, such as `en` or `es-MX`. */
  readonly lang: string;
}

export interface Outgoing extends ComposedLetter {
  readonly to: Addressee;
  /** The same for every try to send the same letter. */
  readonly letterId: string;
}

/** Sends one letter, or throws. At least once: after a crash it may go out again, with the same Message-ID. */
export abstract class Mailer {
  abstract send(letter: Outgoing): Promise<void>;
}

/** RFC 5322 §3.6.4. Anything that a Message-ID may not hold is written by its percent code, so two letters never share one. */
export function messageId(letterId: string, mailFrom: string): string {
  const domain = /@([^\s>]+)/.exec(mailFrom)?.[1] ?? 'localhost';
  const left = encodeURIComponent(letterId).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `<${left}@${domain}>`;
}
