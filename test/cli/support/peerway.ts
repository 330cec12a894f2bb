import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../support/ports.ts';

const ENTRY = fileURLToPath(new URL('../../../apps/cli/src/main.js', import.meta.url));

export interface Serving {
  readonly child: ChildProcess;
  /** All that it wrote, errors too. */
  output(): string;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** A checkout of its own: data folder, ports, and everything that runs on them. */
export class Checkout {
  readonly folder: string;
  private readonly started: Serving[] = [];

  private constructor(readonly environment: Record<string, string>) {
    this.folder = environment['PEERWAY_DATA']!;
  }

  static async make(): Promise<Checkout> {
    const folder = mkdtempSync(join(tmpdir(), 'peerway-cli-'));
    chmodSync(folder, 0o755); // PostgreSQL runs as another account when the tests run as root
    const [port, registryPort, databasePort] = [await freePort(), await freePort(), await freePort()].map(String) as [string, string, string];
    return new Checkout({ PEERWAY_DATA: folder, PEERWAY_PORT: port, PEERWAY_REGISTRY_PORT: registryPort, PEERWAY_EMBEDDED_DATABASE_PORT: databasePort });
  }

  get serveArguments(): string[] {
    return [ENTRY, 'serve'];
  }

  run(args: readonly string[], environment: Record<string, string> = {}): Serving {
    const { npm_lifecycle_event: _npm, DATABASE_URL: _database, ...inherited } = process.env;
    const child = spawn(process.execPath, [ENTRY, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...inherited, ...this.environment, ...environment } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)));
    const serving = { child, output: () => output, ended: once(child, 'close').then(([code]) => code as number | null) };
    this.started.push(serving);
    return serving;
  }

  /** Starts Peerway and waits until it says that it is ready. */
  async serve(environment: Record<string, string> = {}): Promise<Serving> {
    const serving = this.run(['serve'], environment);
    await until(() => {
      if (serving.child.exitCode !== null || serving.child.signalCode !== null) throw new Error(`It did not start:\n${serving.output()}`);
      return serving.output().includes('Peerway is ready.');
    }, START_MS);
    return serving;
  }

  get postgresPid(): number {
    return Number(readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** Processes that still work on this folder. */
  processes(): string[] {
    const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
    const own = this.started.map(({ child }) => String(child.pid));
    return stdout.split('\n').filter((line) => line.includes(this.folder) || own.includes(line.trim().split(' ')[0]!));
  }

  /** Leaves nothing behind, whatever a test did. */
  async clear(): Promise<void> {
    for (const { child } of this.started) child.kill('SIGKILL');
    const pids = this.processes().map((line) => Number(line.trim().split(' ')[0]));
    for (const pid of pids) kill(pid, 'SIGKILL');
    await until(() => this.processes().length === 0);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended by itself
  }
}

/** The first start makes the cluster, publishes the curriculum and brings in the cast: some seconds, but not on a machine that many share. */
const START_MS = 150_000;

export async function until(holds: () => boolean, ms = 30_000): Promise<void> {
  for (const deadline = Date.now() + ms; !holds(); await sleep(50)) if (Date.now() > deadline) throw new Error('It did not happen in time');
}
