import { CertificationModule, SealKeeper } from '#libs/certification';
import type { FirstStepContext } from './context.ts';
import { withServices } from './services.ts';

/** Makes the body's signing identity, or opens the one that is there, and pins it in the registry. */
export async function run(context: FirstStepContext): Promise<void> {
  await withServices(context, [CertificationModule], (services) => services.get(SealKeeper, { strict: false }).signer());
}
