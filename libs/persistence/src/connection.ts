import pg from 'pg';

/**
 * A connection takes one question at a time, and pg 9 will refuse a second one. Pages ask several at once by `Promise.all`, which must be right in an open
 * transaction too: there the later ones wait here for their turn, so that nobody who asks needs to know. A commit or rollback waits behind them.
 */
export class OneByOne extends pg.Client {
  private under: Promise<unknown> | undefined;

  override query(...given: unknown[]): never {
    if (typeof given.at(-1) === 'function') return this.ask(given); // the pool's own, which asks nothing else meanwhile
    const answer = this.under ? this.under.then(() => this.ask(given)) : this.ask(given);
    if (!(answer instanceof Promise)) return answer; // a cursor, which is no promise
    const settled: Promise<unknown> = answer.then(doNothing, doNothing).then(() => void (this.under === settled && (this.under = undefined)));
    this.under = settled;
    return answer as never;
  }

  private ask(given: unknown[]): never {
    return (super.query as unknown as (...given: unknown[]) => never).apply(this, given);
  }
}

const doNothing = (): void => undefined;
