import { open, type FileHandle } from 'node:fs/promises';
import { children, ID, MOST_HEAD_BYTES, readHead } from '../domain/ebml.ts';
import { layOut, type ClusterMap, type WebmMap } from '../domain/webm-layout.ts';
import { ByteWindow } from './byte-window.ts';
import { readTracks, scanWebm } from './scan.ts';

export interface RemuxedWebm {
  readonly durationMs: number;
}

const COPIED_AT_ONCE = 262_144;
const FRONT_BYTES = 65_536;
const VIDEO = 1;

async function withFile<T>(path: string, flags: string, act: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags);
  return act(file).finally(() => file.close());
}

/**
 * Writes a WebM recording anew so that a player knows its length and can seek; sound and pictures are copied bit by bit. Reads the source twice and holds
 * a quarter of a megabyte; made for recordings that were cut off, of which every whole frame is kept. Undefined, and nothing written, when there is nothing in it that could be played.
 */
export async function remuxWebm(source: string, target: string): Promise<RemuxedWebm | undefined> {
  return withFile(source, 'r', async (from) => {
    const map = await scanWebm(new ByteWindow(from, (await from.stat()).size));
    return map && withFile(target, 'w', (to) => write(map, from, to));
  });
}

async function write(map: WebmMap, from: FileHandle, to: FileHandle): Promise<RemuxedWebm> {
  const { front, clusterHeads } = layOut(map);
  await to.writeFile(front);
  for (const [at, cluster] of map.clusters.entries()) {
    await to.writeFile(clusterHeads[at]!);
    await copyBlocks(cluster, from, to);
  }
  return { durationMs: Math.round((map.duration * map.timestampScale) / 1_000_000) };
}

async function copyBlocks({ ranges }: ClusterMap, from: FileHandle, to: FileHandle): Promise<void> {
  for (const [begin, end] of ranges) {
    for (let at = begin; at < end; at += COPIED_AT_ONCE) {
      const { buffer, bytesRead } = await from.read(Buffer.alloc(Math.min(COPIED_AT_ONCE, end - at)), 0, undefined, at);
      await to.writeFile(buffer.subarray(0, bytesRead));
    }
  }
}

/** Whether a WebM file carries sound and no picture, by the tracks that stand at its front. */
export async function webmCarriesSoundAlone(path: string): Promise<boolean> {
  return withFile(path, 'r', async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FRONT_BYTES), 0, FRONT_BYTES, 0);
    const front = buffer.subarray(0, bytesRead);
    const header = readHead(front);
    const segment = header?.id === ID.EBML && header.size !== undefined ? header.headBytes + header.size : front.length;
    const inside = readHead(front.subarray(segment, segment + MOST_HEAD_BYTES));
    const parts = inside?.id === ID.Segment ? [...children(front.subarray(segment + inside.headBytes))] : [];
    const tracks = parts.flatMap(({ id, body }) => (id === ID.Tracks ? readTracks(body) : []));
    return tracks.length > 0 && tracks.every(({ type }) => type !== VIDEO);
  });
}
