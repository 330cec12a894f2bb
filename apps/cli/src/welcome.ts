import type { Settings } from '#libs/kernel';
import type { App } from './apps.ts';
import { CAST, PASSWORD } from './demonstration/cast.ts';

/** Whom to sign in as. */
function people({ publicUrl }: Settings): string[] {
  const lines = Object.values(CAST).map(({ email, legalName, stands }) => `  ${email.padEnd(22)}${legalName} (${stands})`);
  return ['', `Sign in as one of these, with the password "${PASSWORD}":`, '', ...lines, '', `Letters are kept at ${publicUrl}/mailbox.`];
}

/** What a person reads when everything runs. */
export function welcome(apps: readonly App[], settings: Settings): string[] {
  const sites = apps.flatMap(({ site }) => (site ? [`  ${site.words.padEnd(16)}${site.url(settings)}`] : []));
  const quiet = apps.filter(({ site }) => !site).map(({ name }) => name);
  return [
    '',
    'Peerway is ready.',
    ...(sites.length > 0 ? ['', ...sites] : [`Running: ${quiet.join(', ')}`]),
    ...(settings.demonstration && sites.length > 0 ? people(settings) : []),
    '',
    process.stdout.isTTY ? 'Press Ctrl-C to stop.' : `Stop it by SIGTERM to process ${process.pid}.`,
  ];
}
