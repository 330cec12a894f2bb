import { sequence, setOf, utf8 } from './der-writer.ts';
import { oidOf, type OidName } from './oids.ts';

/** X.520 allows 64 characters in an organization name and in a common name (RFC 5280 appendix A.1). */
const LONGEST = 64;

/** A text cut to so many characters, with an ellipsis where something is missing; never in the middle of a character of two code units. */
export function cut(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

const attribute = (type: OidName, text: string): Buffer => setOf(sequence(oidOf(type), utf8(text)));

/** A Name (RFC 5280 §4.1.2.4): the certifying body in its own script, and what this certificate is for behind the body's name. */
export function distinguishedName(bodyName: string, purpose: string): Buffer {
  const commonName = `${cut(bodyName, LONGEST - purpose.length - 1)} ${purpose}`;
  return sequence(attribute('organizationName', cut(bodyName, LONGEST)), attribute('commonName', commonName));
}
