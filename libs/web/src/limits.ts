import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '#libs/persistence';
import { TooManyTries } from './faults.filter.ts';

export interface Limit {
  readonly name: string;
  readonly tries: number;
  readonly perSeconds: number;
}

const CONNECTIONS = 2;

/**
 * Limits that hold across processes: how often something may be tried by one key (an address, an e-mail). They count on connections of their own: a try counts even when the act
 * that it belongs to is refused and rolled back, and acts that hold a connection while they wait for a second one of the same few wait for each other for ever.
 */
@Injectable()
export class Limits implements OnApplicationShutdown {
  private readonly limiters = new Map<string, RateLimiterPostgres>();
  private pool: pg.Pool | undefined;

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
      const store = { storeClient: this.connections(), schemaName: 'web', tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false };
      limiter = new RateLimiterPostgres({ ...store, keyPrefix: name, points: tries, duration: perSeconds });
      this.limiters.set(name, limiter);
    }
    return limiter;
  }

  private connections(): pg.Pool {
    if (!this.pool) {
      const { options } = this.database.pool;
      this.pool = new pg.Pool({ ...options, password: options.password, max: CONNECTIONS }); // a pool hides its password from those who copy it
      this.pool.on('error', () => undefined); // the next question tells
    }
    return this.pool;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }
}
