/**
 * files: recordings and documents as bytes: how they come in (whole, or in pieces over a broken line), where they lie, how they are read, who played
 * them, and when they are deleted. Owns files, file_uses, file_derivatives, file_lengths, tombstones, playbacks and the folder `files` of the data folder.
 * Does not know what a recording means nor who may see it: those who ask have judged before.
 */
export { MAX_BYTES, type FileKind } from './domain/accepted.ts';
export { FileDerivative, FileLength, FileRow, FileUse, Playback, Tombstone, type RemovalReason } from './entities/file.entity.ts';
export { FileFolder } from './file-folder.ts';
export { FilesModule } from './files.module.ts';
export { Playbacks, type Viewing } from './playbacks.service.ts';
export { FileAlreadyUsed, FileIsEmpty, FileIsGone, FileOverLimit, FileTypeNotAccepted } from './refusals.ts';
export { Retention } from './retention.service.ts';
export { Seekable } from './seekable.service.ts';
export { StoredFiles, UNUSED_FILE_DAYS, type NewFile, type ReadableFile, type StoredFile } from './stored-files.service.ts';
export { Uploads } from './uploads.service.ts';
export { makeSeekable, soundAlone } from './media/media.ts';
export type { Remuxed } from './media/remux.ts';
