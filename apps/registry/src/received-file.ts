import type { FastifyRequest } from 'fastify';
import { FileTooLarge } from '#libs/web';

export const LARGEST_FILE = 10 * 1024 * 1024;
/** What a browser writes around the one file of a form. */
const AROUND_FILE = 16 * 1024;

const announcesTooMuch = (request: FastifyRequest): boolean => Number(request.headers['content-length'] ?? 0) > LARGEST_FILE + AROUND_FILE;

/** The one file of a form, in memory only; undefined when none was chosen. @throws FileTooLarge before reading, when the request says so itself. */
export async function receiveFile(request: FastifyRequest): Promise<Buffer | undefined> {
  if (announcesTooMuch(request)) throw new FileTooLarge(LARGEST_FILE);
  const part = await request.file({ limits: { fileSize: LARGEST_FILE, files: 1, fields: 10 }, throwFileSizeLimit: false });
  const bytes = await part?.toBuffer();
  if (part?.file.truncated) throw new FileTooLarge(LARGEST_FILE);
  return part?.filename ? bytes : undefined;
}
