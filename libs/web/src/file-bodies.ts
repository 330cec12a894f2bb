import type { FastifyInstance } from 'fastify';
import { FileTooLarge } from './upload.ts';

/** Files that are sent to an app as they are, as machines do; the handler gets a Buffer as its body. */
export interface FileBodies {
  readonly type: string;
  readonly maxBytes: number;
}

/** Reads such files into memory; one that announces to be larger is refused unread. */
export function takeFiles(fastify: FastifyInstance, { type, maxBytes }: FileBodies): void {
  fastify.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) => done(null, body));
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isTooLarge = request.headers['content-type']?.startsWith(type) && Number(request.headers['content-length'] ?? 0) > maxBytes;
    done(isTooLarge ? new FileTooLarge(maxBytes) : undefined);
  });
}
