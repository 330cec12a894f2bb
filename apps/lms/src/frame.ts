import { Injectable } from '@nestjs/common';
import { calledName, holds, holdsAnywhere, type SignedInPerson } from '#libs/identity';
import { PageFrame, type Frame, type WebRequest } from '#libs/web';

interface Destination {
  readonly href: string;
  readonly key: string;
  readonly shownTo: (person: SignedInPerson) => boolean;
}

const everyone = (): boolean => true;

/** Where a signed-in person can go, in the order of the path. Each room adds its own row. */
const DESTINATIONS: readonly Destination[] = [
  { href: '/', key: 'frame.home', shownTo: everyone },
  { href: '/hours', key: 'frame.hours', shownTo: everyone },
  { href: '/certification', key: 'frame.certification', shownTo: everyone },
  { href: '/cohorts', key: 'frame.cohorts', shownTo: (person) => holdsAnywhere(person, 'coordinator') || holdsAnywhere(person, 'instructor') },
  { href: '/grading', key: 'frame.grading', shownTo: (person) => holdsAnywhere(person, 'instructor') },
  { href: '/supervision', key: 'frame.supervision', shownTo: (person) => holdsAnywhere(person, 'supervisor') },
  { href: '/supervisors', key: 'frame.supervisors', shownTo: (person) => holdsAnywhere(person, 'coordinator') || holds(person, 'administrator') },
  { href: '/roles', key: 'frame.roles', shownTo: (person) => holdsAnywhere(person, 'coordinator') || holds(person, 'administrator') },
  { href: '/registrar', key: 'frame.registrar', shownTo: (person) => holds(person, 'registrar') },
];

@Injectable()
export class LmsFrame extends PageFrame {
  override of(request: WebRequest): Frame {
    const person = request.person as SignedInPerson | undefined;
    if (!person) return { person: null, nav: [] };
    const path = request.url.split('?')[0]!;
    const nav = DESTINATIONS.filter(({ shownTo }) => shownTo(person)).map(({ href, key }) => ({ href, key, current: href === '/' ? path === '/' : path.startsWith(href) }));
    const reminder = path === '/' && !person.emailVerified ? { key: 'account.email.open', href: '/account/email', linkKey: 'account.email.sendAgain' } : null;
    return { person: { name: calledName(person), accountPath: '/account', signOutPath: '/sign-out' }, nav, reminder };
  }
}
