import type { HandlerTable } from '../handler.ts';
import { MakeSeekable } from './media-make-seekable.handler.ts';
import { ClearUploads } from './retention-clear-uploads.handler.ts';
import { EraseFile } from './retention-erase-file.handler.ts';
import { ExpireFile } from './retention-expire-file.handler.ts';
import { ExpireUnusedFile } from './retention-expire-unused-file.handler.ts';

/** What happens to recordings after an act: made seekable, and deleted when their time is over. */
export const RECORDING_HANDLERS: HandlerTable = {
  'clear-uploads': ClearUploads,
  'erase-file': EraseFile,
  'expire-file': ExpireFile,
  'expire-unused-file': ExpireUnusedFile,
  'make-seekable': MakeSeekable,
};
