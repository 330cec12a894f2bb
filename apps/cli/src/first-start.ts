import type { Settings } from '#libs/kernel';
import type { Addresses } from './database.ts';
import { withClient } from './database.ts';
import type { FirstStepContext } from './first-steps/context.ts';

/** Something an installation must have before it is used. Asked for at every start by one cheap look; runs again after being killed in the middle. */
export interface FirstStep {
  readonly name: string;
  /** One query that answers a row when there is nothing to do. */
  readonly isDone: string;
  /** Installations that do without. */
  readonly leftOut?: (settings: Settings) => boolean;
  load(): Promise<{ run(context: FirstStepContext): Promise<void> }>;
}

export const FIRST_STEPS: readonly FirstStep[] = [
  { name: 'signing identity', isDone: `select 1 from registry.signing_certificates where role = 'signer' limit 1`, load: () => import('./first-steps/signing-identity.ts') },
  { name: 'programs', isDone: `select 1 from programs limit 1`, load: () => import('./first-steps/programs.ts') },
  { name: 'curriculum', isDone: `select 1 from curriculum_versions limit 1`, load: () => import('./first-steps/curriculum.ts') },
  {
    name: 'demonstration',
    isDone: `select 1 from audit_entries where act = 'demonstration' limit 1`,
    leftOut: (settings) => !settings.demonstration,
    load: () => import('./first-steps/demonstration.ts'),
  },
  {
    name: 'first administrator',
    isDone: `select 1 from role_grants where role = 'administrator' limit 1`,
    leftOut: (settings) => settings.demonstration,
    load: () => import('./first-steps/first-administrator.ts'),
  },
];


/** Two processes that start at the same moment do it one after the other. */
export async function takeFirstSteps(addresses: Addresses, context: Omit<FirstStepContext, 'databaseUrl'>, steps: readonly FirstStep[] = FIRST_STEPS): Promise<void> {
  if (steps.length === 0) return;
  await withClient(addresses.owner, async (client) => {
    await client.query(`select pg_advisory_lock(hashtextextended('first steps', 0))`);
    for (const step of steps) {
      if (step.leftOut?.(context.settings)) continue;
      const done = await client.query(step.isDone);
      if (done.rows.length === 0) await (await step.load()).run({ ...context, databaseUrl: addresses.app });
    }
  });
}
