import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { FileDerivative } from './entities/file.entity.ts';
import { FileFolder } from './file-folder.ts';
import { StoredFiles } from './stored-files.service.ts';
import { remuxWebm, type Remuxed } from './webm/remux.ts';

/** What a browser records has neither length nor index: a second copy gets them, the original and its digest stay as they came. */
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
    const { seekable, removed, type } = await this.files.about(fileId);
    if (seekable || removed || !type.endsWith('/webm')) return;
    const draft = this.folder.draft(newId(this.clock.now().getTime()));
    const made = await remuxWebm(this.folder.pathOf(fileId), draft);
    if (made) await this.settle(fileId, draft, made);
  }

  /** Under the file's lock: a recording deleted meanwhile gets no new copy. */
  private async settle(fileId: string, draft: string, { bytes, sha256, durationMs }: Remuxed): Promise<void> {
    await this.database.transaction(async () => {
      await this.files.lock(fileId);
      const { removed, seekable } = await this.files.about(fileId);
      if (removed || seekable) return this.folder.remove(draft);
      await this.folder.settle(draft, fileId, { copy: 'seekable' });
      await this.database.rows(FileDerivative).insert({ fileId, kind: 'seekable', bytes, sha256, durationMs, madeAt: this.clock.now() });
    });
  }
}
