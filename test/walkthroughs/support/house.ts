import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRegistry } from '../../../apps/registry/src/index.ts';
import { startWorker } from '../../../apps/worker/src/index.ts';
import { run as bringInCast } from '../../../apps/cli/src/first-steps/demonstration.ts';
import { run as publishCurriculum } from '../../../apps/cli/src/first-steps/curriculum.ts';
import { run as loadPrograms } from '../../../apps/cli/src/first-steps/programs.ts';
import { run as makeSigningIdentity } from '../../../apps/cli/src/first-steps/signing-identity.ts';
import { StillClock } from '../../support/cast.ts';
import { testUrl } from '../../support/database.ts';
import { freePort } from '../../support/ports.ts';
import { testSite, type TestSite, Visitor } from '../../support/site.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** Everything that runs in an installation, in this process and over one database: the pages, the registry, and the worker between them. */
export interface House extends TestSite {
  /** A browser at the registry, which knows nobody. */
  employer(): Visitor;
  /** Letters to an address, oldest first, once there is one with this subject; the worker sends them on its own time. */
  letters(email: string, subject: string, count?: number): Promise<Letter[]>;
  /** Waits until the worker has nothing left to do now. */
  idle(): Promise<void>;
  personId(email: string): Promise<string>;
}

const WAIT_MS = 60_000;

/** Asks again and again until there is an answer. @throws Error in words when none comes within a minute. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end; ) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Waited a minute for ${what}`);
}

/** An installation as its first start leaves it, with the real curriculum and program; with the people of the demonstration when they are wanted. */
export async function openHouse({ cast = false, clock = new StillClock() }: { cast?: boolean; clock?: StillClock } = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'peerway-house-'));
  const registryPort = await freePort();
  const site = await testSite({ PEERWAY_PORT: String(await freePort()), PEERWAY_REGISTRY_PORT: String(registryPort), PEERWAY_DATA: folder }, clock);
  const { settings } = site;
  const { database, url, name } = site.house;
  const context = { settings, clock, databaseUrl: url, say: () => undefined };
  for (const step of [makeSigningIdentity, loadPrograms, publishCurriculum, ...(cast ? [bringInCast] : [])]) await step(context);
  const registry = await startRegistry({ settings, clock, databaseUrl: testUrl(name, 'peerway_registry') });
  const lost = (why: string): never => {
    throw new Error(why);
  };
  const worker = await startWorker({ settings, clock, databaseUrl: url, onLost: lost });
  return {
    ...site,
    employer: () => new Visitor(settings.registryUrl),
    letters: (email, subject, count = 1) =>
      until(`${count} × "${subject}" to ${email}`, async () => {
        const letters = await database.read<Letter>(`select subject, text from mailbox_letters where to_address = $1 order by sent_at, id`, [email]);
        return letters.filter((letter) => letter.subject === subject).length >= count ? letters.filter((letter) => letter.subject === subject) : undefined;
      }),
    idle: () => until('the worker to be idle', async () => ((await database.read(`select 1 from graphile_worker.jobs where run_at <= now() limit 1`)).length === 0 ? (null as never) : undefined)),
    async personId(email) {
      const [row] = await database.read<{ id: string }>(`select id from people where email = $1`, [email]);
      if (!row) throw new Error(`There is no ${email}`);
      return row.id;
    },
    async stop() {
      await worker.stop();
      await registry.stop();
      await site.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The link of a letter, without the address of the site. */
export function linkIn(letter: Letter | undefined, origin: string): string {
  const link = letter?.text.split(/\s/).find((word) => word.startsWith(`${origin}/`) && word.length > origin.length + 1);
  if (!link) throw new Error(`No link in: ${letter?.text}`);
  return link.slice(origin.length);
}
