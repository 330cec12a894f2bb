import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Nothing is done in such an app, so nothing can be done twice; and a key for it could not be kept where the app's role writes nothing. */
function forgetKey(request: FastifyRequest): void {
  delete request.headers['idempotency-key'];
  if (typeof request.body === 'object' && request.body !== null && !Buffer.isBuffer(request.body)) delete (request.body as { idempotencyKey?: unknown }).idempotencyKey;
}

/** For an app that anybody may ask and that keeps nothing: no cookie leaves it, no search engine lists it, no link tells where its reader came from, no key is remembered. */
export function leaveNoTrace(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer');
    done();
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
