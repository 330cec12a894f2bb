import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { Checkout, kill, until, type Serving } from './support/peerway.ts';

jest.setTimeout(200_000); // a start takes a second, but not on a machine that many share

let checkout: Checkout;
beforeAll(async () => {
  checkout = await Checkout.make();
});
afterAll(() => checkout.clear());

async function inDatabase<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: `postgres://peerway@127.0.0.1:${checkout.environment['PEERWAY_EMBEDDED_DATABASE_PORT']}/peerway` });
  await client.connect();
  return (await client.query<T>(sql).finally(() => client.end())).rows;
}

async function stopsCleanly(serving: Serving, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  serving.child.kill(signal);
  expect(await serving.ended).toBe(0);
  expect(checkout.processes()).toEqual([]);
}

/** Enough for what is about processes and the database, and quick to start. */
const LIGHT = { PEERWAY_APPS: 'worker' };

describe('Peerway', () => {
  it('· starts from nothing, stops without leaving a process, and has all it had and repeats no work when it starts again', async () => {
    const first = await checkout.serve();
    await inDatabase(`insert into idempotency_keys (owner, key) values ('rosa', 'kept')`);
    const migrations = await inDatabase(`select * from migrations`);
    await stopsCleanly(first);
    const second = await checkout.serve(LIGHT);
    expect(await inDatabase(`select key from idempotency_keys where owner = 'rosa'`)).toEqual([{ key: 'kept' }]);
    expect(await inDatabase(`select * from migrations`)).toEqual(migrations);
    second.child.kill('SIGINT'); // and once more, as npm passes Ctrl-C on a second time
    await stopsCleanly(second, 'SIGINT');
  });

  it('· stops cleanly when it is asked while it starts', async () => {
    const serving = checkout.run(['serve']);
    await until(() => checkout.processes().some((line) => line.includes('postgres')));
    await stopsCleanly(serving);
  });

  it('· stops when the npm that started it is killed', async () => {
    const parent = spawn(process.execPath, ['-e', `require('child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: 'inherit' }); setInterval(() => {}, 1000)`, process.execPath, ...checkout.serveArguments], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...checkout.environment, ...LIGHT, npm_lifecycle_event: 'start' },
    });
    let said = '';
    parent.stdout.on('data', (part) => (said += String(part)));
    await until(() => said.includes('Peerway is ready.'));
    const serving = Number(/process (\d+)/.exec(said)![1]);
    parent.kill('SIGKILL');
    await until(() => checkout.processes().length === 0 && !alive(serving));
  });
});

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('while one runs', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await checkout.serve();
  });
  afterAll(() => stopsCleanly(serving));

  it('· a second start in the same folder says so kindly, and leaves the first alone', async () => {
    const second = checkout.run(['serve']);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`Peerway already runs from this folder: process ${serving.child.pid}`);
    expect(await inDatabase('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('· its pages answer at the address that it names', async () => {
    const address = /Peerway +(http:\S+)/.exec(serving.output())![1]!;
    const { status, headers } = await fetch(`${address}/sign-in`, { headers: { accept: 'text/html' } });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
  });

  it('· it works in its own roles, which may not change the schema', async () => {
    const roles = await inDatabase(`select distinct usename as role from pg_stat_activity where application_name = 'peerway-worker'`);
    expect(roles).toEqual([{ role: 'peerway_app' }]);
    expect(await inDatabase(`select rolname as role, rolsuper as all from pg_roles where rolname like 'peerway\\_%' order by 1`)).toEqual([
      { role: 'peerway_app', all: false },
      { role: 'peerway_registry', all: false },
    ]);
  });

  it('· check and migrate work beside it, and leave its database running', async () => {
    for (const command of ['migrate', 'check']) expect(await checkout.run([command]).ended).toBe(0);
    expect(await inDatabase('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('after kill -9', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await checkout.serve(LIGHT);
  });
  afterAll(() => stopsCleanly(serving));

  it('· of Node, the next start takes over the database that was left running', async () => {
    const postgres = checkout.postgresPid;
    kill(serving.child.pid!, 'SIGKILL');
    await serving.ended;
    expect(checkout.processes().join('\n')).toContain('postgres');
    serving = await checkout.serve(LIGHT);
    expect(checkout.postgresPid).toBe(postgres);
  });

  it('· of PostgreSQL, Peerway says so and ends, and the next start has all that was committed', async () => {
    await inDatabase(`insert into idempotency_keys (owner, key) values ('rosa', 'committed')`);
    kill(checkout.postgresPid, 'SIGKILL');
    expect(await serving.ended).toBe(1);
    expect(serving.output()).toContain('Start Peerway again.');
    serving = await checkout.serve(LIGHT);
    expect(await inDatabase(`select key from idempotency_keys where key = 'committed'`)).toEqual([{ key: 'committed' }]);
  });

  it('· of both at once, the next start recovers', async () => {
    kill(checkout.postgresPid, 'SIGKILL');
    kill(serving.child.pid!, 'SIGKILL');
    await serving.ended;
    serving = await checkout.serve(LIGHT);
    expect(await inDatabase(`select key from idempotency_keys where key = 'committed'`)).toEqual([{ key: 'committed' }]);
  });
});

describe('trouble', () => {
  const sentence = async (args: string[], environment: Record<string, string>): Promise<string> => {
    const run = checkout.run(args, environment);
    expect(await run.ended).toBe(1);
    expect(checkout.processes()).toEqual([]);
    return run.output().trim();
  };

  it.each(['PEERWAY_PORT', 'PEERWAY_EMBEDDED_DATABASE_PORT'])('· with the port of %s is one sentence, and nothing stays', async (setting) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(await sentence(['serve'], { [setting]: String(port) })).toBe(`Port ${port} is already in use by another program. Set ${setting} to another port, or stop that program.`);
    other.close();
  });

  it.each([
    ['an unreachable database', ['serve'], { DATABASE_URL: 'postgres://peer:s3cret@127.0.0.1:1/peerway' }, 'No database answers at 127.0.0.1:1. Is PostgreSQL running there, and is DATABASE_URL right?'],
    ['a wrong setting', ['serve'], { PEERWAY_PORT: 'eighty' }, 'PEERWAY_PORT must be a port number, not "eighty"'],
    ['a default secret in production', ['serve'], { NODE_ENV: 'production' }, 'PEERWAY_SECRET must be set to at least 32 random characters in production'],
    ['an app that is not there', ['serve', 'kitchen'], {}, 'There is no app "kitchen". There are: '],
    ['a command that is not there', ['cook'], {}, 'There is no command "cook". Try: peerway help'],
  ])('· with %s is one sentence', async (_what, args, environment, words) => {
    const said = await sentence(args, environment);
    expect(said.startsWith(words)).toBe(true);
    expect(said.split('\n')).toHaveLength(1);
  });
});

describe('the commands', () => {
  it('· check finds everything in order, and leaves no database running', async () => {
    const checked = checkout.run(['check']);
    expect(await checked.ended).toBe(0);
    expect(checked.output()).toMatch(/ok {3}Its schema is up to date/);
    expect(checkout.processes()).toEqual([]);
  });

  it('· check says what production still needs', async () => {
    const checked = checkout.run(['check'], { NODE_ENV: 'production', PEERWAY_SECRET: 'x'.repeat(40) });
    expect(await checked.ended).toBe(1);
    expect(checked.output()).toMatch(/NO {3}Letters can be sent: Set PEERWAY_SMTP_URL/);
    expect(checked.output()).toMatch(/NO {3}The public addresses are set: Set PEERWAY_PUBLIC_URL/);
  });

  it('· help names them', async () => {
    const helped = checkout.run(['help']);
    expect(await helped.ended).toBe(0);
    for (const name of ['serve', 'migrate', 'check']) expect(helped.output()).toContain(`peerway ${name}`);
  });
});
