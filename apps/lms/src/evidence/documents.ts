import send from '@fastify/send';
import type { FastifyReply } from 'fastify';
import type { ReadableFile } from '#libs/files';
import type { WebRequest } from '#libs/web';

/** Sends a document as a download under the name it came with (RFC 6266); it is never opened inside our pages. Who asks was judged before. */
export async function sendDocument({ root, path, type, name }: ReadableFile, request: WebRequest, reply: FastifyReply): Promise<void> {
  const { statusCode, headers, stream } = await send(request.raw, path, { root, dotfiles: 'deny', cacheControl: false });
  const told = statusCode === 200 || statusCode === 206 ? { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}` } : {};
  void reply.code(statusCode).headers({ ...headers, 'cache-control': 'private, no-cache', ...told }).send(stream);
}

/** RFC 8187 lets fewer signs stand than encodeURIComponent does. */
const encodeName = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
