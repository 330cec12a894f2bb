import { Injectable } from '@nestjs/common';
import { Retention, StoredFiles } from '#libs/files';
import { Database } from '#libs/persistence';
import { RolePlaySubmission } from '../entities/role-play.entity.ts';

/** A role play's way to its file. */
@Injectable()
export class RecordingsOfRolePlays {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly retention: Retention,
  ) {}

  async claim(ownerId: string, fileId: string, attemptId: string): Promise<void> {
    await this.files.claim(ownerId, fileId, 'recording', `role-play:${attemptId}`);
  }

  /** Answers whether there was a recording. */
  async deleteOf(attemptId: string, by: string): Promise<boolean> {
    const submission = await this.database.rows(RolePlaySubmission).findOneBy({ attemptId });
    if (submission) await this.retention.expire(submission.fileId, 'withdrawn', by);
    return submission !== null;
  }
}
