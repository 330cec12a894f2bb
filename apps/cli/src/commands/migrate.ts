import { migrate } from '#libs/persistence';
import { openDatabase } from '../database.ts';
import { MIGRATIONS, type House } from '../house.ts';

export async function run(_args: readonly string[], { settings, say }: House): Promise<number> {
  const database = await openDatabase(settings, { adopt: false });
  try {
    const names = await migrate(database.addresses.owner, MIGRATIONS, database.roles);
    for (const name of names) say(`  ${name}`);
    say(names.length === 0 ? 'The database is up to date.' : `${names.length} migrations were run.`);
    return 0;
  } finally {
    await database.stop();
  }
}
