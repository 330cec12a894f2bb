import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Task, TaskDone } from './certifier.ts';
import type { CpuMeter } from './cpu.ts';
import type { House } from './house.ts';
import type { BenchPerson } from './people.ts';
import type { QueryCounter } from './queries.ts';

const CERTIFIER = fileURLToPath(new URL('./certifier.js', import.meta.url));
const PATIENCE_MS = 120_000;

const nextWord = (child: ChildProcess): Promise<TaskDone> =>
  new Promise((done, fail) => {
    const ended = (code: number | null): void => fail(new Error(`The certifier ended (${String(code)})`));
    child.once('exit', ended);
    child.once('message', (word) => {
      child.off('exit', ended);
      done(word as TaskDone);
    });
  });

/** Awards and draws in another process. */
export class Certifier {
  private constructor(private readonly child: ChildProcess) {}

  static async start(house: House): Promise<Certifier> {
    const child = fork(CERTIFIER, { env: { ...process.env, ...house.environment } });
    house.keep(child);
    await nextWord(child);
    return new Certifier(child);
  }

  get pid(): number {
    return this.child.pid!;
  }

  perform(task: Task): Promise<TaskDone> {
    const done = nextWord(this.child);
    this.child.send(task);
    return done;
  }
}

export interface Drawn {
  readonly count: number;
  readonly appMs: number;
  readonly databaseMs: number;
  readonly bytes: number;
}

/** Certificates drawn, signed, kept and published one after the other by the service that the worker calls. The first ones warm up. */
export async function drawSome(house: House, certifier: Certifier, meter: (apps: readonly number[]) => CpuMeter, warmUp: number): Promise<Drawn> {
  const ids = (await house.read<{ id: string }>(`select id from certifications order by id`)).map(({ id }) => id);
  await certifier.perform({ draw: ids.slice(0, warmUp) });
  const cpu = meter([]);
  const before = cpu.read();
  const { cpuMs } = await certifier.perform({ draw: ids.slice(warmUp) });
  const after = cpu.read();
  const [kept] = await house.read<{ files: number; bytes: number }>(`select count(*)::int as files, avg(length(bytes))::int as bytes from certificate_files`);
  if (kept!.files !== ids.length) throw new Error(`${kept!.files} certificates are kept, not ${ids.length}`);
  const count = ids.length - warmUp;
  return { count, appMs: cpuMs / count, databaseMs: (after.databaseMs - before.databaseMs) / count, bytes: kept!.bytes };
}

const LEFT = `select count(*)::int as jobs from graphile_worker._private_jobs where run_at <= now()`;
const DELIVERED = `
  select (select count(*)::int from certificate_files) as files, (select count(*)::int from registry.published_files) as published, (select count(*)::int from registry.listings) as listed,
    (select count(*)::int from mailbox_letters where subject ilike '%certification is awarded%') as letters`;

export interface Delivered {
  readonly files: number;
  readonly published: number;
  readonly listed: number;
  readonly letters: number;
}

export const delivered = async (house: House): Promise<Delivered> => (await house.read<Delivered & Record<string, number>>(DELIVERED))[0]!;

/** Until every job that is due has been done; what waits for another day (a recording's last) stays. */
export async function untilNothingIsLeft(house: House): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const [left] = await house.read<{ jobs: number }>(LEFT);
    if (left!.jobs === 0) return;
    if (Date.now() > deadline) throw new Error(`${left!.jobs} jobs are left after ${PATIENCE_MS / 1_000} s`);
  }
}

export interface EndToEnd {
  readonly count: number;
  readonly wallSeconds: number;
  readonly appMs: number;
  readonly databaseMs: number;
  readonly queries: number;
  readonly transactionWords: number;
}

/** From the first award until the last letter lies in the mailbox. The worker is running and has worked before. @throws Error when anything is missing at the end */
export async function awardAndDeliver(house: House, certifier: Certifier, worker: number, applications: readonly string[], registrar: BenchPerson, meter: (apps: readonly number[]) => CpuMeter, counter: QueryCounter): Promise<EndToEnd> {
  const cpu = meter([certifier.pid, worker]);
  const already = await delivered(house);
  await counter.reset();
  const [before, began] = [cpu.read(), performance.now()];
  await certifier.perform({ award: applications, registrar });
  await untilNothingIsLeft(house);
  const [wallSeconds, after] = [(performance.now() - began) / 1_000, cpu.read()];
  const { queries, transactionWords } = await counter.count();
  const now = await delivered(house);
  const count = applications.length;
  for (const part of ['files', 'published', 'listed', 'letters'] as const) {
    if (now[part] - already[part] !== count) throw new Error(`Of ${count} awards ${now[part] - already[part]} have ${part}`);
  }
  if (process.env['BENCH_STATEMENTS']) console.log(`\nend to end\n  ${(await counter.list(count)).join('\n  ')}`);
  const each = (value: number): number => value / count;
  return { count, wallSeconds, appMs: each(after.appMs - before.appMs), databaseMs: each(after.databaseMs - before.databaseMs), queries: each(queries), transactionWords: each(transactionWords) };
}
