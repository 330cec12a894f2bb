import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { calledName, Emails, LINK_LIFETIME_HOURS, OneTimeLinks, People, type LinkPurpose } from '#libs/identity';
import { Clock, dayOf, isId, Settings } from '#libs/kernel';
import type { Addressee, LetterFacts } from '#libs/mail';
import { Gathering } from './gathering.ts';
import { LetterBook } from './letter-book.ts';

const HOUR_MS = 3_600_000;
/** No letter is in such a hurry, and in a rush one question does for several. */
const GATHERED_MS = 10;

interface LetterLink {
  readonly purpose: LinkPurpose;
  /** The page that the link opens, before the token. */
  readonly path: string;
}

/** Letters that carry a link which proves its bearer; the others lead to pages that ask for sign-in. */
const LINKS: Readonly<Record<string, LetterLink>> = {
  'verify-email': { purpose: 'verify-email', path: '/verify-email' },
  'change-email': { purpose: 'change-email', path: '/change-email' },
  'reset-password': { purpose: 'reset-password', path: '/reset-password' },
  invitation: { purpose: 'invitation', path: '/invitation' },
  'hours-to-confirm': { purpose: 'hours-to-confirm', path: '/confirm' },
};

/** Letters about a change of address, which do not go to the address that counts at the moment they are sent, and the page that they lead to. */
const ABOUT_A_CHANGE: Readonly<Record<string, { readonly to: 'oldEmail' | 'newEmail'; readonly path?: string }>> = {
  'change-email': { to: 'newEmail' },
  'email-change-asked': { to: 'oldEmail', path: '/forgot-password' },
  'email-changed': { to: 'oldEmail', path: '/' },
};

const onlyTexts = (facts: LetterFacts): Record<string, string> => Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => typeof fact[1] === 'string'));

/** Addresses from identity, and links whose tokens are made here, at the moment of sending. */
@Injectable()
export class PeopleLetterBook extends LetterBook {
  private readonly addressees = new Gathering((ids) => this.addresseesOf(ids), GATHERED_MS);

  constructor(
    private readonly people: People,
    private readonly oneTimeLinks: OneTimeLinks,
    private readonly emails: Emails,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    super();
  }

  override async addressee(personId: string, letter: string, facts: LetterFacts): Promise<Addressee | undefined> {
    const person = await this.addressees.one(personId);
    const about = ABOUT_A_CHANGE[letter];
    if (!person || !about) return person;
    const change = await this.emails.ofChange(String(facts['change']));
    return change && { ...person, email: change[about.to] };
  }

  override async links(letter: string, personId: string, facts: LetterFacts, letterId: string): Promise<LetterFacts> {
    const found = LINKS[letter];
    const page = ABOUT_A_CHANGE[letter]?.path;
    if (page) return { link: `${this.settings.publicUrl}${page}` };
    if (!found) return {};
    const token = await this.oneTimeLinks.make(found.purpose, personId, onlyTexts(facts), this.tokenOf(letterId));
    const hours = LINK_LIFETIME_HOURS[found.purpose];
    const until = dayOf(new Date(this.clock.now().getTime() + hours * HOUR_MS), this.settings.timeZone);
    return { link: `${this.settings.publicUrl}${found.path}/${token}`, validHours: hours, validMinutes: hours * 60, until };
  }

  private async addresseesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Addressee>> {
    const people = await this.people.byIds(ids.filter(isId));
    return new Map(people.map((person) => [person.id, { name: calledName(person), email: person.email, lang: person.language }]));
  }

  /** The same letter has the same token, also when it is sent again; nobody without the installation's secret can make it. */
  private tokenOf(letterId: string): string {
    return createHmac('sha256', this.settings.secret).update(`letter-link:${letterId}`).digest('base64url');
  }
}
