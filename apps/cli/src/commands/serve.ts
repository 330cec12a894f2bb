import { migrate } from '#libs/persistence';
import { chooseApps, type App } from '../apps.ts';
import { claim } from '../claim.ts';
import { openDatabase, watchDatabase } from '../database.ts';
import { EndingAwaited, within, type Ending } from '../ending.ts';
import { takeFirstSteps } from '../first-start.ts';
import { MIGRATIONS, type House } from '../house.ts';
import { checkPorts } from '../ports.ts';
import { welcome } from '../welcome.ts';

const PATIENCE_MS = 10_000;
/** Of that, what the database gets to close itself, whatever the apps do. */
const DATABASE_MS = 3_000;

type Stop = () => Promise<void>;

/** What runs so far. Apps stop together, then what they stood on, latest first. */
class Running {
  readonly apps: Stop[] = [];
  readonly ground: Stop[] = [];
  /** While the first steps are taken, no app runs and all work is in transactions: the start need not be waited for, its connections are cut. */
  firstSteps = false;

  async stop(startMayGoOn: Promise<unknown>, { atOnce = false }: Partial<Ending> = {}): Promise<boolean> {
    const deadline = Date.now() + PATIENCE_MS;
    const left = (): number => deadline - Date.now();
    const appsStop = async (): Promise<void> => {
      if (!this.firstSteps) await startMayGoOn.catch(() => undefined);
      await Promise.all(this.apps.map((stop) => stop()));
    };
    const clean = atOnce || (await within(left() - DATABASE_MS, appsStop()));
    let grounded = true;
    for (const stop of this.ground.toReversed()) grounded = (await within(left(), stop())) && grounded;
    return clean && grounded;
  }
}

/** Settings → database → schema → first steps → apps. Everything that is started is noted in `running` at once, so that it can be stopped; who is asked to stop begins no further step. */
async function start(apps: readonly App[], house: House, running: Running, ending: EndingAwaited): Promise<void> {
  const { settings, clock, say } = house;
  const embedded = settings.ownerDatabaseUrl === undefined;
  if (embedded) {
    const folder = await claim(settings.dataFolder, () => [`process ${process.pid}`, ...apps.flatMap(({ site }) => site?.url(settings) ?? [])].join(', '));
    running.ground.push(() => folder.release());
  }
  await checkPorts(apps, settings);
  const database = await openDatabase(settings, { adopt: true });
  running.ground.push(() => database.stop());
  if (embedded) running.ground.push(await watchDatabase(database.addresses.owner, () => ending.end({ code: 1, words: 'The database has stopped. Start Peerway again.', atOnce: true })));
  if (ending.over) return;
  await migrate(database.addresses.owner, MIGRATIONS, database.roles);
  if (ending.over) return;
  running.firstSteps = true;
  await takeFirstSteps(database.addresses, { settings, clock, say });
  running.firstSteps = false;
  const onLost = (why: string): void => ending.end({ code: 1, words: `Peerway ends because ${why}. Start Peerway again.`, atOnce: true });
  for (const app of apps) {
    if (ending.over) return;
    const { stop } = await app.start({ settings, clock, databaseUrl: database.addresses[app.database], onLost });
    running.apps.push(stop);
  }
}

export async function run(args: readonly string[], house: House): Promise<number> {
  const named = args.length > 0 ? args : (house.environment['PEERWAY_APPS'] ?? '').split(',').map((name) => name.trim()).filter(Boolean);
  const apps = chooseApps(named);
  const [running, ending] = [new Running(), new EndingAwaited()];
  const started = start(apps, house, running, ending);
  const early = await Promise.race([started, ending.asked]).catch(async (error: unknown) => {
    await running.stop(Promise.resolve());
    throw error;
  });
  if (!early) for (const line of welcome(apps, house.settings)) house.say(line);
  const asked = await ending.asked;
  if (asked.words) console.error(asked.words);
  const clean = await running.stop(started, asked);
  if (!clean) console.error('Not everything stopped in time.');
  return clean ? asked.code : 1;
}
