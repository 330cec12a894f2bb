import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { isId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Redirect } from './answers.ts';
import type { WebRequest } from './request.ts';

/** A page instead of a redirect means nothing was done: the transaction goes back and the key stays free. */
class NothingDone extends Error {
  constructor(readonly answer: unknown) {
    super('nothing done');
  }
}

interface KeptRedirect {
  readonly location: string;
  readonly flash: Redirect['flash'];
}

/**
 * Double click, back button and retry make one result: a form's key is kept with the redirect that it led to, in the same transaction as the act itself,
 * and the same key again answers the same redirect.
 */
@Injectable()
export class ActOnce implements NestInterceptor {
  constructor(private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const key = request.method === 'POST' ? ((request.body as { idempotencyKey?: unknown } | undefined)?.idempotencyKey ?? request.headers['idempotency-key']) : undefined;
    if (!isId(key)) return next.handle();
    const owner = `${(request.person as { id?: string } | undefined)?.id ?? request.visitor ?? 'visitor'} ${request.routeOptions.url ?? ''}`;
    return from(this.once(owner, key, next));
  }

  private async once(owner: string, key: string, next: CallHandler): Promise<unknown> {
    try {
      const kept = await this.database.once<KeptRedirect>(owner, key, async () => {
        const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        if (!(answer instanceof Redirect)) throw new NothingDone(answer);
        return { location: answer.location, flash: answer.flash };
      });
      return new Redirect(kept.location, kept.flash);
    } catch (error) {
      if (error instanceof NothingDone) return error.answer;
      throw error;
    }
  }
}
