export interface Ending {
  readonly code: number;
  /** For the person at the terminal. */
  readonly words?: string;
  /** Work that is under way must not go on, not even to its end. */
  readonly atOnce?: boolean;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Knows when this process should end, and why: a signal, a fault that nobody caught, npm gone, or somebody who calls `end`. Only the first counts,
 * so a second Ctrl-C (npm passes each on twice) cuts nothing short.
 */
export class EndingAwaited {
  readonly asked: Promise<Ending>;
  end: (ending: Ending) => void = () => undefined;
  /** Somebody asked: nothing new should be begun. */
  over = false;

  constructor() {
    this.asked = new Promise((resolve) => {
      this.end = (ending) => {
        this.over = true;
        resolve(ending);
      };
    });
    for (const signal of SIGNALS) process.on(signal, () => this.end({ code: 0 }));
    for (const fault of ['uncaughtException', 'unhandledRejection']) {
      process.on(fault, (error: unknown) => this.end({ code: 1, words: `Something went wrong that nobody expected: ${error instanceof Error ? error.stack : String(error)}` }));
    }
    if (process.env['npm_lifecycle_event'] !== undefined) this.watchParent(process.ppid);
  }

  /** A killed npm tells us nothing; we only get another parent. */
  private watchParent(npm: number): void {
    setInterval(() => process.ppid !== npm && this.end({ code: 0 }), 500).unref();
  }
}

/** Waits for `work`, but no longer than `ms`. True when it came to its end without a fault. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => (timer = setTimeout(() => done(false), Math.max(ms, 0))));
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
