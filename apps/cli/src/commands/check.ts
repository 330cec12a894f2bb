import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Settings } from '#libs/kernel';
import { migrationSource } from '#libs/persistence';
import { openDatabase, type OpenDatabase } from '../database.ts';
import { MIGRATIONS, type House } from '../house.ts';
import { Trouble } from '../trouble.ts';

interface Check {
  readonly what: string;
  /** Answers a remark, or nothing. @throws Trouble saying what is to be done. */
  look(settings: Settings, database: OpenDatabase): Promise<string | void> | string | void;
}

async function schemaIsNew(_settings: Settings, { addresses }: OpenDatabase): Promise<void> {
  const source = await migrationSource(addresses.owner, MIGRATIONS);
  const pending = await source.showMigrations().finally(() => source.destroy());
  if (pending) throw new Trouble('Run: peerway migrate');
}

function folderIsWritable({ dataFolder }: Settings): string {
  try {
    mkdirSync(dataFolder, { recursive: true });
    accessSync(dataFolder, constants.W_OK);
  } catch {
    throw new Trouble(`This account may not write to ${dataFolder}. Change that, or set PEERWAY_DATA.`);
  }
  return dataFolder;
}

function mailIsSet({ smtpUrl, demonstration }: Settings): string {
  if (smtpUrl) return `by ${new URL(smtpUrl).host}`;
  if (demonstration) return 'into the mailbox of the demonstration';
  throw new Trouble('Set PEERWAY_SMTP_URL; until then letters wait.');
}

function addressesAreSet({ addressesAreSet: set, production }: Settings): string | void {
  if (set) return;
  if (production) throw new Trouble('Set PEERWAY_PUBLIC_URL and PEERWAY_REGISTRY_URL; until then no certificate is issued, because its QR code holds the address for ever.');
  return 'not set, which is right for a demonstration';
}

const CHECKS: readonly Check[] = [
  { what: 'The database answers', look: (_settings, { version }) => `PostgreSQL ${version}` },
  { what: 'Its schema is up to date', look: schemaIsNew },
  { what: 'The data folder can be written', look: folderIsWritable },
  { what: 'Letters can be sent', look: mailIsSet },
  { what: 'The public addresses are set', look: addressesAreSet },
];

async function passes({ what, look }: Check, { settings, say }: House, database: OpenDatabase): Promise<boolean> {
  try {
    const remark = await look(settings, database);
    say(`  ok   ${what}${remark ? ` (${remark})` : ''}`);
    return true;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(`  NO   ${what}: ${error.message}`);
    return false;
  }
}

export async function run(_args: readonly string[], house: House): Promise<number> {
  const database = await openDatabase(house.settings, { adopt: false });
  try {
    let failed = 0;
    for (const check of CHECKS) if (!(await passes(check, house, database))) failed++;
    return failed === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
}
