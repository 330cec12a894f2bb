import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, SystemClock, type Clock, type Environment, type Settings } from '#libs/kernel';
import { Trouble } from './trouble.ts';

/** What every command starts from. */
export interface House {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly environment: Environment;
  /** Tells the person at the terminal something. */
  say(line: string): void;
}

export const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));
export const PROGRAMS = fileURLToPath(new URL('../../../../programs', import.meta.url));
export const CURRICULUM = fileURLToPath(new URL('../../../../curriculum', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');

/** @throws Trouble naming the setting at fault. */
export function openHouse(environment: Environment): House {
  try {
    const folder = environment['PEERWAY_DATA'];
    const settings = readSettings({ ...environment, PEERWAY_DATA: folder && resolve(folder) }, CHECKOUT, (path) => readFileSync(path, 'utf8'));
    return { settings, clock: new SystemClock(), environment, say: (line) => console.log(line) };
  } catch (error) {
    throw new Trouble(error instanceof Error ? error.message : String(error));
  }
}
