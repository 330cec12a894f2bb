import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal, Settings } from '#libs/kernel';
import { cookieNames, formTokenFits, type CookieNames, type WebRequest } from './request.ts';

/** The page was opened before a sign-in or sign-out, or the form came from another site. */
export class FormIsStale extends Refusal {
  constructor() {
    super('conflict');
  }
}

const OPEN = 'web:open-to-other-sites';

/** For doors that carry their own proof and no cookie counts: a machine's API. */
export const OpenToOtherSites = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Two locks on every request that changes something: the browser's word that our own page sent it, and the form's token. */
@Injectable()
export class FormGuard implements CanActivate {
  private readonly names: CookieNames;

  constructor(
    private readonly settings: Settings,
    private readonly reflector: Reflector,
  ) {
    this.names = cookieNames(settings.publicUrl);
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<WebRequest>();
    if (SAFE.has(request.method) || this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()])) return true;
    if (!fromOwnSite(request)) throw new FormIsStale();
    // A multipart body is not read yet: `receiveUpload` checks its token before the first byte of a file.
    if (request.headers['content-type']?.startsWith('multipart/form-data') && !request.headers['x-csrf-token']) return true;
    this.check(request, request.headers['x-csrf-token'] ?? (request.body as { _csrf?: unknown } | undefined)?._csrf);
    return true;
  }

  /** @throws FormIsStale */
  check(request: WebRequest, token: unknown): void {
    const bearer = request.cookies[this.names.session] ?? request.cookies[this.names.visitor];
    if (!bearer || !formTokenFits(this.settings.secret, bearer, token)) throw new FormIsStale();
  }
}

/** Browsers say where a request comes from; one that says nothing must at least name our host as its origin, or name none. */
function fromOwnSite(request: WebRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
