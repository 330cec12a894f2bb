import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, type CpuMeter } from './cpu.ts';
import type { QueryCounter } from './queries.ts';

export interface Ask {
  readonly origin: string;
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly cookie?: string;
  readonly csrf?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  /** Of head and body, as they come over the wire. */
  readonly bytes: number;
  readonly body: Buffer;
}

export const AT_ONCE = 4;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

function headBytes({ rawHeaders, statusMessage = '' }: IncomingMessage): number {
  return `HTTP/1.1 200 ${statusMessage}\r\n\r\n`.length + rawHeaders.join('').length + rawHeaders.length * 2;
}

export function ask({ origin, path, method = 'GET', cookie, csrf, body }: Ask, plain = false): Promise<Answer> {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(plain ? {} : { 'accept-encoding': 'gzip' }),
    'accept-language': 'en',
    'sec-fetch-site': 'same-origin',
    ...(cookie ? { cookie } : {}),
    ...(csrf ? { 'x-csrf-token': csrf } : {}),
    ...(json === undefined ? {} : { 'content-type': 'application/json', accept: 'application/json', 'content-length': Buffer.byteLength(json) }),
  };
  return new Promise((done, fail) => {
    const sent = request(`${origin}${path}`, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', fail);
      response.once('end', () => {
        const whole = Buffer.concat(chunks);
        done({ status: response.statusCode!, bytes: headBytes(response) + whole.length, body: whole });
      });
    });
    sent.once('error', fail);
    sent.end(json);
  });
}

/** Works through `work` with a few at once, in order. */
export async function some<T>(work: readonly T[], atOnce: number, act: (one: T) => Promise<void>): Promise<void> {
  const left = work.values();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const one of left) await act(one);
  }));
}

export interface Measured {
  readonly name: string;
  readonly appMs: number;
  readonly databaseMs: number;
  readonly queries: number;
  readonly transactionWords: number;
  readonly bytes: number;
  readonly requests: number;
}

export interface Scene {
  readonly name: string;
  readonly requests: number;
  /** The n-th request, counted from 0 over warm-up and all rounds. */
  readonly asks: (n: number) => Ask;
}

const ROUNDS = 5;
const WARM_UP = 2;

/** Plays a scene: rounds to warm up, then rounds that count. Processor time is the median round's; queries and bytes are means over all. @throws Error for an answer other than 200 */
export async function play({ name, requests, asks }: Scene, cpu: CpuMeter, counter: QueryCounter): Promise<Measured> {
  const [app, database]: [number[], number[]] = [[], []];
  let bytes = 0;
  let n = 0;
  const round = async (): Promise<void> => {
    const work = Array.from({ length: requests }, () => asks(n++));
    await some(work, AT_ONCE, async (one) => {
      const answer = await ask(one);
      if (answer.status !== 200) throw new Error(`${name}: ${one.method ?? 'GET'} ${one.path} answered ${answer.status}\n${answer.body.toString().slice(0, 500)}`);
      bytes += answer.bytes;
    });
  };
  for (let warm = 0; warm < WARM_UP; warm++) await round();
  bytes = 0;
  await counter.reset();
  for (let at = 0; at < ROUNDS; at++) {
    const before = cpu.read();
    await round();
    const after = cpu.read();
    app.push((after.appMs - before.appMs) / requests);
    database.push((after.databaseMs - before.databaseMs) / requests);
  }
  await sleep(20); // the last connection's own count
  const { queries, transactionWords } = await counter.count();
  const all = ROUNDS * requests;
  if (process.env['BENCH_STATEMENTS']) console.log(`\n${name}\n  ${(await counter.list(all)).join('\n  ')}`);
  return { name, appMs: median(app), databaseMs: median(database), queries: queries / all, transactionWords: transactionWords / all, bytes: bytes / all, requests: all };
}
