import type { Clock, Settings } from '#libs/kernel';

export interface FirstStepContext {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly databaseUrl: string;
  say(line: string): void;
}
