import { readdirSync, readFileSync } from 'node:fs';

/** Nanoseconds that a process spent on a processor, all its threads together; 0 when it is gone. */
function nanosecondsOf(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]), 0);
  } catch {
    return 0;
  }
}

/** What follows the name in /proc/<pid>/stat (proc(5)); the first is field 3. */
function statOf(pid: number | string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  } catch {
    return [];
  }
}

const [PARENT, CHILDREN_USER, CHILDREN_SYSTEM] = [1, 13, 14];
const NS_A_TICK = 1e7;

const childrenOf = (pid: number): number[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(statOf(name)[PARENT]) === pid).map(Number);

/** What children used that have ended since: a connection that was closed must not take its time with it. */
function nanosecondsOfEnded(pid: number): number {
  const stat = statOf(pid);
  return (Number(stat[CHILDREN_USER] ?? 0) + Number(stat[CHILDREN_SYSTEM] ?? 0)) * NS_A_TICK;
}

/** Milliseconds of processor time so far: of the application's processes, and of PostgreSQL with all it has started (connections, writers, cleaning). */
export interface CpuTime {
  readonly appMs: number;
  readonly databaseMs: number;
}

/** Read from /proc/<pid>/task/<thread>/schedstat, which counts nanoseconds; /proc/<pid>/stat counts in steps of 10 ms. */
export class CpuMeter {
  constructor(
    private readonly postmaster: number,
    private readonly apps: readonly number[],
  ) {}

  read(): CpuTime {
    const sum = (pids: readonly number[]): number => pids.reduce((total, pid) => total + nanosecondsOf(pid), 0) / 1e6;
    return { appMs: sum(this.apps), databaseMs: sum([this.postmaster, ...childrenOf(this.postmaster)]) + nanosecondsOfEnded(this.postmaster) / 1e6 };
  }
}

export const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
