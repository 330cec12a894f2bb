import { CertificationModule, Programs, readProgramFolder } from '#libs/certification';
import type { FirstStepContext } from './context.ts';
import { PROGRAMS } from '../house.ts';
import { withServices } from './services.ts';

/** Loads the model program. Later changes come by `peerway import`, when the body wants them. */
export async function run(context: FirstStepContext): Promise<void> {
  context.say('Loading the model program …');
  await withServices(context, [CertificationModule], async (services) => {
    for (const source of readProgramFolder(PROGRAMS)) await services.get(Programs, { strict: false }).importProgram(source);
  });
}
