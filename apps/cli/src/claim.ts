import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Trouble } from './trouble.ts';

/**
 * One Peerway at a time works on a data folder: two would start and stop the same database under each other. The claim is a local socket named
 * after the folder. On Linux its name lies in no file system, so it vanishes with its process, however that dies.
 */
export interface Claim {
  release(): Promise<void>;
}

function socketName(dataFolder: string): string {
  const name = `peerway-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/** What the process that holds the claim says of itself; undefined when nobody does. */
function whoHolds(name: string): Promise<string | undefined> {
  return new Promise((done) => {
    let words = '';
    connect(name)
      .on('data', (part) => (words += String(part)))
      .on('end', () => done(words))
      .on('error', () => done(undefined));
  });
}

function listen(server: Server, name: string): Promise<boolean> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(false) : fail(error)));
    server.listen(name, () => done(true));
  });
}

/** @throws Trouble when another process holds the folder. `introduce` is what we say to one that asks. */
export async function claim(dataFolder: string, introduce: () => string): Promise<Claim> {
  const name = socketName(dataFolder);
  const server = createServer((asking) => asking.on('error', () => undefined).end(introduce()));
  server.unref();
  for (let tries = 0; !(await listen(server, name)); tries++) {
    const holder = await whoHolds(name);
    if (holder !== undefined || tries === 3) throw new Trouble(`Peerway already runs from this folder${holder ? `: ${holder}` : ''}. Use that one, or stop it first.`);
    if (!name.startsWith('\0')) rmSync(name, { force: true }); // a socket file that a killed process left
  }
  return { release: () => new Promise((done) => server.close(() => done())) };
}
