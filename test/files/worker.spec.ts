import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileFolder, FilesModule, Retention, StoredFiles } from '#libs/files';
import { Jobs } from '#libs/persistence';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorker } from '../../apps/worker/src/index.ts';
import { RECORDING_HANDLERS } from '../../apps/worker/src/recordings/recording-handlers.ts';
import { addPerson, StillClock } from '../support/cast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testSettings } from '../support/settings.ts';
import { block, cluster, madeWebm } from './support/made-webm.ts';

let house: TestDatabase;
let data: string;
let worker: { stop(): Promise<void> };
let files: StoredFiles;
let retention: Retention;
let folder: FileFolder;
beforeAll(async () => {
  house = await testDatabase();
  data = mkdtempSync(join(tmpdir(), 'peerway-media-'));
  const settings = testSettings({ PEERWAY_DATA: data, PEERWAY_LOG_LEVEL: 'error' });
  const [clock, jobs] = [new StillClock(), new Jobs(house.database)];
  folder = new FileFolder(settings);
  files = new StoredFiles(house.database, clock, jobs, folder);
  retention = new Retention(house.database, clock, jobs, files, folder);
  worker = await startWorker({ settings, clock, databaseUrl: house.url }, { imports: [FilesModule], providers: [], handlers: RECORDING_HANDLERS });
});
afterAll(async () => {
  await worker.stop();
  await house.drop();
  rmSync(data, { recursive: true, force: true });
});

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let n = 0; n < 200 && !(await what()); n++) await sleep(50);
  expect(await what()).toBe(true);
}

describe('the worker', () => {
  it('· makes a recording seekable, and takes its bytes when its time is over', async () => {
    const webm = madeWebm({ clusters: [cluster(0, [block(1, 0, true, Buffer.alloc(500, 1)), block(1, 700, false, Buffer.alloc(500, 2))])] });
    const { id } = await files.keep(await addPerson(house.database), 'recording', { name: 'talk.webm', stream: Readable.from([webm]) });
    await until(async () => (await files.about(id)).seekable);
    await retention.expireAt(id, new Date(Date.now() - 1000));
    await until(() => !existsSync(folder.pathOf(id)) && !existsSync(folder.pathOf(id, 'seekable')));
    expect((await files.about(id)).removed!.why).toBe('retention');
  });
});
