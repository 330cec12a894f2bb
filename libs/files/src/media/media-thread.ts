// The thread that reads what people sent: whatever a file does to it, only this thread ends.
import { parentPort, workerData } from 'node:worker_threads';
import type { Order, Report } from './media.ts';
import { carriesSoundAlone, remux } from './remux.ts';

const order = workerData as Order;

/** A disk that fails is ours to mend and worth another try; anything else is the file's own. */
const isOurs = (error: unknown): boolean => typeof (error as NodeJS.ErrnoException).syscall === 'string';

async function report(): Promise<Report> {
  try {
    return { found: order.task === 'look' ? await carriesSoundAlone(order.source) : await remux(order.source, order.target) };
  } catch (error) {
    return isOurs(error) ? { fault: String(error) } : {};
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage(await report());
