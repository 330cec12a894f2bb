import type { LoggerService } from '@nestjs/common';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];
export type LogFacts = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/**
 * What may be said of an error in a log: its name, its code and where it was thrown. Not its message, which can hold an address or what a person
 * wrote; operators find that with the job in the database.
 */
export function describeError(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, driverError, constraint } = error as { code?: string; driverError?: { code?: string; constraint?: string }; constraint?: string };
  const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return { error: error.name, code: driverError?.code ?? code, constraint: driverError?.constraint ?? constraint, at: at.slice(0, 5).map((line) => line.trim()) };
}

/** One JSON object a line on standard output. Serves Nest as its logger too. */
export class WorkerLog implements LoggerService {
  private readonly threshold: number;

  constructor(level: string) {
    this.threshold = Math.max(0, LEVELS.indexOf(level as Level));
  }

  write(level: Level, event: string, facts: LogFacts = {}): void {
    if (LEVELS.indexOf(level) < this.threshold) return;
    process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), app: 'worker', event, ...facts })}\n`);
  }

  /** Nest tells at this level which of its parts it made: of use only to somebody who looks for a fault in our modules. */
  log(message: unknown, context?: string): void {
    this.write('debug', String(message), { context });
  }

  warn(message: unknown, context?: string): void {
    this.write('warn', String(message), { context });
  }

  error(message: unknown, ...details: string[]): void {
    this.write('error', String(message), { context: details.at(-1) });
  }
}
