import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { Refusal, type RefusalKind } from '#libs/kernel';
import { sqlState } from '#libs/persistence';
import { Page, Redirect } from './answers.ts';
import type { WebRequest } from './request.ts';
import { Site } from './site.ts';

const STATUS: Readonly<Record<RefusalKind, number>> = { missing: 404, forbidden: 403, conflict: 409, invalid: 422 };
const SHOWN = new Set([401, 403, 404, 409, 413, 422, 429]);

/** Sent where a machine asks: RFC 9457. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly refusal?: string;
  readonly field?: string;
  readonly requestId: string;
}

/** A limit was reached; the page says when to come back. */
export class TooManyTries extends Refusal {
  constructor(readonly retryAfterSeconds: number) {
    super('conflict', { minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) });
  }
}

/** Not a fault: the person should be at another page first (sign in, verify the e-mail). */
export class GoElsewhere extends Error {
  constructor(readonly location: string) {
    super('go elsewhere');
  }
}

/** The one place where a refusal becomes an answer of the web. Our own faults show a request id and nothing else. */
@Catch()
@Injectable()
export class FaultsFilter implements ExceptionFilter {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly site: Site,
  ) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<WebRequest>(), http.getResponse<FastifyReply>()];
    if (fault instanceof GoElsewhere && !wantsJson(request)) return void this.host.httpAdapter.reply(reply, new Redirect(fault.location, null), 303);
    const status = statusOf(fault, request);
    if (status === 500) request.log.error({ err: fault, requestId: request.id }, 'our fault');
    if (fault instanceof TooManyTries) void reply.header('retry-after', String(fault.retryAfterSeconds));
    const words = fault instanceof Refusal ? this.site.refusalWords(fault, request.lang ?? 'en') : null;
    const answer = wantsJson(request) ? this.problem(fault, status, words, request) : this.page(fault, status, words);
    if (!(answer instanceof Page)) void reply.type('application/problem+json');
    this.host.httpAdapter.reply(reply, answer, status);
  }

  private problem(fault: unknown, status: number, words: string | null, request: WebRequest): Problem {
    const refusal = fault instanceof Refusal ? { refusal: fault.name, ...(fault.field ? { field: fault.field } : {}) } : {};
    return { type: 'about:blank', title: words ?? this.site.messages.text(request.lang ?? 'en', `web.errors.${SHOWN.has(status) ? status : 500}.title`), status, ...refusal, requestId: request.id };
  }

  private page(fault: unknown, status: number, message: string | null): Page {
    const view = fault instanceof TooManyTries ? 429 : this.site.views.has(`pages/errors/${status}`) ? status : status >= 500 ? 500 : 422;
    return new Page(`errors/${view}`, { message, next: null }, status);
  }
}

/** U+0000, which no text of PostgreSQL holds (its appendix A: 22021, 22P05): nobody types it, so there is nothing of that name, and no field that takes it. */
const NO_TEXT: ReadonlySet<string | undefined> = new Set(['22021', '22P05']);

function statusOf(fault: unknown, { method }: Pick<WebRequest, 'method'>): number {
  if (NO_TEXT.has(sqlState(fault))) return method === 'GET' ? 404 : 422;
  if (fault instanceof GoElsewhere) return 401;
  if (fault instanceof TooManyTries) return 429;
  if (fault instanceof Refusal) return STATUS[fault.kind];
  if (fault instanceof HttpException) return fault.getStatus();
  const status = (fault as { statusCode?: unknown } | undefined)?.statusCode; // Fastify's own: a body too large, a type not read
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

const wantsJson = (request: WebRequest): boolean => request.url.startsWith('/api/') || (request.headers.accept ?? '').startsWith('application/json');
