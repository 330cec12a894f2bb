import type { Type } from '@nestjs/common';

export interface RunningJob {
  readonly id: string;
  /** 1 at the first try. */
  readonly attempt: number;
  /** Aborted when the worker has to stop and the job takes too long. */
  readonly signal: AbortSignal;
}

/**
 * Does one kind of job. A job may begin again after any crash, at any point: what it writes is unique by a key of its own, so that the second
 * time finds it done. Throwing means "try again later" (after 3 s, then longer and longer, 25 times in about four days).
 */
export interface Handler<Payload = never> {
  handle(payload: Payload, job: RunningJob): Promise<void>;
}

/** A job's name and the class that does it. A job whose name no worker knows waits in the queue. */
export type HandlerTable = Readonly<Record<string, Type<Handler>>>;
