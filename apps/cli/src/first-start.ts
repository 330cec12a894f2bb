import type { Clock, Settings } from '#libs/kernel';
import type { Addresses } from './database.ts';
import { withClient } from './database.ts';

export interface FirstStepContext {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly databaseUrl: string;
  say(line: string): void;
}

/** Something an installation must have before it is used. It runs at every start, finds at once what is there, and survives being killed. */
export interface FirstStep {
  readonly name: string;
  run(context: FirstStepContext): Promise<void>;
}

export const FIRST_STEPS: readonly FirstStep[] = [];

const LOCK = 7_337_002;

/** Two processes that start at the same moment do it one after the other. */
export async function takeFirstSteps(addresses: Addresses, context: Omit<FirstStepContext, 'databaseUrl'>, steps: readonly FirstStep[] = FIRST_STEPS): Promise<void> {
  if (steps.length === 0) return;
  await withClient(addresses.owner, async (client) => {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    for (const step of steps) await step.run({ ...context, databaseUrl: addresses.app });
  });
}
