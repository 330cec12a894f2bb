import { Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import type { Readable } from 'node:stream';
import { Clock, newId, NotFound } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import { acceptedType, MAX_BYTES, tidyFileName, type FileKind } from './domain/accepted.ts';
import { FileRow, FileUse, type RemovalReason } from './entities/file.entity.ts';
import { FileFolder, TooManyBytes, type Measured } from './file-folder.ts';
import { FileAlreadyUsed, FileIsEmpty, FileIsGone, FileOverLimit, FileTypeNotAccepted } from './refusals.ts';
import { soundAlone } from './media/media.ts';

/** What is known of a file; `removed` is its tombstone. Bytes are of the original. */
export interface StoredFile {
  readonly id: string;
  readonly ownerId: string;
  readonly kind: FileKind;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storedAt: Date;
  readonly seekable: boolean;
  readonly durationMs: number | null;
  readonly removed: { readonly why: RemovalReason; readonly at: Date } | null;
}

/** How to read a file's bytes: `path` lies below `root`. */
export interface ReadableFile {
  readonly root: string;
  readonly path: string;
  readonly type: string;
  readonly name: string;
}

export interface NewFile {
  readonly name: string;
  readonly stream: Readable;
}

/** A recording or a document that nothing came of is kept this long, so that a lost page does not lose it. */
export const UNUSED_FILE_DAYS = 7;
const MS_PER_DAY = 86_400_000;

const ABOUT = `
  select f.id, f.owner_id as "ownerId", f.kind, f.name, f.type, f.bytes, f.sha256, f.stored_at as "storedAt", d.file_id is not null as seekable, l.duration_ms as "durationMs",
    case when t.file_id is not null then jsonb_build_object('why', t.why, 'at', t.at) end as removed
  from files f left join file_derivatives d on d.file_id = f.id and d.kind = 'seekable' left join file_lengths l on l.file_id = f.id left join tombstones t on t.file_id = f.id
  where f.id = $1`;

/** Checks no permission to read: whose file means what is known to those who asked for it. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly folder: FileFolder,
  ) {}

  /** Keeps a stream as a file of `ownerId`; call it outside a transaction. @throws FileOverLimit, FileTypeNotAccepted, FileIsEmpty: then nothing is kept. */
  async keep(ownerId: string, kind: FileKind, { name, stream }: NewFile): Promise<StoredFile> {
    const id = newId(this.clock.now().getTime());
    const draft = this.folder.draft(id);
    try {
      const measured = await this.folder.write(stream, draft, MAX_BYTES[kind]);
      const type = await this.typeOf(draft, kind, measured);
      await this.folder.settle(draft, id);
      return await this.enter({ id, ownerId, kind, name, type, ...measured });
    } catch (error) {
      await this.folder.remove(draft);
      throw error instanceof TooManyBytes ? new FileOverLimit(kind) : error;
    }
  }

  /** Keeps what lies whole at `path` under an id given before; doing it twice keeps one. @throws FileTypeNotAccepted, FileIsEmpty */
  async adopt(ownerId: string, kind: FileKind, id: string, { name, path }: { name: string; path: string }): Promise<StoredFile> {
    const measured = await this.folder.measure(path);
    const type = await this.typeOf(path, kind, measured);
    await this.folder.settle(path, id, { keepSource: true });
    return this.enter({ id, ownerId, kind, name, type, ...measured });
  }

  /** Gives a file to one thing for ever (`role-play:<id>`), in the caller's transaction. @throws NotFound, FileIsGone, FileAlreadyUsed */
  async claim(ownerId: string, fileId: string, kind: FileKind, usedBy: string): Promise<StoredFile> {
    const file = await this.about(fileId);
    if (file.ownerId !== ownerId || file.kind !== kind) throw new NotFound('file');
    await this.lock(fileId);
    if ((await this.about(fileId)).removed) throw new FileIsGone();
    const row = { fileId, usedBy, usedAt: this.clock.now() };
    const added = await this.database.rows(FileUse).createQueryBuilder().insert().values(row).orIgnore().returning('file_id').execute();
    if ((added.raw as unknown[]).length === 0) throw new FileAlreadyUsed();
    return file;
  }

  async has(fileId: string): Promise<boolean> {
    return this.database.rows(FileRow).existsBy({ id: fileId });
  }

  /** @throws NotFound */
  async about(fileId: string): Promise<StoredFile> {
    const [file] = await this.database.read<StoredFile & { removed: { why: RemovalReason; at: string } | null }>(ABOUT, [fileId]);
    if (!file) throw new NotFound('file');
    return { ...file, removed: file.removed && { why: file.removed.why, at: new Date(file.removed.at) } };
  }

  /** Where to read: the seekable derivative once there is one. Ask for the permission before. @throws NotFound, FileIsGone */
  async readable(fileId: string): Promise<ReadableFile> {
    const { seekable, removed, type, name } = await this.about(fileId);
    if (removed) throw new FileIsGone();
    return { root: this.folder.kept, path: this.folder.place(fileId, seekable ? 'seekable' : 'original'), type, name };
  }

  /** Holds back everybody else who would change what there is of a file, until the transaction ends. */
  async lock(fileId: string): Promise<void> {
    await this.database.read(`select pg_advisory_xact_lock(hashtextextended('file:' || $1, 0))`, [fileId]);
  }

  private async typeOf(path: string, kind: FileKind, { bytes }: Measured): Promise<string> {
    if (bytes === 0) throw new FileIsEmpty();
    if (bytes > MAX_BYTES[kind]) throw new FileOverLimit(kind);
    const found = (await fileTypeFromFile(path))?.mime;
    const type = acceptedType(kind, found, false);
    if (!type) throw new FileTypeNotAccepted(kind);
    return type.startsWith('video/') && (await soundAlone(path, type)) ? acceptedType(kind, found, true)! : type;
  }

  private async enter(file: Omit<FileRow, 'storedAt'>): Promise<StoredFile> {
    const now = this.clock.now();
    await this.database.transaction(async () => {
      const row = { ...file, name: tidyFileName(file.name), storedAt: now };
      const added = await this.database.rows(FileRow).createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
      if ((added.raw as unknown[]).length === 0) return;
      if (file.kind === 'recording') await this.jobs.add('make-seekable', { fileId: file.id }, { key: `make-seekable:${file.id}` });
      await this.jobs.add('expire-unused-file', { fileId: file.id }, { key: `expire-unused-file:${file.id}`, runAt: new Date(now.getTime() + UNUSED_FILE_DAYS * MS_PER_DAY) });
    });
    return this.about(file.id);
  }
}
