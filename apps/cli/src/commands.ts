import type { House } from './house.ts';

export interface Command {
  readonly name: string;
  readonly use: string;
  readonly summary: string;
  /** Answers the exit code. Loaded only when it is called. */
  load(): Promise<{ run(args: readonly string[], house: House): Promise<number> }>;
}

export const COMMANDS: readonly Command[] = [
  { name: 'serve', use: 'serve [app …]', summary: 'start Peerway, or only the apps you name', load: () => import('./commands/serve.ts') },
  { name: 'migrate', use: 'migrate', summary: 'bring the database up to date', load: () => import('./commands/migrate.ts') },
  { name: 'import', use: 'import [folder]', summary: 'publish a curriculum (by default ours) when something in it changed', load: () => import('./commands/import.ts') },
  { name: 'check', use: 'check', summary: 'look whether this installation has what it needs', load: () => import('./commands/check.ts') },
];
