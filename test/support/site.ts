import { Sessions, type Actor } from '#libs/identity';
import { newId, type Settings } from '#libs/kernel';
import type { RunningApp } from '#libs/web';
import { StillClock } from './cast.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { testSettings } from './settings.ts';
import { startLms } from '../../apps/lms/src/index.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly headers: Headers;
}

/** A browser without script: keeps cookies, sends forms as the page would. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, headers);
  }

  /** Sends a form with the token of `from` (the page it stands on; by default the path itself) and a fresh key unless `fields` brings one. */
  async post(path: string, fields: Record<string, string | readonly string[]> = {}, from: string = path): Promise<Answer> {
    const body = new URLSearchParams({ _csrf: await this.token(from), idempotencyKey: newId() });
    for (const [name, value] of Object.entries(fields)) {
      body.delete(name);
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.send('POST', path, { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }, body.toString());
  }

  /** What a script on the page would send. */
  async json(method: string, path: string, body: unknown, from: string): Promise<Answer> {
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin', 'x-csrf-token': await this.token(from) };
    return this.send(method, path, headers, JSON.stringify(body));
  }

  /** Follows a redirect by hand, as tests want to see each step. */
  async follow(answer: Answer): Promise<Answer> {
    return answer.location ? this.get(answer.location) : answer;
  }

  async send(method: string, path: string, headers: Record<string, string> = {}, body?: string | FormData | Buffer): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.origin}${path}`, { method, redirect: 'manual', headers: { ...headers, ...(cookie ? { cookie } : {}) }, ...(body === undefined ? {} : { body: body as string }) });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return { status: response.status, text: await response.text(), location: response.headers.get('location'), headers: response.headers };
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  /** For fetch calls that a test makes by itself. */
  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async token(from: string): Promise<string> {
    const page = await this.get(from);
    const found = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    return found ?? /name="_csrf" value="([^"]+)"/.exec((await this.get('/sign-in')).text)?.[1] ?? '';
  }

  private keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name!);
    else this.cookies.set(name!, value!);
  }
}

export interface TestSite {
  readonly origin: string;
  readonly house: TestDatabase;
  readonly clock: StillClock;
  readonly settings: Settings;
  visitor(): Visitor;
  /** A browser in which this person is signed in already. */
  signedIn(personId: string): Promise<Visitor>;
  stop(): Promise<void>;
}

/** The pages for people on a free port of this process, over a database of their own. */
export async function testSite(changes: Record<string, string> = {}, clock: StillClock = new StillClock()): Promise<TestSite> {
  const house = await testDatabase();
  const settings = testSettings({ PEERWAY_PORT: '0', PEERWAY_DATA: process.env['PEERWAY_TEST_FOLDER'] ?? '/tmp', PEERWAY_LOG_LEVEL: 'error', ...changes });
  const app: RunningApp = await startLms({ settings, clock, databaseUrl: house.url });
  const origin = `http://localhost:${app.port}`;
  const sessions = new Sessions(house.database, clock);
  return {
    origin,
    house,
    clock,
    settings,
    visitor: () => new Visitor(origin),
    async signedIn(personId) {
      const visitor = new Visitor(origin);
      visitor.setCookie('session', await sessions.open(personId, 'test'));
      return visitor;
    },
    async stop() {
      await app.stop();
      await house.drop();
    },
  };
}

export type { Actor };
