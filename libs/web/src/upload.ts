import type { MultipartFile } from '@fastify/multipart';
import { Refusal } from '#libs/kernel';
import type { FormGuard } from './form.guard.ts';
import type { WebRequest } from './request.ts';

export class FileTooLarge extends Refusal {
  constructor(maxBytes: number) {
    super('invalid', { megabytes: Math.floor(maxBytes / 1_048_576) }, 'file');
  }
}

export interface ReceivedFile {
  readonly name: string;
  readonly claimedType: string;
  readonly stream: MultipartFile['file'];
}

export interface Upload<T> {
  /** Fields that stood before the file. */
  readonly fields: Record<string, string>;
  /** What `keep` answered for the file; undefined when none was chosen. */
  readonly file: T | undefined;
}

/**
 * Reads a multipart form whose fields stand before its one file. The form's token is checked before the first byte of the file is read, and a body that
 * announces more than `maxBytes` is refused unread. `keep` must consume the stream.
 * @throws FormIsStale, FileTooLarge
 */
export async function receiveUpload<T>(request: WebRequest, guard: FormGuard, maxBytes: number, keep: (file: ReceivedFile, fields: Record<string, string>) => Promise<T>): Promise<Upload<T>> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + 65_536) throw new FileTooLarge(maxBytes);
  const fields: Record<string, string> = {};
  let file: T | undefined;
  for await (const part of request.parts({ limits: { fileSize: maxBytes, files: 1, fields: 100 } })) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value);
      continue;
    }
    guard.check(request, fields['_csrf'] ?? request.headers['x-csrf-token']);
    if (!part.filename) part.file.resume();
    else file = await keep({ name: part.filename, claimedType: part.mimetype, stream: part.file }, fields);
    if (part.file.truncated) throw new FileTooLarge(maxBytes);
  }
  guard.check(request, fields['_csrf'] ?? request.headers['x-csrf-token']);
  return { fields, file };
}
