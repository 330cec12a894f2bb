// Recordings as phones and recorders leave them: frames are noise, everything around them is true.
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  Mp3OutputFormat,
  Mp4OutputFormat,
  MovOutputFormat,
  OggOutputFormat,
  Output,
  WavOutputFormat,
  WebMOutputFormat,
  type OutputFormat,
} from 'mediabunny';
import { createHash } from 'node:crypto';

export type Kind = 'webm' | 'fragmented.mp4' | 'phone.mp4' | 'phone.mov' | 'ogg' | 'wav' | 'mp3' | 'sound.webm' | 'sound.mp4';

const FORMATS: Readonly<Record<Kind, () => OutputFormat>> = {
  webm: () => new WebMOutputFormat({ appendOnly: true }),
  'sound.webm': () => new WebMOutputFormat({ appendOnly: true }),
  'fragmented.mp4': () => new Mp4OutputFormat({ fastStart: 'fragmented' }),
  'phone.mp4': () => new Mp4OutputFormat({ fastStart: false }),
  'sound.mp4': () => new Mp4OutputFormat({ fastStart: 'fragmented' }),
  'phone.mov': () => new MovOutputFormat({ fastStart: false }),
  ogg: () => new OggOutputFormat(),
  wav: () => new WavOutputFormat(),
  mp3: () => new Mp3OutputFormat(),
};

export interface Made {
  readonly seconds?: number;
  /** Bytes of a picture. */
  readonly frame?: number;
  readonly rotation?: 0 | 90 | 180 | 270;
}

/** Frame number `n` of a track, the same at every making. */
export function frameOf(track: string, n: number, length = 60): Buffer {
  const noise = createHash('sha512').update(`${track} ${n}`).digest();
  if (track === 'sound') noise[0] = 0xf8; // Opus: one frame of 20 ms, mono (RFC 6716 §3.1)
  return Buffer.concat(Array.from({ length: Math.ceil(length / noise.length) }, () => noise)).subarray(0, length);
}

const OPUS_HEAD = Buffer.from('4f707573486561640101000080bb0000000000', 'hex');

const MP3_FRAME = Buffer.concat([Buffer.from('fffb90c4', 'hex'), Buffer.alloc(413, 1)]);

async function addSound(kind: Kind, output: Output, seconds: number): Promise<() => Promise<void>> {
  if (kind === 'wav') {
    const source = new EncodedAudioPacketSource('pcm-s16');
    output.addAudioTrack(source);
    return async () => source.add(new EncodedPacket(new Uint8Array(16_000 * seconds), 'key', 0, seconds), { decoderConfig: { codec: 'pcm-s16', sampleRate: 8_000, numberOfChannels: 1 } });
  }
  const [codec, step, config] = kind === 'mp3' ? (['mp3', 1152 / 44_100, { codec: 'mp3', sampleRate: 44_100, numberOfChannels: 2 }] as const) : (['opus', 0.02, { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1, description: OPUS_HEAD }] as const);
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  return async () => {
    for (let n = 0; n * step < seconds - 1e-9; n++) await source.add(new EncodedPacket(kind === 'mp3' ? MP3_FRAME : frameOf('sound', n), 'key', n * step, step), { decoderConfig: config });
  };
}

/** Writes a recording of ten pictures and fifty pieces of sound in a second (or sound alone) to `path`. */
export async function makeMedia(kind: Kind, path: string, { seconds = 3, frame = 60, rotation = 0 }: Made = {}): Promise<void> {
  const output = new Output({ format: FORMATS[kind](), target: new FilePathTarget(path) });
  const video = /^(webm|fragmented|phone)/.test(kind) ? new EncodedVideoPacketSource('vp8') : undefined;
  if (video) output.addVideoTrack(video, { rotation: kind === 'webm' ? 0 : rotation });
  const sound = await addSound(kind, output, seconds);
  await output.start();
  const pictures = async (): Promise<void> => {
    if (!video) return;
    for (let n = 0; n < seconds * 10; n++) {
      await video.add(new EncodedPacket(frameOf('picture', n, frame), n % 10 === 0 ? 'key' : 'delta', n / 10, 0.1), { decoderConfig: { codec: 'vp8', codedWidth: 320, codedHeight: 240 } });
    }
    video.close();
  };
  await Promise.all([pictures(), sound()]);
  await output.finalize();
}
