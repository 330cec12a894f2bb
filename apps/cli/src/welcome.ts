import type { Settings } from '#libs/kernel';
import type { App } from './apps.ts';

/** What a person reads when everything runs. */
export function welcome(apps: readonly App[], settings: Settings): string[] {
  const sites = apps.flatMap(({ site }) => (site ? [`  ${site.words.padEnd(16)}${site.url(settings)}`] : []));
  const quiet = apps.filter(({ site }) => !site).map(({ name }) => name);
  return [
    '',
    'Peerway is ready.',
    ...(sites.length > 0 ? ['', ...sites] : [`Running: ${quiet.join(', ')}`]),
    '',
    process.stdout.isTTY ? 'Press Ctrl-C to stop.' : `Stop it by SIGTERM to process ${process.pid}.`,
  ];
}
