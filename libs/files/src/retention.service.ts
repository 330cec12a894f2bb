import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import { Tombstone, type RemovalReason } from './entities/file.entity.ts';
import { FileFolder } from './file-folder.ts';
import { StoredFiles } from './stored-files.service.ts';

/** Deletes bytes and leaves a tombstone: that there was a recording, when and how long, is kept; what it showed is not. */
@Injectable()
export class Retention {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly files: StoredFiles,
    private readonly folder: FileFolder,
  ) {}

  /** From this moment nobody can open the file; its bytes go right after commit. Checks no permission. Again: changes nothing. */
  async expire(fileId: string, why: RemovalReason, by: string | null = null): Promise<void> {
    await this.database.transaction(async () => {
      await this.files.lock(fileId);
      const row = { fileId, why, removedBy: by, at: this.clock.now() };
      const added = await this.database.rows(Tombstone).createQueryBuilder().insert().values(row).orIgnore().returning('file_id').execute();
      if ((added.raw as unknown[]).length > 0) await this.jobs.add('erase-file', { fileId }, { key: `erase-file:${fileId}` });
    });
  }

  /** Expires a file at a later instant. Asking again replaces the instant. */
  async expireAt(fileId: string, at: Date): Promise<void> {
    await this.jobs.add('expire-file', { fileId }, { key: `expire-file:${fileId}`, runAt: at });
  }

  /** The work of a job: an upload that nothing came of. */
  async expireUnused(fileId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.files.lock(fileId);
      const used = await this.database.read(`select 1 from file_uses where file_id = $1`, [fileId]);
      if (used.length === 0) await this.expire(fileId, 'unused');
    });
  }

  /** The work of a job: takes the bytes from the disk, and only of what has a tombstone. */
  async erase(fileId: string): Promise<void> {
    const { removed } = await this.files.about(fileId);
    if (!removed) return;
    await this.folder.remove(this.folder.pathOf(fileId), this.folder.pathOf(fileId, 'seekable'), `${this.folder.incoming}/${fileId}`, `${this.folder.incoming}/${fileId}.json`);
  }
}
