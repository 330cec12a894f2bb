import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Settings } from '#libs/kernel';

export interface Measured {
  readonly bytes: number;
  readonly sha256: string;
}

export type Copy = 'original' | 'seekable';

/** More came than may. */
export class TooManyBytes extends Error {}

/** Bytes on a disk. A file is in its place whole or not at all; the name of a place is the file's id and nothing a person typed. */
@Injectable()
export class FileFolder {
  readonly incoming: string;
  readonly kept: string;

  constructor(settings: Settings) {
    this.incoming = join(settings.dataFolder, 'files', 'incoming');
    this.kept = join(settings.dataFolder, 'files', 'kept');
  }

  async prepare(): Promise<void> {
    await mkdir(this.incoming, { recursive: true });
    await mkdir(this.kept, { recursive: true });
  }

  /** A place to write what is not whole yet. */
  draft(id: string): string {
    return join(this.incoming, `${id}.part`);
  }

  /** Where a file's bytes lie, below `kept`. */
  place(id: string, copy: Copy = 'original'): string {
    return join(id.slice(-2), copy === 'original' ? id : `${id}.${copy}`);
  }

  pathOf(id: string, copy: Copy = 'original'): string {
    return join(this.kept, this.place(id, copy));
  }

  /** Writes a stream to the disk and counts it on the way. @throws TooManyBytes */
  async write(stream: Readable, path: string, maxBytes: number): Promise<Measured> {
    await this.prepare();
    const meter = new Meter(maxBytes);
    await pipeline(stream, meter, createWriteStream(path, { flush: true }));
    return meter.measured();
  }

  async measure(path: string): Promise<Measured> {
    const meter = new Meter(Number.POSITIVE_INFINITY);
    await pipeline(createReadStream(path), meter.resume());
    return meter.measured();
  }

  /** Moves what is whole into its lasting place, or, with `keepSource`, gives it a second name there. Doing it again changes nothing. */
  async settle(path: string, id: string, { copy = 'original', keepSource = false }: { copy?: Copy; keepSource?: boolean } = {}): Promise<void> {
    const target = this.pathOf(id, copy);
    await mkdir(dirname(target), { recursive: true });
    await synced(path);
    if (keepSource) await link(path, target).catch(unlessThere);
    else await rename(path, target);
    await synced(dirname(target));
  }

  async remove(...paths: readonly string[]): Promise<void> {
    for (const path of paths) await rm(path, { force: true });
  }

  /** Drafts that a crash left behind. Answers how many went. */
  async clearDrafts(before: Date): Promise<number> {
    const drafts = (await readdir(this.incoming)).filter((name) => name.endsWith('.part')).map((name) => join(this.incoming, name));
    const times = await Promise.all(drafts.map((path) => stat(path).then(({ mtime }) => mtime, () => undefined)));
    const old = drafts.filter((_, at) => times[at] && times[at] < before);
    await this.remove(...old);
    return old.length;
  }
}

class Meter extends Transform {
  private bytes = 0;
  private readonly hash = createHash('sha256');

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(piece: Buffer, _encoding: string, done: (error: Error | null, piece?: Buffer) => void): void {
    this.bytes += piece.length;
    if (this.bytes > this.maxBytes) return done(new TooManyBytes());
    this.hash.update(piece);
    done(null, piece);
  }

  measured(): Measured {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

/** On the disk, not only in the system's memory, before anybody is told that it is kept. */
async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
