import { open, type FileHandle } from 'node:fs/promises';
import {
  CustomSource,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  Input,
  InputAudioTrack,
  InputVideoTrack,
  MP3,
  MP4,
  Mp4OutputFormat,
  OGG,
  Output,
  QTFF,
  WAVE,
  type EncodedPacket,
} from 'mediabunny';
import { remuxWebm, webmCarriesSoundAlone } from '../webm/remux-webm.ts';

/** What was found in a recording. `durationMs` is undefined where it cannot be known. */
export interface Remuxed {
  readonly durationMs: number | undefined;
  /** Whether a seekable copy was written; sound files are seekable as they are. */
  readonly copied: boolean;
}

const NOTHING: Remuxed = { durationMs: undefined, copied: false };
const FORMATS = [MP4, QTFF, OGG, MP3, WAVE];
/** No frame of a recording is this large; a file that says so is made to fill the memory. */
const MOST_AT_ONCE = 64 * 1_048_576;

const EBML = Buffer.from('1a45dfa3', 'hex');

async function withInput<T>(file: FileHandle, act: (input: Input) => Promise<T>): Promise<T> {
  const { size } = await file.stat();
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    if (to - from > MOST_AT_ONCE) throw new Error('A part of this file is too large');
    const bytes = new Uint8Array(to - from);
    await file.read(bytes, 0, bytes.length, from);
    return bytes;
  };
  const input = new Input({ source: new CustomSource({ getSize: () => size, read, prefetchProfile: 'fileSystem' }), formats: FORMATS });
  return act(input).finally(() => input.dispose());
}

/** WebM is read by our own hands: mediabunny 1.61 drops the last cluster of a recording that was cut off, and in some places looks for the next one for ever. */
async function withFile<T>(path: string, webm: () => Promise<T>, other: (input: Input) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(EBML.length), 0, EBML.length, 0);
    return await (buffer.equals(EBML) ? webm() : withInput(file, other));
  } finally {
    await file.close();
  }
}

/** Whether a recording carries sound and no picture, whatever its container is called. */
export function carriesSoundAlone(path: string): Promise<boolean> {
  return withFile(path, () => webmCarriesSoundAlone(path), async (input) => (await input.getPrimaryVideoTrack()) === null && (await input.getPrimaryAudioTrack()) !== null);
}

/**
 * Writes a recording anew with its length and an index to seek by, both at the front; sound and pictures are copied bit by bit. What stood beside them (a
 * phone notes the place) is left out. Holds little of it in memory at a time. @throws Error when it cannot be read
 */
export function remux(source: string, target: string): Promise<Remuxed> {
  const webm = async (): Promise<Remuxed> => {
    const made = await remuxWebm(source, target);
    return made ? { ...made, copied: true } : NOTHING;
  };
  return withFile(source, webm, (input) => remuxOther(input, target));
}

/** MP3, WAV and Ogg are left as they are: players seek in them by their own pages and frames. */
async function remuxOther(input: Input, target: string): Promise<Remuxed> {
  const format = await input.getFormat();
  if (format !== MP4 && format !== QTFF) return { durationMs: toMs(await input.computeDuration()), copied: false };
  const tracks = await tracksOf(input);
  return tracks.length > 0 ? { durationMs: toMs(await copy(tracks, target)), copied: true } : NOTHING;
}

const toMs = (seconds: number): number => Math.round(seconds * 1000);

interface Track {
  readonly of: InputVideoTrack | InputAudioTrack;
  readonly sink: EncodedPacketSink;
  /** Nothing can be shown before it. */
  readonly first: EncodedPacket;
}

async function tracksOf(input: Input): Promise<Track[]> {
  const both = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()].filter((track) => track !== null);
  const tracks = both.map(async (of) => {
    const sink = new EncodedPacketSink(of);
    const first = await sink.getFirstKeyPacket();
    return first ? [{ of, sink, first }] : [];
  });
  return (await Promise.all(tracks)).flat();
}

interface Stream {
  readonly packets: AsyncGenerator<EncodedPacket, void>;
  readonly add: (packet: EncodedPacket) => Promise<void>;
  next: EncodedPacket | undefined;
}

/** Answers the length in seconds. */
async function copy(tracks: readonly Track[], target: string): Promise<number> {
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'reserve' }), target: new FilePathTarget(target) });
  return write(tracks, output).catch(async (error: unknown) => {
    await output.cancel();
    throw error;
  });
}

async function write(tracks: readonly Track[], output: Output): Promise<number> {
  const streams: Stream[] = [];
  for (const track of tracks) streams.push(await streamOf(track, output));
  await output.start();
  const begin = Math.min(...tracks.map(({ first }) => first.timestamp));
  let end = begin;
  // Some containers do not say how long the last frame of a track is: as long as the one before it.
  const step = new Map<Stream, number>();
  for await (const { of, to } of merged(streams)) {
    step.set(to, of.duration || (step.get(to) ?? 0));
    end = Math.max(end, of.timestamp + step.get(to)!);
    await to.add(of.clone({ timestamp: of.timestamp - begin }));
  }
  await output.finalize();
  return end - begin;
}

async function streamOf({ of, sink, first }: Track, output: Output): Promise<Stream> {
  const codec = await of.getCodec();
  const decoderConfig = await of.getDecoderConfig();
  if (!codec || !decoderConfig) throw new Error('This recording is of a kind that is not known here');
  const room = { maximumPacketCount: await countPackets(sink) };
  const packets = sink.packets(first);
  if (of instanceof InputVideoTrack) {
    const source = new EncodedVideoPacketSource(codec as never);
    output.addVideoTrack(source, { ...room, rotation: await of.getRotation() });
    return { packets, next: first, add: (packet) => source.add(packet, { decoderConfig }) };
  }
  const source = new EncodedAudioPacketSource(codec as never);
  output.addAudioTrack(source, room);
  return { packets, next: first, add: (packet) => source.add(packet, { decoderConfig: decoderConfig as AudioDecoderConfig }) };
}

/** The index stands before the pictures, so that its size must be known before they are written. */
async function countPackets(sink: EncodedPacketSink): Promise<number> {
  let count = 0;
  for await (const _ of sink.packets(undefined, undefined, { metadataOnly: true })) count += 1;
  return count;
}

/** Sound and pictures of the same moment lie beside each other, as a player wants them. */
async function* merged(streams: readonly Stream[]): AsyncGenerator<{ of: EncodedPacket; to: Stream }> {
  for (const stream of streams) stream.next = (await stream.packets.next()).value ?? undefined;
  for (;;) {
    const [to] = streams.filter(({ next }) => next).toSorted((one, other) => one.next!.timestamp - other.next!.timestamp);
    if (!to) return;
    yield { of: to.next!, to };
    to.next = (await to.packets.next()).value ?? undefined;
  }
}
