import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Sessions, type SignedInPerson } from '#libs/identity';
import { GoElsewhere, PUBLIC, Site, type WebRequest } from '#libs/web';

/** Who is signed in. On public pages it may be nobody: ask for `SignedInPerson | undefined` there. */
export const Person = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<WebRequest>().person);

/** Every page asks for sign-in unless it says `@Public()`: forgetting a guard closes a page instead of opening it. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly site: Site,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const token = request.cookies[this.site.cookies.session];
    const person = token ? await this.sessions.person(token) : undefined;
    if (person) this.recognize(request, person);
    else if (!this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) throw new GoElsewhere(signInFirst(request));
    return true;
  }

  private recognize(request: WebRequest, person: SignedInPerson): void {
    request.person = person;
    request.lang = this.site.languageFor(person.language, undefined);
    request.timeZone = person.timeZone;
  }
}

/** After signing in one comes back to the page that was asked for; after a form that expired, to the start. */
function signInFirst(request: WebRequest): string {
  return request.method === 'GET' && request.url !== '/' ? `/sign-in?next=${encodeURIComponent(request.url)}` : '/sign-in';
}
