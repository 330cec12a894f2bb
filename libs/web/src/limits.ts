import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '#libs/persistence';
import { TooManyTries } from './faults.filter.ts';

export interface Limit {
  readonly name: string;
  readonly tries: number;
  readonly perSeconds: number;
}

/** Limits that hold across processes: how often something may be tried by one key (an address, an e-mail). */
@Injectable()
export class Limits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly database: Database) {}

  /** Counts a try. @throws TooManyTries */
  async count(limit: Limit, key: string): Promise<void> {
    try {
      await this.limiter(limit).consume(key.slice(0, 200));
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw new TooManyTries(Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  }

  /** Forgets the tries of a key, after a success. */
  async clear(limit: Limit, key: string): Promise<void> {
    await this.limiter(limit).delete(key.slice(0, 200));
  }

  private limiter({ name, tries, perSeconds }: Limit): RateLimiterPostgres {
    let limiter = this.limiters.get(name);
    if (!limiter) {
      const store = { storeClient: this.database.pool, schemaName: 'web', tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false };
      limiter = new RateLimiterPostgres({ ...store, keyPrefix: name, points: tries, duration: perSeconds });
      this.limiters.set(name, limiter);
    }
    return limiter;
  }
}
