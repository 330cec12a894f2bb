import { AssessmentModule } from '#libs/assessment';
import { CertificationModule } from '#libs/certification';
import { CourseModule } from '#libs/course';
import { EvidenceModule } from '#libs/evidence';
import { FilesModule } from '#libs/files';
import { Audit, IdentityModule } from '#libs/identity';
import { dayOf } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Stage } from '../demonstration/stage.ts';
import { StoryClock } from '../demonstration/story-clock.ts';
import { tell } from '../demonstration/story.ts';
import type { FirstStepContext } from './context.ts';
import { withServices } from './services.ts';

const ROOMS = [AssessmentModule, CertificationModule, CourseModule, EvidenceModule, FilesModule, IdentityModule];

/** Brings in the cast of the demonstration, in one transaction: whoever kills it in the middle finds nobody, and it begins again. */
export async function run(context: FirstStepContext): Promise<void> {
  context.say('Bringing in the people of the demonstration …');
  const now = context.clock.now();
  const { timeZone } = context.settings;
  const clock = new StoryClock(now);
  await withServices({ ...context, clock }, ROOMS, (services) =>
    services.get(Database).transaction(async () => {
      await tell(new Stage(services, clock, timeZone), dayOf(now, timeZone));
      await services.get(Audit, { strict: false }).note(null, 'demonstration', 'installation');
    }),
  );
}
