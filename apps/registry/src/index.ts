/**
 * registry app: what employers see, and machines of employers. Anybody may ask; nobody signs in, and nothing that was asked is kept.
 * Reads the registry's schema and nothing else: its database role cannot. Can be deployed alone.
 */
import { fileURLToPath } from 'node:url';
import type { Clock, Settings } from '#libs/kernel';
import { PlainFrame, startHttpApp, type RunningApp } from '#libs/web';
import { LARGEST_FILE } from './received-file.ts';
import { RegistryAppModule } from './registry-app.module.ts';

const TEMPLATES = fileURLToPath(new URL('../../../../templates', import.meta.url));

export interface RegistryOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly databaseUrl: string;
}

/** Starts the public registry on `settings.registryPort`. @throws Error when the port is taken or the database does not answer. */
export function startRegistry({ settings, clock, databaseUrl }: RegistryOptions): Promise<RunningApp> {
  return startHttpApp({
    settings,
    clock,
    databaseUrl,
    name: 'peerway-registry',
    port: settings.registryPort,
    templatesFolder: TEMPLATES,
    module: RegistryAppModule,
    frame: PlainFrame,
    fileBodies: { type: 'application/pdf', maxBytes: LARGEST_FILE },
    withoutTrace: true,
  });
}
