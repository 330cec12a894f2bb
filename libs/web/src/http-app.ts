import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance, type FastifyReply } from 'fastify';
import { parse } from 'qs';
import { newKey, Settings } from '#libs/kernel';
import { PersistenceModule, type Installation } from '#libs/persistence';
import { ActOnce } from './act-once.interceptor.ts';
import { Page, Redirect } from './answers.ts';
import { FaultsFilter } from './faults.filter.ts';
import { takeFiles, type FileBodies } from './file-bodies.ts';
import { FormGuard } from './form.guard.ts';
import { HealthController } from './health.controller.ts';
import { Limits } from './limits.ts';
import type { WebRequest } from './request.ts';
import { PageFrame, Site } from './site.ts';
import { leaveNoTrace } from './without-trace.ts';

export interface HttpAppOptions extends Installation {
  readonly port: number;
  readonly templatesFolder: string;
  /** The app's own module: its controllers and the libraries they use. */
  readonly module: Type | DynamicModule;
  readonly frame: Type<PageFrame>;
  readonly maxBodyBytes?: number;
  readonly fileBodies?: FileBodies;
  /** Leaves no trace of who asked what: neither cookies nor keys, and nothing for search engines. */
  readonly withoutTrace?: boolean;
}

export interface RunningApp {
  readonly port: number;
  stop(): Promise<void>;
}

const FORM_LIMITS = { depth: 6, parameterLimit: 2_000, arrayLimit: 500 };

/** No script, style, frame or request that is not our own (ASVS 5.0, 3.4). Media may be a recording that the page itself just made (blob:). */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Sends pages and redirects; the rest as Nest does. */
class PageAdapter extends FastifyAdapter {
  site: Site | undefined;

  override reply(reply: FastifyReply, body: unknown, statusCode?: number): never {
    if (body instanceof Page) this.site!.send(body, reply.request, reply);
    else if (body instanceof Redirect) this.site!.redirect(body.location, body.flash, reply);
    else super.reply(reply, body, statusCode);
    return undefined as never;
  }
}

@Module({})
class HttpApp {
  static around({ module, frame, templatesFolder, ...installation }: HttpAppOptions): DynamicModule {
    return {
      module: HttpApp,
      global: true,
      imports: [PersistenceModule.forRoot(installation), module],
      controllers: [HealthController],
      providers: [
        { provide: PageFrame, useClass: frame },
        { provide: Site, inject: [Settings, PageFrame], useFactory: (settings: Settings, around: PageFrame) => new Site(settings, around, templatesFolder) },
        Limits,
        FormGuard,
        { provide: APP_FILTER, useClass: FaultsFilter },
        { provide: APP_GUARD, useExisting: FormGuard },
        { provide: APP_INTERCEPTOR, useClass: ActOnce },
      ],
      exports: [Site, Limits, FormGuard],
    };
  }
}

/** Starts an app for people or machines on a port. @throws Error when the port is taken. */
export async function startHttpApp(options: HttpAppOptions): Promise<RunningApp> {
  const { settings, port, maxBodyBytes = 262_144 } = options;
  const adapter = new PageAdapter({
    bodyLimit: maxBodyBytes,
    trustProxy: settings.production,
    genReqId: () => newKey(),
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: settings.logLevel, base: { app: options.name } },
    routerOptions: { maxParamLength: 300 },
  } as never);
  const app = await NestFactory.create<NestFastifyApplication>(HttpApp.around(options), adapter, { logger: ['error', 'warn'], bodyParser: false, abortOnError: false });
  const site = app.get(Site);
  adapter.site = site;
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(cookie as never);
  await fastify.register(multipart as never);
  readForms(fastify);
  answerAssets(fastify, site);
  guardAnswers(fastify, site, settings);
  if (options.fileBodies) takeFiles(fastify, options.fileBodies);
  if (options.withoutTrace) leaveNoTrace(fastify);
  await app.listen(port, settings.host);
  const address = fastify.server.address();
  return { port: typeof address === 'object' && address ? address.port : port, stop: () => app.close() };
}

function readForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, parse(body as string, FORM_LIMITS)));
}

function answerAssets(fastify: FastifyInstance, site: Site): void {
  fastify.get('/assets/*', (request, reply) => {
    const answer = site.assets.answer(request.url, request.headers['accept-encoding']);
    if (!answer) return reply.code(404).type('text/plain').send('No such file');
    return reply.headers(answer.headers).send(answer.body);
  });
}

function guardAnswers(fastify: FastifyInstance, site: Site, settings: Settings): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    (request as WebRequest).lang = site.languageFor(undefined, request.headers['accept-language']);
    void reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(self), microphone=(self), geolocation=()',
      'x-request-id': request.id,
      ...(settings.publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    });
    done();
  });
  // One line a request, without address, query or anything a person typed.
  fastify.addHook('onResponse', (request, reply, done) => {
    request.log.info({ requestId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
    done();
  });
}
