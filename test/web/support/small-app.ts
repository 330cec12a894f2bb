import { Module, type Type } from '@nestjs/common';
import { newId, type Settings } from '#libs/kernel';
import { PlainFrame, startHttpApp, type PageFrame, type RunningApp } from '#libs/web';
import { StillClock } from '../../support/cast.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testSettings } from '../../support/settings.ts';
import { Visitor } from '../../support/site.ts';

export const TEMPLATES = new URL('../../../../templates', import.meta.url).pathname;

export interface SmallApp {
  readonly origin: string;
  readonly house: TestDatabase;
  readonly settings: Settings;
  visitor(): Visitor;
  stop(): Promise<void>;
}

export interface SmallAppOptions {
  readonly controllers: Type[];
  /** Guards and the like that the app hangs around its pages. */
  readonly providers?: NonNullable<Parameters<typeof Module>[0]['providers']>;
  readonly changes?: Record<string, string>;
  readonly house?: TestDatabase;
  readonly frame?: Type<PageFrame>;
  readonly maxBodyBytes?: number;
}

/** An app of a few controllers on a free port: what the web does for every app, without any of ours. Over a database of its own, unless it shares one. */
export async function smallApp({ controllers, providers = [], changes = {}, house: shared, frame = PlainFrame, ...more }: SmallAppOptions): Promise<SmallApp> {
  @Module({ controllers, providers })
  class Rooms {}
  const house = shared ?? (await testDatabase([]));
  const settings = testSettings({ PEERWAY_LOG_LEVEL: 'silent', ...changes });
  const app: RunningApp = await startHttpApp({ settings, clock: new StillClock(), databaseUrl: house.url, name: 'small-app', port: 0, templatesFolder: TEMPLATES, module: Rooms, frame, ...more });
  const origin = `http://localhost:${app.port}`;
  return {
    origin,
    house,
    settings,
    visitor: () => new Visitor(origin),
    async stop() {
      await app.stop();
      if (!shared) await house.drop();
    },
  };
}

/** A browser's form, with the token of a page of this app. */
export async function form(visitor: Visitor, page: string, fields: Record<string, string> = {}): Promise<string> {
  return new URLSearchParams({ _csrf: await visitor.token(page), idempotencyKey: newId(), ...fields }).toString();
}
