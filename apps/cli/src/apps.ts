import type { Clock, Settings } from '#libs/kernel';
import type { Addresses } from './database.ts';
import { Trouble } from './trouble.ts';

export interface StartOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly databaseUrl: string;
  /** The app can work no longer, and the process must end at once. */
  readonly onLost: (why: string) => void;
}

export interface App {
  readonly name: string;
  readonly database: keyof Addresses;
  /** Where people find it; an app without pages has none. */
  readonly site?: { readonly words: string; port(settings: Settings): number; url(settings: Settings): string };
  start(options: StartOptions): Promise<{ stop(): Promise<void> }>;
}

/** The apps in the order they start. Each is loaded only when it is started, so that a part of Peerway on a machine of its own stays small. */
export const APPS: readonly App[] = [
  {
    name: 'lms',
    database: 'app',
    site: { words: 'Peerway', port: (settings) => settings.port, url: (settings) => settings.publicUrl },
    start: async (options) => (await import('../../lms/src/index.ts')).startLms(options),
  },
  {
    name: 'registry',
    database: 'registry',
    site: { words: 'Public registry', port: (settings) => settings.registryPort, url: (settings) => settings.registryUrl },
    start: async (options) => (await import('../../registry/src/index.ts')).startRegistry(options),
  },
  { name: 'worker', database: 'app', start: async (options) => (await import('../../worker/src/index.ts')).startWorker(options) },
];

/** `peerway serve lms worker`, or PEERWAY_APPS=lms,worker; all of them when none is named. */
export function chooseApps(named: readonly string[], apps: readonly App[] = APPS): readonly App[] {
  const unknown = named.find((name) => !apps.some((app) => app.name === name));
  if (unknown !== undefined) throw new Trouble(`There is no app "${unknown}". There are: ${apps.map((app) => app.name).join(', ')}.`);
  return named.length === 0 ? apps : apps.filter((app) => named.includes(app.name));
}
