import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { FileDerivative, FileLength } from './entities/file.entity.ts';
import { FileFolder } from './file-folder.ts';
import { makeSeekable } from './media/media.ts';
import type { Remuxed } from './media/remux.ts';
import { StoredFiles } from './stored-files.service.ts';

/**
 * What a browser records has neither length nor index, what a phone records has its index at the end: a second copy gets both at the front, the original
 * and its digest stay as they came.
 */
@Injectable()
export class Seekable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: StoredFiles,
    private readonly folder: FileFolder,
  ) {}

  /** The work of a job; begun again after a crash it finds what is done. A file that cannot be mended is played as it is. */
  async make(fileId: string): Promise<void> {
    const { seekable, removed, durationMs } = await this.files.about(fileId);
    if (seekable || removed || durationMs !== null) return;
    const draft = this.folder.draft(newId(this.clock.now().getTime()));
    try {
      const made = await makeSeekable(this.folder.pathOf(fileId), draft);
      if (made) await this.settle(fileId, draft, made);
    } finally {
      await this.folder.remove(draft);
    }
  }

  /** Under the file's lock: a recording deleted meanwhile gets no new copy. */
  private async settle(fileId: string, draft: string, { copied, durationMs }: Remuxed): Promise<void> {
    const measured = copied ? await this.folder.measure(draft) : undefined;
    await this.database.transaction(async () => {
      await this.files.lock(fileId);
      const { removed, seekable } = await this.files.about(fileId);
      if (removed || seekable) return;
      const now = this.clock.now();
      if (measured) {
        await this.folder.settle(draft, fileId, { copy: 'seekable' });
        await this.database.rows(FileDerivative).insert({ fileId, kind: 'seekable', ...measured, madeAt: now });
      }
      if (durationMs !== undefined) await this.database.rows(FileLength).createQueryBuilder().insert().values({ fileId, durationMs, measuredAt: now }).orIgnore().execute();
    });
  }
}
