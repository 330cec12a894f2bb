import { FileFolder, Retention, Seekable, StoredFiles } from '#libs/files';
import { Jobs } from '#libs/persistence';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPerson, StillClock } from '../../support/cast.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testSettings } from '../../support/settings.ts';

/** All that keeps files, over a database and a folder of its own, and Rosa, whose files they are. */
export interface Shelf {
  readonly house: TestDatabase;
  readonly data: string;
  readonly clock: StillClock;
  readonly folder: FileFolder;
  readonly files: StoredFiles;
  readonly seekable: Seekable;
  readonly retention: Retention;
  readonly rosa: string;
  drop(): Promise<void>;
}

export async function openShelf(): Promise<Shelf> {
  const house = await testDatabase();
  const data = mkdtempSync(join(tmpdir(), 'peerway-files-'));
  const [clock, jobs, folder] = [new StillClock(), new Jobs(house.database), new FileFolder(testSettings({ PEERWAY_DATA: data }))];
  const files = new StoredFiles(house.database, clock, jobs, folder);
  return {
    house, data, clock, folder, files,
    seekable: new Seekable(house.database, clock, files, folder),
    retention: new Retention(house.database, clock, jobs, files, folder),
    rosa: await addPerson(house.database),
    async drop() {
      await house.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
