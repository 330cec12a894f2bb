import { Refusal } from '#libs/kernel';

/** The legal name stands on certificates only; everywhere else a person is called as they wish. */
export function calledName(person: { readonly legalName: string; readonly preferredName: string | null }): string {
  return person.preferredName ?? person.legalName;
}

/** Names keep every letter a person writes; only white space around and runs of it inside are mended, and the text is put in one Unicode form (NFC). */
export function tidyName(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

export const tidyEmail = (typed: string): string => typed.normalize('NFC').trim();

export class EmailTaken extends Refusal {
  constructor() {
    super('invalid', {}, 'email');
  }
}

/** Asked for once more before something that an open browser alone must not do. */
export class PasswordNotRight extends Refusal {
  constructor() {
    super('invalid', {}, 'password');
  }
}

export class PasswordTooWeak extends Refusal {
  constructor(reason: 'short' | 'common' | 'yours') {
    super('invalid', { reason }, 'password');
  }
}

export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;

/** Passwords that lists of breaches name first and that are long enough to pass (OWASP ASVS 5.0, 6.2.4 asks for the commonest ones to be refused). */
const COMMON = new Set(
  ['1234567890', '12345678910', '0123456789', '1111111111', '0000000000', '9876543210', 'qwertyuiop', 'password123', 'password1234', 'passw0rd123', 'iloveyou123', 'qwerty12345', 'letmein1234', 'welcome123', 'welcome1234', 'administrator', 'changeme123', 'trustno1trustno1', 'sunshine123', 'princess123',
    'football123', 'baseball123', 'abcdefghij', 'abc1234567', 'a1b2c3d4e5', '1q2w3e4r5t', '1qaz2wsx3edc', 'zaq12wsxcde', 'q1w2e3r4t5', 'monkey12345', 'dragon12345', 'superman123', 'whatever123', 'peersupport', 'peerspecialist', 'recovery123'],
);

/** @throws PasswordTooWeak. Length counts, not kinds of characters (NIST SP 800-63B §5.1.1.2). */
export function checkPassword(password: string, about: { readonly email: string; readonly legalName: string }): void {
  if (Array.from(password).length < PASSWORD_MIN_LENGTH) throw new PasswordTooWeak('short');
  const plain = password.toLowerCase();
  if (COMMON.has(plain) || /^(.)\1+$/u.test(plain)) throw new PasswordTooWeak('common');
  const own = [about.email.toLowerCase(), about.email.split('@')[0]!.toLowerCase(), about.legalName.toLowerCase()];
  if (own.includes(plain)) throw new PasswordTooWeak('yours');
}
