import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { Passwords, Sessions } from '#libs/identity';
import { Limits, Site, type WebRequest } from '#libs/web';
import type { FastifyReply } from 'fastify';

const BY_EMAIL = { name: 'sign-in-email', tries: 10, perSeconds: 900 };
const BY_ADDRESS = { name: 'sign-in-address', tries: 100, perSeconds: 900 };

/** passport checks the credentials and nothing more; the session is our own. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly passwords: Passwords) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }

  async validate(email: string, password: string): Promise<{ id: string } | false> {
    const id = await this.passwords.whoIs(email, password);
    return id ? { id } : false;
  }
}

/** Leaves `request.user` null when the credentials are wrong, so that the page can say so kindly and keep the e-mail. */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  constructor(private readonly limits: Limits) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const { email } = (request.body ?? {}) as { email?: unknown };
    await this.limits.count(BY_ADDRESS, request.ip);
    await this.limits.count(BY_EMAIL, String(email).trim().toLowerCase());
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<T>(error: Error | null, person: T | false): T {
    if (error) throw error;
    return (person || null) as T;
  }
}

/** Opens and closes the session of a browser. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: Sessions,
    private readonly site: Site,
    private readonly limits: Limits,
  ) {}

  async open(personId: string, email: string, request: WebRequest, reply: FastifyReply): Promise<void> {
    const token = await this.sessions.open(personId, request.headers['user-agent'] ?? '');
    this.site.setCookie(reply, this.site.cookies.session, token);
    await this.limits.clear(BY_EMAIL, email.trim().toLowerCase());
  }

  async close(request: WebRequest, reply: FastifyReply): Promise<void> {
    const token = request.cookies[this.site.cookies.session];
    if (token) await this.sessions.close(token);
    void reply.clearCookie(this.site.cookies.session, { path: '/', secure: this.site.cookies.secure });
  }
}
