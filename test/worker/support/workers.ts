import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Line = Readonly<Record<string, unknown>>;

export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly lines: Line[];
  /** Resolves with the first line of its log that fits. */
  said(event: string): Promise<Line>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<WorkerProcess>();

/** Starts a worker process and waits until it takes jobs. */
export async function startWorkerProcess(databaseUrl: string, environment: Record<string, string> = {}): Promise<WorkerProcess> {
  const entry = new URL('./worker-process.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TEST_DATABASE_URL: databaseUrl, ...environment } });
  const lines: Line[] = [];
  const waiting: { event: string; found: (line: Line) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    for (const { event, found } of waiting) if (line['event'] === event) found(line);
  });
  const worker: WorkerProcess = {
    child,
    lines,
    said: (event) => new Promise((found) => {
      const earlier = lines.find((line) => line['event'] === event);
      if (earlier) found(earlier);
      else waiting.push({ event, found });
    }),
    async kill(signal) {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve([child.exitCode]);
      child.kill(signal);
      return ((await ended) as [number | null])[0];
    },
  };
  running.add(worker);
  await Promise.race([worker.said('worker started'), once(child, 'exit')]);
  return worker;
}

/** No worker outlives its test. */
export async function killAllWorkers(): Promise<void> {
  await Promise.all([...running].map((worker) => worker.kill('SIGKILL')));
  running.clear();
}
