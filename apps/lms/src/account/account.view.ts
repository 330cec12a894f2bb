import type { Device, SignedInPerson } from '#libs/identity';
import { languageName } from '../language-name.ts';

export interface AccountView {
  readonly email: string;
  readonly emailVerified: boolean;
  readonly languages: readonly { value: string; label: string }[];
  readonly timeZones: readonly { value: string; label: string }[];
  readonly devices: readonly { device: string; seenAt: Date }[];
}

/** What a browser calls itself, in words: "Firefox on Linux". Unknown ones are left as a browser. */
export function deviceInWords(userAgent: string): string {
  const browser = /Firefox\//.test(userAgent) ? 'Firefox' : /Edg\//.test(userAgent) ? 'Edge' : /Chrome\//.test(userAgent) ? 'Chrome' : /Safari\//.test(userAgent) ? 'Safari' : 'Browser';
  const system = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'].find((name) => userAgent.includes(name));
  return system ? `${browser} · ${system}` : browser;
}

export function accountView(person: SignedInPerson, devices: readonly Device[], languages: readonly string[]): AccountView {
  return {
    email: person.email,
    emailVerified: person.emailVerified,
    languages: languages.map((value) => ({ value, label: languageName(value) })),
    timeZones: Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') })),
    devices: devices.map(({ device, seenAt }) => ({ device: deviceInWords(device), seenAt })),
  };
}
