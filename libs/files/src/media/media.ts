import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { webmCarriesSoundAlone } from '../webm/remux-webm.ts';
import type { Remuxed } from './remux.ts';

export type Order = { readonly task: 'look'; readonly source: string } | { readonly task: 'remux'; readonly source: string; readonly target: string };

/** `found` is missing where the file could not be read; `fault` tells of our own disk. */
export interface Report {
  readonly found?: boolean | Remuxed;
  readonly fault?: string;
}

const HEAP_MEGABYTES = 512;
const LOOK_MS = 10_000;
/** An hour of video takes half a minute where nobody else works. */
const REMUX_MS = 60_000;
const REMUX_MS_PER_MEGABYTE = 300;

/** Whether a recording of this type carries sound and no picture; false where that cannot be told. The front of a WebM file tells without a thread. */
export async function soundAlone(path: string, type: string, limitMs = LOOK_MS): Promise<boolean> {
  if (type === 'video/webm') return webmCarriesSoundAlone(path);
  return (await inThread<boolean>({ task: 'look', source: path }, limitMs)) ?? false;
}

/**
 * Gives a recording its length and an index to seek by, in a second file. Undefined when it cannot be read, would take more memory than a recording
 * needs, or takes too long: people send us anything. @throws Error when the disk fails
 */
export async function makeSeekable(source: string, target: string, limitMs?: number): Promise<Remuxed | undefined> {
  const { size } = await stat(source);
  return inThread<Remuxed>({ task: 'remux', source, target }, limitMs ?? REMUX_MS + Math.ceil(size / 1_048_576) * REMUX_MS_PER_MEGABYTE);
}

async function inThread<T extends boolean | Remuxed>(order: Order, limitMs: number): Promise<T | undefined> {
  const thread = new Worker(new URL('media-thread.js', import.meta.url), { workerData: order, resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES }, execArgv: [], stderr: true });
  const limit = setTimeout(() => void thread.terminate(), limitMs);
  const { found, fault } = await new Promise<Report>((done) => {
    thread.once('message', done);
    thread.once('error', () => done({}));
    thread.once('exit', () => done({}));
  }).finally(() => clearTimeout(limit));
  await thread.terminate();
  if (fault) throw new Error(fault);
  return found as T | undefined;
}
