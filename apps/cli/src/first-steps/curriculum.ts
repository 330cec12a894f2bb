import { CourseModule, Curricula, importCurriculum, inWords } from '#libs/course';
import type { FirstStepContext } from './context.ts';
import { CURRICULUM } from '../house.ts';
import { withServices } from './services.ts';

/** Publishes the default curriculum. Later changes come by `peerway import`. */
export async function run(context: FirstStepContext): Promise<void> {
  context.say('Publishing the default curriculum …');
  const { faults } = await withServices(context, [CourseModule], (services) => importCurriculum(CURRICULUM, services.get(Curricula, { strict: false })));
  if (faults.length > 0) throw new Error(`The default curriculum has faults:\n${faults.map(inWords).join('\n')}`);
}
