import { children, ID, MOST_HEAD_BYTES, readHead, readUint, readVint, type ElementHead } from '../domain/ebml.ts';
import type { ClusterMap, Cue, WebmMap } from '../domain/webm-layout.ts';
import type { ByteWindow } from './byte-window.ts';

const MOST_TRACK_BYTES = 131_072;
const BLOCK_HEAD_BYTES = 24;
const DEFAULT_SCALE = 1_000_000;
const VIDEO = 1;
const KEY_FRAME = 0x80;
/** A recording of many hours stays far below; more means that somebody plays with us. */
const MOST_PIECES = 2_000_000;

interface Track {
  readonly number: number;
  readonly type: number;
}

interface OpenCluster extends ClusterMap {
  readonly ranges: [number, number][];
  readonly cues: Cue[];
}

interface Block {
  readonly track: number;
  readonly time: number;
  readonly keyFrame: boolean;
}

/** The kinds of tracks in a Tracks body. */
export function readTracks(body: Buffer): Track[] {
  return [...children(body)].flatMap(({ id, body: entry }) => {
    if (id !== ID.TrackEntry) return [];
    const fields = new Map([...children(entry)].map((field) => [field.id, field.body]));
    return [{ number: readUint(fields.get(ID.TrackNumber) ?? Buffer.alloc(0)), type: readUint(fields.get(ID.TrackType) ?? Buffer.alloc(0)) }];
  });
}

/**
 * Reads a recording once, from head to head, and notes where its blocks lie. Made for what is: sizes left open, a file cut off in the middle, junk at the
 * end. It stops at the first thing that makes no sense and keeps every whole block before it. Undefined: not one block that could be played.
 */
export async function scanWebm(window: ByteWindow): Promise<WebmMap | undefined> {
  const scan = new Scan(window);
  await scan.run();
  return scan.map();
}

class Scan {
  private at = 0;
  private ebmlHeader: Buffer | undefined;
  private tracksElement: Buffer | undefined;
  private tracks: Track[] = [];
  private scale = DEFAULT_SCALE;
  private readonly clusters: OpenCluster[] = [];
  private cluster: OpenCluster | undefined;
  private pieces = 0;
  private lastTime = 0;
  private readonly lastOfTrack = new Map<number, number>();
  private end = 0;

  constructor(private readonly window: ByteWindow) {}

  map(): WebmMap | undefined {
    const clusters = this.clusters.filter(({ ranges }) => ranges.length > 0);
    if (!this.ebmlHeader || !this.tracksElement || clusters.length === 0) return undefined;
    return { ebmlHeader: this.ebmlHeader, tracks: this.tracksElement, timestampScale: this.scale, duration: this.end, clusters };
  }

  async run(): Promise<void> {
    for (;;) {
      const found = readHead(await this.window.look(this.at, MOST_HEAD_BYTES));
      if (!found || !(await this.take(found))) return;
    }
  }

  /** Takes the element here and moves behind it, or into it. False: nothing more to be had. */
  private async take(found: ElementHead): Promise<boolean> {
    const body = this.at + found.headBytes;
    if (found.id === ID.Segment || found.id === ID.Cluster) {
      if (found.id === ID.Cluster) this.cluster = undefined;
      this.at = body;
      return this.ebmlHeader !== undefined;
    }
    if (found.size === undefined || body + found.size > this.window.size) return false;
    const next = body + found.size;
    if (!(await this.read(found.id, body, next))) return false;
    this.at = next;
    return true;
  }

  private async read(id: number, body: number, next: number): Promise<boolean> {
    if (id === ID.EBML) return this.readHeader(next);
    if (id === ID.Info) this.readInfo(await this.window.look(body, next - body));
    else if (id === ID.Tracks) return this.readTracks(body, next);
    else if (id === ID.Timestamp) return this.openCluster(readUint(await this.window.look(body, next - body)));
    else if (id === ID.SimpleBlock) return this.addBlock(next, readBlock(await this.window.look(body, BLOCK_HEAD_BYTES), undefined));
    else if (id === ID.BlockGroup) return this.addBlock(next, await this.readGroup(body, next));
    return true;
  }

  /** A second header is a second recording behind the first: not ours to join. */
  private async readHeader(next: number): Promise<boolean> {
    if (this.ebmlHeader || this.at !== 0 || next > MOST_TRACK_BYTES) return false;
    this.ebmlHeader = Buffer.from(await this.window.look(0, next));
    return true;
  }

  private readInfo(body: Buffer): void {
    const scale = [...children(body)].find(({ id }) => id === ID.TimestampScale);
    const given = scale ? readUint(scale.body) : DEFAULT_SCALE;
    if (Number.isSafeInteger(given) && given > 0) this.scale = given;
  }

  private async readTracks(body: number, next: number): Promise<boolean> {
    if (this.tracksElement || next - this.at > MOST_TRACK_BYTES) return this.tracksElement !== undefined;
    this.tracksElement = Buffer.from(await this.window.look(this.at, next - this.at));
    this.tracks = readTracks(this.tracksElement.subarray(body - this.at));
    return this.tracks.length > 0;
  }

  private openCluster(timestamp: number): boolean {
    if (!Number.isSafeInteger(timestamp)) return false;
    this.cluster = { timestamp, ranges: [], cues: [] };
    this.clusters.push(this.cluster);
    return ++this.pieces < MOST_PIECES;
  }

  private async readGroup(body: number, next: number): Promise<Block | undefined> {
    let block: Block | undefined;
    let refers = false;
    for (let at = body; at < next; ) {
      const found = readHead(await this.window.look(at, MOST_HEAD_BYTES));
      if (!found || found.size === undefined) return undefined;
      if (found.id === ID.Block) block = readBlock(await this.window.look(at + found.headBytes, BLOCK_HEAD_BYTES), true);
      if (found.id === ID.ReferenceBlock) refers = true;
      at += found.headBytes + found.size;
    }
    return block && { ...block, keyFrame: !refers };
  }

  private addBlock(next: number, block: Block | undefined): boolean {
    const cluster = this.cluster;
    if (!cluster || !block || cluster.timestamp + block.time < 0) return false;
    this.noteRange(cluster, next);
    this.noteTime(block.track, cluster.timestamp + block.time);
    this.noteCue(cluster, block);
    return this.pieces < MOST_PIECES;
  }

  private noteRange({ ranges }: OpenCluster, next: number): void {
    const last = ranges.at(-1);
    if (last && last[1] === this.at) last[1] = next;
    else this.pieces += ranges.push([this.at, next]) > 0 ? 1 : 0;
  }

  /** A block says when it begins, not when it ends: the last one is taken to last as long as the one before it on its track. */
  private noteTime(track: number, time: number): void {
    const step = Math.max(0, time - (this.lastOfTrack.get(track) ?? time));
    this.lastOfTrack.set(track, time);
    this.lastTime = Math.max(this.lastTime, time);
    this.end = Math.max(this.end, time + Math.min(step, 1_000_000_000 / this.scale), this.lastTime);
  }

  private noteCue({ timestamp, cues, ranges }: OpenCluster, { track, time, keyFrame }: Block): void {
    const video = this.tracks.find(({ type }) => type === VIDEO);
    const lands = video ? track === video.number && keyFrame : ranges.length === 1 && cues.length === 0;
    if (!lands) return;
    cues.push({ time: timestamp + time, track });
    this.pieces += 1;
  }
}

/** Track, time within the cluster and flags stand before a block's frames (RFC 9559 §10). */
function readBlock(bytes: Buffer, keyFrame: boolean | undefined): Block | undefined {
  const track = readVint(bytes, 0);
  if (track?.value === undefined || bytes.length < track.bytes + 3) return undefined;
  return { track: track.value, time: bytes.readInt16BE(track.bytes), keyFrame: keyFrame ?? (bytes[track.bytes + 2]! & KEY_FRAME) !== 0 };
}
