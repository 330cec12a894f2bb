/**
 * lms: pages for people, and the API for machines. Owns no data: it shows what the libraries know and hands them what people do.
 */
import { fileURLToPath } from 'node:url';
import type { Clock, Settings } from '#libs/kernel';
import { startHttpApp, type RunningApp } from '#libs/web';
import { LmsFrame } from './frame.ts';
import { LmsModule } from './lms.module.ts';

const TEMPLATES = fileURLToPath(new URL('../../../../templates', import.meta.url));

export interface LmsOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly databaseUrl: string;
}

/** Starts the pages on `settings.port`. @throws Error when the port is taken or the database does not answer. */
export function startLms({ settings, clock, databaseUrl }: LmsOptions): Promise<RunningApp> {
  return startHttpApp({ settings, clock, databaseUrl, name: 'peerway-lms', port: settings.port, templatesFolder: TEMPLATES, module: LmsModule, frame: LmsFrame });
}
