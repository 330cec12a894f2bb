import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FileTooLarge } from '#libs/web';
import { announcesTooMuch, LARGEST_FILE } from './received-file.ts';

const PDF = 'application/pdf';

/** Nothing is done here, so nothing can be done twice; and a key for it could not be kept, because the app's role writes nothing. */
function forgetKey(request: FastifyRequest): void {
  delete request.headers['idempotency-key'];
  if (typeof request.body === 'object' && request.body !== null && !Buffer.isBuffer(request.body)) delete (request.body as { idempotencyKey?: unknown }).idempotencyKey;
}

/** What makes this app different from others of ours: no cookie leaves it, no search engine lists it, no key is remembered. */
@Injectable()
export class KeepsNothing implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance() as FastifyInstance;
    fastify.addContentTypeParser(PDF, { parseAs: 'buffer', bodyLimit: LARGEST_FILE }, (_request, body, done) => done(null, body));
    fastify.addHook('onRequest', (request, reply, done) => {
      void reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer');
      done(request.headers['content-type']?.startsWith(PDF) && announcesTooMuch(request) ? new FileTooLarge(LARGEST_FILE) : undefined);
    });
    fastify.addHook('preHandler', (request, _reply, done) => {
      forgetKey(request);
      done();
    });
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      void reply.removeHeader('set-cookie');
      done(null, payload);
    });
  }
}
